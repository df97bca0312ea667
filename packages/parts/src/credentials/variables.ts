import type { CredentialsPart } from './types';

/** The variable that says how a client connects. */
export const SSL_MODE = 'DB_SSLMODE';

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

/** The variable with the address of the readers. */
export const READER_HOST = 'DB_READER_HOST';
