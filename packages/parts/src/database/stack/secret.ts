import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import type { Tags } from '@goldenpath/extension';
import { EphemeralResource, literal, literalValues, protection } from '@goldenpath/extension/terraform';
import { DataResource, Fn } from 'cdktf';
import type { Construct } from 'constructs';
import type { DatabasePart } from '../types';
import type { DatabaseAddress } from './address';

/** Terraform writes the content when this rises, and when the secret version is new: at no other time. */
const CONTENT_VERSION = 1;

const PASSWORD_LENGTH = 32;

/** What a secret is made of. */
export interface SecretOptions {
  readonly database: DatabasePart;
  readonly address: DatabaseAddress;
  readonly tags: Tags;
  /** Days in which a deleted secret can be brought back. */
  readonly recoveryDays: number;
}

/**
 * The secret of a database, with everything that a client needs to connect.
 *
 * Its password is made while Terraform runs and goes through a write-only argument, so that it is in no state and no plan.
 * The secret alone is written with it: the database gets its password from the secret, never from here, so that a run that
 * fails half-way cannot leave the two with different ones.
 */
export function addSecret(scope: Construct, { database, address, tags, recoveryDays }: SecretOptions): void {
  const secret = new SecretsmanagerSecret(scope, 'secret', {
    name: database.secret.path,
    description: literal(`PostgreSQL ${database.name}: host, port, dbname, username, password`),
    recoveryWindowInDays: recoveryDays,
    tags: literalValues(tags),
    ...protection(database.secret.isProtected),
  });
  addContent(scope, secret, database, address);
}

function addContent(
  scope: Construct,
  secret: SecretsmanagerSecret,
  database: DatabasePart,
  address: DatabaseAddress,
): void {
  const login = addLogin(scope, database);
  const password = new EphemeralResource(scope, 'password', 'random_password', {
    length: PASSWORD_LENGTH,
    special: false,
  });
  new SecretsmanagerSecretVersion(scope, 'secret-content', {
    secretId: secret.id,
    secretStringWo: Fn.jsonencode(
      Fn.merge([login.getStringAttribute('output'), { ...address, password: password.attribute('result') }]),
    ),
    secretStringWoVersion: CONTENT_VERSION,
    lifecycle: { replaceTriggeredBy: [`${DataResource.tfResourceType}.${login.friendlyUniqueId}`] },
  });
}

/**
 * Who logs in to what. Terraform cannot see that a write-only argument has changed; it sees that this has, and then writes the whole
 * content anew, with a password for the new role.
 *
 * The address is not part of it: an instance that moves keeps its roles, and a new password would be that of none. `goldenpath rds
 * provision` writes the new address into the secret.
 */
function addLogin(scope: Construct, database: DatabasePart): DataResource {
  return new DataResource(scope, 'connection', {
    input: { dbname: literal(database.name), username: literal(database.username) },
  });
}
