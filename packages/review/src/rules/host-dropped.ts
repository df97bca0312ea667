import { hostsOf, severityIn } from './hosts';
import type { Found, Rule } from './rule';

const REMEDY = 'Make sure that nobody calls the host any more, or let the old one lead to the new one for a while.';

const KEEP_TLS = 'Keep the `clusterIssuer` of the environment: without one its hosts have no certificates.';

/** A host that leads nowhere any more, or not as safely. */
export const hostDropped: Rule = {
  id: 'host-dropped',
  severity: 'warning, in production danger',
  firesOn:
    'A host that an application was reachable at and that leads nowhere any more, or that is reachable without TLS alone.',
  advice: `${REMEDY} ${KEEP_TLS}`,
  find(change) {
    const after = hostsOf(change, 'head');
    return [...hostsOf(change, 'base')].flatMap(([host, { app, environment, base, head }]): Found[] => {
      const place = { severity: severityIn(environment), app, environment: environment.name };
      const now = after.get(host);
      if (now !== undefined) {
        const [was, is] = [base?.route?.url ?? '', now.head?.route?.url ?? ''];
        if (now.app !== app || !isSafe(was) || isSafe(is)) return [];
        const message = `${app} in ${environment.name} is no longer reachable at ${was}, but without TLS at ${is}.`;
        return [{ ...place, message, remedy: KEEP_TLS }];
      }
      const instead = head?.route === undefined ? '' : `, but at ${head.route.host}`;
      const message = `${app} in ${environment.name} is no longer reachable at ${host}${instead}.`;
      return [{ ...place, message, remedy: REMEDY }];
    });
  },
};

function isSafe(url: string): boolean {
  return url.startsWith('https:');
}
