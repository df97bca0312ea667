import { findingIn, type ReviewRule, type RuleFinding, severityIn } from '@goldenpath/extension';
import type { SideContainersPart } from '../types';

const REMEDY =
  'Make sure that the application works without it: a proxy may have been what asked users to log in, and routes may have led to it.';

/** Reports pods that no longer have one of their containers. */
export const containerDropped: ReviewRule<SideContainersPart, undefined, undefined> = {
  id: 'container-dropped',
  rank: 89,
  severity: 'warning, in production danger',
  firesOn: 'An application that keeps running and no longer has a sidecar or init container in some of its pods.',
  advice: REMEDY,
  find: ({ inEnvironments }) =>
    inEnvironments.flatMap((pair): RuleFinding[] => {
      if (pair.of.head === undefined) return [];
      const after = new Map((pair.head?.containers ?? []).map((container) => [container.name, container.processes]));
      return (pair.base?.containers ?? []).flatMap(({ name, isSidecar, processes }) => {
        const gone = processes.filter((process) => after.get(name)?.includes(process) !== true);
        if (gone.length === 0) return [];
        const what = `${isSidecar ? 'sidecar' : 'init container'} ${name}`;
        const where = gone.join() === 'main' ? '' : ` in the pods ${gone.join(' and ')}`;
        const message = `${pair.app} no longer has the ${what}${where} in ${pair.environment}.`;
        return [findingIn(pair, severityIn(pair.of.environment), message, REMEDY)];
      });
    }),
};
