import type { PartChange, RuleFinding } from '@goldenpath/extension';
import { demandOf, largeFinding } from '../../workload/review/large-pods';
import type { ProcessesPart, ProcessPart } from '../types';

/** Returns processes with large requests, for `large-instance`. */
export function largeProcesses({ inEnvironments }: PartChange<ProcessesPart, undefined, undefined>): RuleFinding[] {
  return inEnvironments.flatMap((pair) =>
    Object.keys(pair.head ?? {}).flatMap((name) =>
      largeFinding(pair, `${pair.app}-${name}`, demand(pair.base?.[name]), demand(pair.head?.[name])),
    ),
  );
}

function demand(process: ProcessPart | undefined) {
  return demandOf(process?.workload, process?.autoscaling?.maxReplicas);
}
