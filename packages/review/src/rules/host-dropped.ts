import { hostsOf, severityIn } from './hosts';
import type { Found, Rule } from './rule';

const REMEDY = 'Make sure that nobody calls the host any more, or let the old one lead to the new one for a while.';

/** A host that leads nowhere any more. */
export const hostDropped: Rule = {
  id: 'host-dropped',
  severity: 'warning, in production danger',
  firesOn: 'A host that an application was reachable at and that leads nowhere any more.',
  advice: REMEDY,
  find(change) {
    const after = hostsOf(change, 'head');
    return [...hostsOf(change, 'base')].flatMap(([host, { app, environment, head }]): Found[] => {
      if (after.has(host)) return [];
      const instead = head?.route === undefined ? '' : `, but at ${head.route.host}`;
      const message = `${app} in ${environment.name} is no longer reachable at ${host}${instead}.`;
      return [{ severity: severityIn(environment), app, environment: environment.name, message, remedy: REMEDY }];
    });
  },
};
