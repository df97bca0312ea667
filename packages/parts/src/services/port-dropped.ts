import { findingIn, type ReviewRule, type RuleFinding, severityIn } from '@goldenpath/extension';
import type { ServicePart } from './types';

const REMEDY = 'Keep the port until nothing calls it: the fleet knows the callers in `uses`, and no others.';

/** Reports a port in the cluster that callers may still use. */
export const portDropped: ReviewRule<readonly ServicePart[], undefined, undefined> = {
  id: 'port-dropped',
  rank: 82,
  severity: 'warning, in production danger',
  firesOn:
    'An application that keeps running and no longer has its Service, or no longer has one of the further ports of its Service under its number.',
  advice: REMEDY,
  find: ({ inEnvironments }) =>
    inEnvironments.flatMap((pair): RuleFinding[] => {
      const { app, environment, base = [], head = [], of } = pair;
      if (of.head === undefined || of.base === undefined) return [];
      const gone = droppedOf(base, head);
      if (gone === undefined) return [];
      const message = `${app} no longer answers in ${environment} ${gone}. Callers that are not in the fleet would fail.`;
      return [findingIn(pair, severityIn(of.environment), message, REMEDY)];
    }),
};

function droppedOf(base: readonly ServicePart[], head: readonly ServicePart[]): string | undefined {
  const [before] = base;
  const [after] = head;
  if (before === undefined) return undefined;
  if (after === undefined) return `under \`${before.dnsName}\``;
  const gone = (before.furtherPorts ?? []).filter(
    (port) => port.port !== after.port && !(after.furtherPorts ?? []).some((other) => other.port === port.port),
  );
  return gone.length === 0 ? undefined : `on ${gone.map(({ name, port }) => `${port} (${name})`).join(' and ')}`;
}
