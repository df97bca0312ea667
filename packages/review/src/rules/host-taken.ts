import { hostsOf, severityIn } from './hosts';
import type { Found, Rule } from './rule';

const TAKEN = 'Make sure that both teams agree on whose host it is, and in which order the two changes are deployed.';
const OPENED = 'Make sure that it is meant to be reachable from outside; `ingress: false` keeps it inside the cluster.';

/** A host that leads to an application that it did not lead to before. */
export const hostTaken: Rule = {
  id: 'host-taken',
  severity: 'info where the host led nowhere; where another application had it warning, in production danger',
  firesOn: 'An application that becomes reachable, or a host that now leads to another application than before.',
  advice: `${TAKEN} ${OPENED}`,
  find(change) {
    const [before, after] = [hostsOf(change, 'base'), hostsOf(change, 'head')];
    return [...after].flatMap(([host, { app, environment, base }]): Found[] => {
      const owner = before.get(host)?.app;
      if (owner === app) return [];
      const place = { app, environment: environment.name };
      // Where another host of it is dropped, the finding of that tells of this one.
      if (owner === undefined && base?.route !== undefined && !after.has(base.route.host)) return [];
      if (owner === undefined)
        return [
          {
            severity: 'info',
            ...place,
            message: `${app} in ${environment.name} becomes reachable at ${host}.`,
            remedy: OPENED,
          },
        ];
      const message = `The host ${host} leads to ${app} in ${environment.name} from now on, and no longer to ${owner}.`;
      return [{ severity: severityIn(environment), ...place, message, remedy: TAKEN }];
    });
  },
};
