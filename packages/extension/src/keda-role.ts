import type { Environment, Platform } from './platform';
import { podTrustOf, type TrustedPods } from './pod-trust';

/** The role in AWS of the KEDA operator of a cluster. */
export interface KedaRole extends Required<Pick<TrustedPods, 'trust' | 'namespace' | 'serviceAccount'>> {
  readonly name: string;
  readonly arn: string;
  /** From `/` to `/`. */
  readonly path: string;
}

/**
 * Returns the role that KEDA reads the length of queues with. `goldenpath bootstrap` makes it without a policy: the policy of each queue names
 * it. It is `undefined` where the clusters do not have KEDA, and where the platform file does not describe the cluster.
 */
export function kedaRoleOf(environment: Environment, { kubernetes, organisation }: Platform): KedaRole | undefined {
  const { name: environmentName, aws } = environment;
  const trust = podTrustOf(environment, kubernetes);
  if (kubernetes.keda === undefined || trust === undefined) return undefined;
  // The longest possible name has 57 characters. IAM allows 64.
  const name = `${organisation}-${environmentName}-keda`;
  const path = aws.rolePath ?? '/';
  return {
    name,
    arn: `arn:${aws.partition}:iam::${aws.accountId}:role${path}${name}`,
    path,
    trust,
    // The names of the chart, which an installation of one's own has as well.
    namespace: 'platform',
    serviceAccount: 'keda-operator',
  };
}
