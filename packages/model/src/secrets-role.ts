import {
  type Environment,
  operatorRole,
  type NamedRole,
  type Platform,
  type PodTrust,
  podTrustOf,
} from '@goldenpath/extension';
import { componentsIn } from './resolve-components';

/** The role in AWS that the External Secrets Operator of a cluster reads secrets with. */
export interface SecretsRole extends NamedRole {
  readonly trust: PodTrust;
  /** The namespace of the operator. */
  readonly namespace: string;
  readonly serviceAccount: string;
}

/**
 * Returns the role that the External Secrets Operator reads the secrets of an environment with. `goldenpath bootstrap` makes it. It is
 * `undefined` where Golden Path does not install the operator, where secrets come from another store, and where the platform file does not
 * describe the cluster.
 */
export function secretsRoleOf(environment: Environment, platform: Platform): SecretsRole | undefined {
  const { cluster } = environment;
  const isInstalled = componentsIn(environment, platform).some(({ name }) => name === 'external-secrets');
  const trust = podTrustOf(environment, platform.kubernetes);
  const readsAws = platform.secretStore.type === 'aws-secrets-manager';
  if (trust === undefined || cluster?.local !== undefined || !isInstalled || !readsAws) return undefined;
  return {
    ...operatorRole(environment, platform, 'secrets'),
    trust,
    namespace: 'platform',
    serviceAccount: 'external-secrets',
  };
}
