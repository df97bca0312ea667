import { findingIn, type ReviewRule, type RuleFinding, severityIn } from '@goldenpath/extension';
import type { WorkloadPart } from '../types';
import type { WorkloadChange, WorkloadOnce } from './change';

const REMEDY =
  'Choose a time with few requests. As soon as the new pods are ready, let Argo CD prune the old object: in production, `argocd app sync --prune` does it. If two programs must never work on the same data, delete the old object before the sync.';

/** Reports that the pods of a running application get another controller: one of the two is deleted, the other is new. */
export const controllerChanged: ReviewRule<WorkloadPart, WorkloadOnce, undefined> = {
  id: 'controller-changed',
  rank: 81,
  severity: 'warning, in production danger',
  firesOn:
    'An application that changes from a Deployment to a StatefulSet or back, because it gets or loses a volume of its own. The pods of both run until the old object is pruned.',
  advice: REMEDY,
  find: ({ inEnvironments }: WorkloadChange) =>
    inEnvironments.flatMap((pair): RuleFinding[] => {
      const { app, environment, base, head, of } = pair;
      if (base === undefined || head === undefined || base.controller === head.controller) return [];
      // The pods of a CronJob get no requests.
      if ([base, head].some(({ controller }) => controller === 'CronJob')) return [];
      if (of.base?.namespace !== of.head?.namespace) return [];
      const message = `${app} changes from a ${base.controller} to a ${head.controller} in ${environment}. The pods of the ${base.controller} run beside the new ones, and get requests, until the ${base.controller} is pruned.`;
      return [findingIn(pair, severityIn(of.environment), message, REMEDY)];
    }),
};
