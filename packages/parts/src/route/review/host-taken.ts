import { findingIn, type RuleFinding, severityIn } from '@goldenpath/extension';
import { addressesOf, hostsOf, type RouteRule } from './hosts';

const TAKEN =
  'Make sure that both teams agree which application owns the host, and in which order the two changes are deployed.';
const OPENED = 'Make sure that it is meant to be reachable from outside; `ingress: false` keeps it inside the cluster.';

/** Reports a host that now leads to another application. */
export const hostTaken: RouteRule = {
  id: 'host-taken',
  rank: 110,
  severity: 'info where the host led nowhere; where another application had it warning, in production danger',
  firesOn: 'An application that becomes reachable, or a host that now leads to another application than before.',
  advice: `${TAKEN} ${OPENED}`,
  find(change) {
    const [before, after] = [hostsOf(change, 'base'), hostsOf(change, 'head')];
    return [...after].flatMap(([address, { pair }]): RuleFinding[] => {
      const { app, environment, base, of } = pair;
      const owner = before.get(address)?.pair.app;
      if (owner === app) return [];
      // If another host of the application is dropped, `host-dropped` names this one too.
      if (owner === undefined && addressesOf(base).some((other) => !after.has(other.address))) return [];
      if (owner === undefined)
        return [findingIn(pair, 'info', `${app} in ${environment} becomes reachable at ${address}.`, OPENED)];
      const message = `The host ${address} leads to ${app} in ${environment} from now on, and no longer to ${owner}.`;
      return [findingIn(pair, severityIn(of.environment), message, TAKEN)];
    });
  },
};
