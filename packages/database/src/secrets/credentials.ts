import { UserError } from '@goldenpath/errors';
import { randomBytes } from 'node:crypto';
import { alternateRole, type DesiredDatabase } from '../desired';
import type { SecretStore } from './store';

/** The content of the secret of a database. Applications get each property as a variable. */
export interface Credentials {
  readonly host: string;
  readonly port: number;
  /** Where the readers of an Aurora cluster answer. @default it is not a cluster */
  readonly readerhost?: string;
  readonly dbname: string;
  readonly username: string;
  readonly password: string;
  /** When the password was last rotated, as an ISO date. @default the version of the secret has the first password */
  readonly rotatedAt?: string;
}

/** The secret of a database as it was read. */
export interface DatabaseSecret {
  readonly credentials: Credentials;
  /** The version that a write has to name. */
  readonly version: string;
  /** When the password was made. */
  readonly passwordSince: Date;
}

/** 24 random bytes are 32 characters without any that a URL or a shell reads in another way. */
const PASSWORD_BYTES = 24;

/** A password for a role. */
export function newPassword(): string {
  return randomBytes(PASSWORD_BYTES).toString('base64url');
}

/**
 * Reads and checks the secret of a database.
 *
 * @throws UserError where it is missing or malformed. The error never has any of its content.
 */
export async function readDatabaseSecret(store: SecretStore, desired: DesiredDatabase): Promise<DatabaseSecret> {
  const { secretPath, app, environment } = desired;
  const stored = await store.read(secretPath);
  if (stored === undefined)
    throw new UserError(
      `There is no secret ${secretPath} in ${store.title}.`,
      `Deploy the stack that makes it: goldenpath deploy --only ${app} --env ${environment}`,
      { code: 'secret-missing' },
    );
  const credentials = parseCredentials(stored.content, desired);
  const { rotatedAt } = credentials;
  const passwordSince = rotatedAt === undefined ? stored.createdAt : new Date(rotatedAt);
  return { credentials, version: stored.version, passwordSince };
}

/** Returns what {@link readDatabaseSecret} reads, without its version. */
export async function readCredentials(store: SecretStore, desired: DesiredDatabase): Promise<Credentials> {
  return (await readDatabaseSecret(store, desired)).credentials;
}

function parseCredentials(content: string, { secretPath, database, role }: DesiredDatabase): Credentials {
  const malformed = (reason: string) =>
    new UserError(
      `The secret ${secretPath} ${reason}.`,
      'Correct its content: a JSON object with `host`, `port`, `dbname`, `username` and `password`.',
      { code: 'secret-malformed' },
    );
  const value = parseObject(content);
  if (value === undefined) throw malformed('is not a JSON object');
  const text = (property: string): string => {
    const found = value[property];
    if (typeof found !== 'string' || found === '') throw malformed(`has no text \`${property}\``);
    return found;
  };
  // Terraform writes a number, other tools often write text.
  const port = Number(value['port']);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw malformed('has no valid `port`');
  const { rotatedAt, readerhost } = value;
  if (readerhost !== undefined && (typeof readerhost !== 'string' || readerhost === ''))
    throw malformed('has no text `readerhost`');
  if (rotatedAt !== undefined && (typeof rotatedAt !== 'string' || Number.isNaN(Date.parse(rotatedAt))))
    throw malformed('has no valid `rotatedAt`');
  const found = {
    host: text('host'),
    port,
    ...(readerhost !== undefined && { readerhost }),
    dbname: text('dbname'),
    username: text('username'),
    password: text('password'),
    ...(rotatedAt !== undefined && { rotatedAt }),
  };
  if (found.dbname !== database) throw malformed(`is for another database than ${JSON.stringify(database)}`);
  if (![role, alternateRole(role)].includes(found.username))
    throw malformed(`is for another role than ${JSON.stringify(role)}`);
  return found;
}

/** An object, or undefined. The error of `JSON.parse` would quote the secret. */
export function parseObject(content: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
