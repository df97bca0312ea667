import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import type { Tags } from '@goldenpath/extension';
import { EphemeralResource, literal, literalValues, protection } from '@goldenpath/extension/terraform';
import { DataResource, Fn } from 'cdktf';
import type { Construct } from 'constructs';
import type { DatabasePart } from '../types';
import type { DatabaseAddress } from './address';

/** Terraform writes the content only when this increases, or when the secret version is new. */
const CONTENT_VERSION = 1;

const PASSWORD_LENGTH = 32;

/** The content of a secret. */
export interface SecretOptions {
  readonly database: Pick<DatabasePart, 'name' | 'username'> & {
    readonly secret: Omit<DatabasePart['secret'], 'rotationDays'>;
  };
  readonly address: DatabaseAddress;
  readonly tags: Tags;
  /** Days in which a deleted secret can be restored. */
  readonly recoveryDays: number;
  /** The start of the names in Terraform. @default none */
  readonly prefix?: string;
}

/**
 * Adds the secret of a database with everything that a client needs to connect.
 *
 * The password is generated during the run and passed to a write-only argument, so it is in no state and no plan. Only the secret receives
 * it. The database gets its password from the secret, so a run that fails halfway cannot leave them different.
 */
export function addSecret(scope: Construct, options: SecretOptions): void {
  const { database, tags, recoveryDays, prefix = '' } = options;
  const secret = new SecretsmanagerSecret(scope, `${prefix}secret`, {
    name: database.secret.path,
    description: literal(`PostgreSQL ${database.name}: host, port, dbname, username, password`),
    recoveryWindowInDays: recoveryDays,
    ...(database.secret.kmsKeyArn !== undefined && { kmsKeyId: database.secret.kmsKeyArn }),
    tags: literalValues(tags),
    ...protection(database.secret.isProtected),
  });
  addContent(scope, secret, options);
}

function addContent(
  scope: Construct,
  secret: SecretsmanagerSecret,
  { database, address, prefix = '' }: SecretOptions,
): void {
  const login = addLogin(scope, `${prefix}connection`, database);
  const password = new EphemeralResource(scope, `${prefix}password`, 'random_password', {
    length: PASSWORD_LENGTH,
    special: false,
  });
  new SecretsmanagerSecretVersion(scope, `${prefix}secret-content`, {
    secretId: secret.id,
    secretStringWo: Fn.jsonencode(
      Fn.merge([login.getStringAttribute('output'), { ...address, password: password.attribute('result') }]),
    ),
    secretStringWoVersion: CONTENT_VERSION,
    lifecycle: { replaceTriggeredBy: [`${DataResource.tfResourceType}.${login.friendlyUniqueId}`] },
  });
}

/**
 * The login. Terraform cannot see changes of a write-only argument, but it sees a change of this resource, and then writes the whole
 * content again, with a new password for the new role.
 *
 * The address is not included: a moved instance keeps its roles, and a new password would not match them. `goldenpath rds provision` writes
 * the new address to the secret.
 */
function addLogin(scope: Construct, id: string, database: SecretOptions['database']): DataResource {
  return new DataResource(scope, id, {
    input: { dbname: literal(database.name), username: literal(database.username) },
  });
}
