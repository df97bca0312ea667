import { findingIn, type ReviewRule, type RuleFinding, severityIn } from '@goldenpath/extension';
import type { ProcessesPart, ProcessPart } from '../types';

const REMEDY = 'Make sure that nothing waits for its work. A queue without a reader grows.';

/** Reports a process that no longer runs. */
export const processDropped: ReviewRule<ProcessesPart, undefined, undefined> = {
  id: 'process-dropped',
  rank: 86,
  severity: 'warning, in production danger',
  firesOn: 'An application that keeps running and no longer has one of its `processes`, or has it without pods.',
  advice: REMEDY,
  find: ({ inEnvironments }) =>
    inEnvironments.flatMap((pair): RuleFinding[] => {
      const { app, environment, base = {}, head = {}, of } = pair;
      if (of.head === undefined) return [];
      return Object.entries(base)
        .filter(([name, process]) => runs(process) && !runs(head[name]))
        .map(([name]) =>
          findingIn(
            pair,
            severityIn(of.environment),
            `${app} no longer runs its process ${name} in ${environment}.`,
            REMEDY,
          ),
        );
    }),
};

function runs(process: ProcessPart | undefined): boolean {
  return process !== undefined && process.workload.replicas !== 0;
}
