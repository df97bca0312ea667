import {
  factsOfPart,
  findingIn,
  type PartInEnvironment,
  type ReviewRule,
  type RuleFinding,
  severityIn,
} from '@goldenpath/extension';
import type { WorkloadPart } from '../../workload/types';
import type { AutoscalingPart } from '../types';

const ARGO = 'Or let Argo CD ignore `/spec/replicas`, with the sync option `RespectIgnoreDifferences=true`.';

const ADVICE = `First remove \`spec.replicas\` from the last applied configuration, as the documentation of Kubernetes advises. ${ARGO}`;

/** Reports that the number of pods leaves the manifest of a running application. */
export const autoscalingSwitchedOn: ReviewRule<AutoscalingPart, undefined, undefined> = {
  id: 'autoscaling-switched-on',
  rank: 79,
  severity: 'warning, in production danger',
  firesOn:
    'Autoscaling of an application that runs with more than one pod. The manifest no longer sets `replicas`, so applying it sets the default, one pod, until the autoscaler acts.',
  advice: ADVICE,
  find: ({ inEnvironments }) =>
    inEnvironments.flatMap((pair) => {
      const before = factsOfPart<WorkloadPart>(pair.of.base, 'workload');
      return switchedOn(pair, pair.app, before, pair.base, pair.head);
    }),
};

/** Returns the finding of pods whose number leaves the manifest. */
export function switchedOn(
  pair: PartInEnvironment<unknown>,
  name: string,
  before: WorkloadPart | undefined,
  base: AutoscalingPart | undefined,
  head: AutoscalingPart | undefined,
): RuleFinding[] {
  const { environment, of } = pair;
  const pods = before?.replicas ?? 1;
  if (base !== undefined || head === undefined || pods <= 1) return [];
  if (before?.controller !== head.target.kind || of.base?.namespace !== of.head?.namespace) return [];
  const { kind, name: target } = head.target;
  const message = `Autoscaling takes over the pods of ${name} in ${environment}: applied as it is, the change drops ${pods} pods to 1 until the autoscaler acts.`;
  const command = `kubectl -n ${of.head?.namespace} apply edit-last-applied ${kind.toLowerCase()}/${target}`;
  return [
    findingIn(
      pair,
      severityIn(of.environment),
      message,
      `First run \`${command}\`, and remove \`spec.replicas\`. ${ARGO}`,
    ),
  ];
}
