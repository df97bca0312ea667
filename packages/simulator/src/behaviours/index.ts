import { AWS_DATA } from './aws/data';
import { EC2 } from './aws/ec2';
import { ECR } from './aws/ecr';
import { AWS_EPHEMERALS } from './aws/ephemerals';
import { IAM } from './aws/iam';
import { OTHERS } from './aws/others';
import { RDS } from './aws/rds';
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
  Lookup,
  ProviderScope,
  Reference,
} from './behaviour';
export { ECR_IMAGE } from './aws/ecr';

const RESOURCES = byType([
  ...ECR,
  ...IAM,
  ...RDS,
  ...EC2,
  ...SECRETS_MANAGER,
  ...OTHERS,
  ...REPOSITORIES,
  ...ACTIONS,
  ...TEAMS,
  ...RANDOM,
]);
const DATA_SOURCES = byType([...AWS_DATA, ...GITHUB_DATA]);
const EPHEMERALS = byType([...AWS_EPHEMERALS, ...RANDOM_EPHEMERALS]);

/** What the cloud does with a type of resource. Of a type that we know nothing about: what it does in general. */
export function behaviourOf(type: string): Behaviour {
  return RESOURCES.get(type) ?? { type };
}

/** Every type of resource that has a behaviour of its own. */
export function knownTypes(): string[] {
  return [...RESOURCES.keys()].sort();
}

/** What a data source finds, or undefined where it is looked up in the general way. */
export function dataBehaviourOf(type: string): DataBehaviour | undefined {
  return DATA_SOURCES.get(type);
}

/** What an ephemeral resource opens to, or undefined where its values are made up. */
export function ephemeralBehaviourOf(type: string): EphemeralBehaviour | undefined {
  return EPHEMERALS.get(type);
}

/** Every behaviour, for those that refer to each other. */
export function allBehaviours(): readonly Behaviour[] {
  return [...RESOURCES.values()];
}

function byType<T extends { readonly type: string }>(behaviours: readonly T[]): ReadonlyMap<string, T> {
  return new Map(behaviours.map((behaviour) => [behaviour.type, behaviour]));
}
