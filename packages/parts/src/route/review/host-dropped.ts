import { findingIn, type RuleFinding, severityIn } from '@goldenpath/extension';
import { hostsOf, type RouteRule } from './hosts';

const REMEDY = 'Make sure that no client uses the old host, or redirect it to the new one for a while.';

const KEEP_TLS =
  'Keep the `clusterIssuer` or the `certificate` of the environment: without them its hosts have no TLS.';

/** Reports a host that no longer works, or is less secure. */
export const hostDropped: RouteRule = {
  id: 'host-dropped',
  rank: 120,
  severity: 'warning, in production danger',
  firesOn: 'A host that no longer leads to an application, or that no longer has TLS.',
  advice: `${REMEDY} ${KEEP_TLS}`,
  find(change) {
    const after = hostsOf(change, 'head');
    return [...hostsOf(change, 'base')].flatMap(([host, pair]): RuleFinding[] => {
      const { app, environment, base, head } = pair;
      const severity = severityIn(pair.of.environment);
      const now = after.get(host);
      if (now !== undefined) {
        const [was, is] = [base?.url ?? '', now.head?.url ?? ''];
        if (now.app !== app || !isSafe(was) || isSafe(is)) return [];
        const message = `${app} in ${environment} is no longer reachable at ${was}, but without TLS at ${is}.`;
        return [findingIn(pair, severity, message, KEEP_TLS)];
      }
      const instead = head === undefined ? '' : `, but at ${head.host}`;
      const message = `${app} in ${environment} is no longer reachable at ${host}${instead}.`;
      return [findingIn(pair, severity, message, REMEDY)];
    });
  },
};

function isSafe(url: string): boolean {
  return url.startsWith('https:');
}
