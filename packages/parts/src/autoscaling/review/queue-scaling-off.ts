import { findingIn, type PartInEnvironment, type ReviewRule, type RuleFinding } from '@goldenpath/extension';
import type { AutoscalingPart } from '../types';

const ADVICE = 'Sync the Application with `--prune` right after this is merged.';

/** Reports that the ScaledObject of pods stays in production when a queue no longer scales them: Argo CD removes nothing there by itself. */
export const queueScalingOff: ReviewRule<AutoscalingPart, undefined, undefined> = {
  id: 'queue-scaling-off',
  rank: 87,
  severity: 'warning',
  firesOn:
    'An application or a process in production that keeps running, and no longer scales by a queue. Argo CD removes nothing in production by itself, so KEDA scales the pods until its ScaledObject is removed.',
  advice: ADVICE,
  find: ({ inEnvironments }) => inEnvironments.flatMap((pair) => scalingOff(pair, pair.app, pair.base, pair.head)),
};

/** Returns the finding of pods that KEDA still scales. */
export function scalingOff(
  pair: PartInEnvironment<unknown>,
  name: string,
  base: AutoscalingPart | undefined,
  head: AutoscalingPart | undefined,
): RuleFinding[] {
  const { app, environment, of } = pair;
  if (!of.environment.isProduction) return [];
  if (base?.queue === undefined || head?.queue !== undefined || of.head === undefined) return [];
  const message = `KEDA scales the pods of ${name} in ${environment} until the ScaledObject \`${base.target.name}\` is removed, and the spec no longer has a queue for it.`;
  return [
    findingIn(
      pair,
      'warning',
      message,
      `Run \`argocd app sync ${app}-${environment} --prune\` right after this is merged.`,
    ),
  ];
}
