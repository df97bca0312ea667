import { AWS_DATA } from './aws/data';
import { EC2 } from './aws/ec2';
import { ECR } from './aws/ecr';
import { AWS_EPHEMERALS } from './aws/ephemerals';
import { ELASTICACHE } from './aws/elasticache';
import { IAM } from './aws/iam';
import { MESSAGING } from './aws/messaging';
import { OTHERS } from './aws/others';
import { RDS } from './aws/rds';
import { RDS_CLUSTERS } from './aws/rds-clusters';
import { S3_SETTINGS } from './aws/s3-settings';
import { SECRETS_MANAGER } from './aws/secrets-manager';
import type { Behaviour, DataBehaviour, EphemeralBehaviour } from './behaviour';
import { ACTIONS } from './github/actions';
import { REPOSITORIES } from './github/repositories';
import { GITHUB_DATA, TEAMS } from './github/teams';
import { RANDOM, RANDOM_EPHEMERALS } from './random/random';

export type {
  Behaviour,
  Change,
  DataBehaviour,
  EphemeralBehaviour,
  GithubPlan,
  Lookup,
  ProviderScope,
  Reference,
} from './behaviour';
export { ECR_IMAGE } from './aws/ecr';

const RESOURCES = byType([
  ...ECR,
  ...IAM,
  ...RDS,
  ...RDS_CLUSTERS,
  ...EC2,
  ...SECRETS_MANAGER,
  ...OTHERS,
  ...S3_SETTINGS,
  ...MESSAGING,
  ...ELASTICACHE,
  ...REPOSITORIES,
  ...ACTIONS,
  ...TEAMS,
  ...RANDOM,
]);
const DATA_SOURCES = byType([...AWS_DATA, ...GITHUB_DATA]);
const EPHEMERALS = byType([...AWS_EPHEMERALS, ...RANDOM_EPHEMERALS]);

/** Returns the behaviour of a resource type; the general behaviour for unknown types. */
export function behaviourOf(type: string): Behaviour {
  return RESOURCES.get(type) ?? { type };
}

/** Returns the resource types with their own behaviour. */
export function knownTypes(): string[] {
  return [...RESOURCES.keys()].sort();
}

/** Returns the behaviour of a data source; undefined for the general lookup. */
export function dataBehaviourOf(type: string): DataBehaviour | undefined {
  return DATA_SOURCES.get(type);
}

/** Returns the behaviour of an ephemeral resource; undefined when its values are generated. */
export function ephemeralBehaviourOf(type: string): EphemeralBehaviour | undefined {
  return EPHEMERALS.get(type);
}

/** Returns all behaviours, for those that refer to each other. */
export function allBehaviours(): readonly Behaviour[] {
  return [...RESOURCES.values()];
}

function byType<T extends { readonly type: string }>(behaviours: readonly T[]): ReadonlyMap<string, T> {
  return new Map(behaviours.map((behaviour) => [behaviour.type, behaviour]));
}
