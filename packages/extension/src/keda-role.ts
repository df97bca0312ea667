import type { Environment, Platform } from './platform';
import { operatorRole, type NamedRole, podTrustOf, type TrustedPods } from './pod-trust';

/** The role in AWS of the KEDA operator of a cluster. */
export interface KedaRole extends NamedRole, Required<Pick<TrustedPods, 'trust' | 'namespace' | 'serviceAccount'>> {}

/**
 * Returns the role that KEDA reads the length of queues with. `goldenpath bootstrap` makes it without a policy: the policy of each queue names
 * it. It is `undefined` where the clusters do not have KEDA, and where the platform file does not describe the cluster.
 */
export function kedaRoleOf(environment: Environment, platform: Platform): KedaRole | undefined {
  const trust = podTrustOf(environment, platform.kubernetes);
  if (platform.kubernetes.keda === undefined || trust === undefined) return undefined;
  return {
    ...operatorRole(environment, platform, 'keda'),
    trust,
    // The names of the chart, which an installation of one's own has as well.
    namespace: 'platform',
    serviceAccount: 'keda-operator',
  };
}
