import { type AppInEnvironment, factsOfPart, findingIn, type ReviewRule, severityIn } from '@goldenpath/extension';
import type { AutoscalingPart } from '../../autoscaling/types';
import type { WorkloadPart } from '../types';
import type { WorkloadChange, WorkloadOnce } from './change';
import { isUnclustered } from './image-version';

const REMEDY =
  'Keep one replica, or use a managed service. If the pods are set up as a cluster, accept `unclustered-replicas` and say how.';

/** Reports several pods of a store that does not share its data among them. */
export const unclusteredReplicas: ReviewRule<WorkloadPart, WorkloadOnce, undefined> = {
  id: 'unclustered-replicas',
  rank: 76,
  severity: 'warning, in production danger',
  firesOn:
    'More than one pod, where there was at most one, of an upstream image of a database, cache or queue that is not a cluster by itself, such as `redis` or `postgres`.',
  advice: REMEDY,
  find: ({ inEnvironments }: WorkloadChange) =>
    inEnvironments.flatMap((pair) => {
      const { app, environment, of } = pair;
      const [before, after] = [storesIn(pair.base, of.base), storesIn(pair.head, of.head)];
      if (after === undefined || after.pods <= 1 || (before?.pods ?? 0) > 1) return [];
      const message = `${app} may have ${after.pods} pods of ${after.image} in ${environment}. Each is a server with its own data, and a client reaches any of them.`;
      return [findingIn(pair, severityIn(of.environment), message, REMEDY)];
    }),
};

function storesIn(
  workload: WorkloadPart | undefined,
  app: AppInEnvironment | undefined,
): { readonly image: string; readonly pods: number } | undefined {
  if (workload?.image.source !== 'upstream' || !isUnclustered(workload.image.reference)) return undefined;
  const most = factsOfPart<AutoscalingPart>(app, 'autoscaling')?.maxReplicas;
  return { image: workload.image.reference, pods: most ?? workload.replicas ?? 1 };
}
