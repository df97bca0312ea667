import type { FactsInput } from '@goldenpath/extension';
import type { DatabasePart } from '../database/types';
import type { CredentialsPart } from './types';

/** Returns the database credentials of the pods: a Secret that the External Secrets Operator syncs. */
export function credentialsFacts({ spec, platform, facts }: FactsInput): CredentialsPart | undefined {
  const database = facts('database') as DatabasePart | undefined;
  if (database === undefined) return undefined;
  const { name, kind, refreshInterval } = platform.secretStore;
  return {
    secretName: `${spec.name}-db-creds`,
    store: { name, kind },
    refreshInterval,
    remotePath: database.secret.path,
    reloads: platform.kubernetes.reloader,
    variables: CREDENTIALS,
  };
}

/**
 * The least that a client has to do: servers refuse connections without TLS (`rds.force_ssl`). Clients of libpq read `PGSSLMODE` themselves.
 * A client that has Amazon's certificates can verify the server, and set `verify-full`.
 *
 * @see https://www.postgresql.org/docs/current/libpq-ssl.html
 */
export const TLS_VARIABLES = { DB_SSLMODE: 'require', PGSSLMODE: 'require' } as const;

/** Variables of the pods and their properties in the secret. */
export const CREDENTIALS: CredentialsPart['variables'] = [
  { variable: 'DB_HOST', property: 'host' },
  { variable: 'DB_PORT', property: 'port' },
  { variable: 'DB_NAME', property: 'dbname' },
  { variable: 'DB_USER', property: 'username' },
  { variable: 'DB_PASS', property: 'password' },
];
