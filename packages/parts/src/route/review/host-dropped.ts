import { findingIn, type RuleFinding, severityIn } from '@goldenpath/extension';
import { addressesOf, hostsOf, type RouteRule } from './hosts';

const REMEDY = 'Make sure that no client uses the old host, or redirect it to the new one for a while.';

const KEEP_TLS =
  'Keep the `clusterIssuer` or the `certificate` of the environment: without them its hosts have no TLS.';

/** Reports a host that no longer works, or is less secure. */
export const hostDropped: RouteRule = {
  id: 'host-dropped',
  rank: 120,
  severity: 'warning, in production danger',
  firesOn: 'A host, or a path of one, that no longer leads to an application, or that no longer has TLS.',
  advice: `${REMEDY} ${KEEP_TLS}`,
  find(change) {
    const after = hostsOf(change, 'head');
    const before = hostsOf(change, 'base');
    return [...before].flatMap(([address, { pair, url }]): RuleFinding[] => {
      const { app, environment, head } = pair;
      const severity = severityIn(pair.of.environment);
      const now = after.get(address);
      if (now !== undefined) {
        if (now.pair.app !== app || !isSafe(url) || isSafe(now.url)) return [];
        const message = `${app} in ${environment} is no longer reachable at ${url}, but without TLS at ${now.url}.`;
        return [findingIn(pair, severity, message, KEEP_TLS)];
      }
      const others = addressesOf(head).filter((other) => before.get(other.address)?.pair.app !== app);
      const instead = others.length === 0 ? '' : `, but at ${others.map((other) => other.address).join(' and ')}`;
      const message = `${app} in ${environment} is no longer reachable at ${address}${instead}.`;
      return [findingIn(pair, severity, message, REMEDY)];
    });
  },
};

function isSafe(url: string): boolean {
  return url.startsWith('https:');
}
