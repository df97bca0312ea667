import type { CloudObject } from '../../account';
import type { Values } from '../../wire/values';
import type { Change, ProviderScope } from '../behaviour';
import { alphanumerics, text, uuid } from '../made-up';
import { arn } from './names';

/** Returns the secret that RDS creates for the master user on request. */
export function masterSecret(values: Values, scope: ProviderScope, resource: string): Values {
  const name = `rds!${uuid(resource)}`;
  return {
    master_user_secret: [
      {
        kms_key_id: arn('kms', values, scope, `key/${uuid('aws/secretsmanager')}`),
        secret_arn: arn('secretsmanager', values, scope, `secret:${name}-${alphanumerics(resource, 6)}`),
        secret_status: 'active',
      },
    ],
  };
}

const PASSWORD_BYTES = 24;

/** Stores passwords in the vault, which no listing shows. A cluster has the name of its attributes with another start. */
export function keepMasterPassword(object: CloudObject, change: Change, config: Values): CloudObject {
  const managed = managedSecretArn(object.values);
  if (managed !== undefined) {
    const type = 'aws_secretsmanager_secret_version';
    const key = `${managed}|rds`;
    if (change.account.get(type, key) === undefined) {
      const username = text(object.values['username']) || text(object.values['master_username']);
      const password = change.random(PASSWORD_BYTES).toString('base64url');
      const content = JSON.stringify({ username, password });
      const values: Values = { secret_id: managed, version_id: uuid(managed), version_stages: ['AWSCURRENT'] };
      change.account.put({ type, key, values, vault: { secret_string: content } });
    }
    return object;
  }
  const names = ['password_wo', 'password', 'master_password_wo', 'master_password'];
  const password = names.map((name) => text(config[name])).find((value) => value !== '');
  return password === undefined ? object : { ...object, vault: { password } };
}

/** Removes the secret that RDS created. */
export function removeMasterPassword(values: Values, { account }: Change): void {
  const managed = managedSecretArn(values);
  if (managed !== undefined) account.remove('aws_secretsmanager_secret_version', `${managed}|rds`);
}

function managedSecretArn(values: Values): string | undefined {
  const [secret] = (Array.isArray(values['master_user_secret']) ? values['master_user_secret'] : []) as Values[];
  return secret === undefined ? undefined : text(secret['secret_arn']);
}
