import { ElasticacheUser } from '@cdktf/provider-aws/lib/elasticache-user';
import { ElasticacheUserGroup } from '@cdktf/provider-aws/lib/elasticache-user-group';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import type { Tags } from '@goldenpath/extension';
import { EphemeralResource, literal, literalValues, protection } from '@goldenpath/extension/terraform';
import { DataResource, Fn } from 'cdktf';
import type { Construct } from 'constructs';
import { CACHE_PORT } from '../facts';
import type { CacheFacts } from '../types';

/** ElastiCache takes passwords of 16 to 128 characters. */
const PASSWORD_LENGTH = 32;

/** A user of a cache. */
export interface CacheUser {
  readonly userGroup: ElasticacheUserGroup;
  /** Its password, as a Terraform expression. It is generated anew in each run, and in no state and no plan. */
  readonly password: string;
}

/**
 * Adds the user of a cache, who may use every key and every command that ElastiCache allows.
 *
 * The bindings lack `passwords_wo`, which the provider that stacks require has. What they have for passwords would be in the state.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/pull/45988
 */
export function addUser(scope: Construct, id: string, cache: CacheFacts, tags: Tags): CacheUser {
  const { resourceName, passwordVersion } = cache;
  const generated = new EphemeralResource(scope, `${id}-password`, 'random_password', {
    length: PASSWORD_LENGTH,
    special: false,
  });
  const password = generated.attribute('result');
  const user = new ElasticacheUser(scope, `${id}-user`, {
    userId: resourceName,
    userName: resourceName,
    engine: 'valkey',
    accessString: 'on ~* +@all',
    tags: literalValues(tags),
  });
  user.addOverride('passwords_wo', password);
  user.addOverride('passwords_wo_version', passwordVersion);
  const userGroup = new ElasticacheUserGroup(scope, `${id}-users`, {
    userGroupId: resourceName,
    engine: 'valkey',
    userIds: [user.userId],
    tags: literalValues(tags),
  });
  return { userGroup, password };
}

/** What the secret of a cache is made from. */
export interface LoginOptions {
  readonly cache: CacheFacts;
  /** The address of the primary, as a Terraform expression. */
  readonly host: string;
  readonly password: string;
  readonly tags: Tags;
  /** Days in which a deleted secret can be restored. */
  readonly recoveryDays: number;
}

/**
 * Adds the secret of a cache with everything that a client needs to connect.
 *
 * User and secret must get the password of the same run. Both are written when they are new and when `passwordVersion` increases, so a run
 * that fails between the two is repaired by increasing it.
 */
export function storeLogin(scope: Construct, id: string, { cache, host, password, tags, recoveryDays }: LoginOptions) {
  const { resourceName, kmsKeyArn, isProtected, passwordVersion, secret } = cache;
  const stored = new SecretsmanagerSecret(scope, `${id}-secret`, {
    name: literal(secret.path),
    description: literal(`Cache ${resourceName}: host, port, username, password`),
    recoveryWindowInDays: recoveryDays,
    ...(kmsKeyArn !== undefined && { kmsKeyId: kmsKeyArn }),
    tags: literalValues(tags),
    ...protection(isProtected),
  });
  const login = new DataResource(scope, `${id}-login`, {
    input: { username: literal(resourceName), password_version: passwordVersion },
  });
  new SecretsmanagerSecretVersion(scope, `${id}-secret-content`, {
    secretId: stored.id,
    secretStringWo: Fn.jsonencode({ host, port: CACHE_PORT, username: literal(resourceName), password }),
    secretStringWoVersion: 1,
    lifecycle: { replaceTriggeredBy: [`${DataResource.tfResourceType}.${login.friendlyUniqueId}`] },
  });
}
