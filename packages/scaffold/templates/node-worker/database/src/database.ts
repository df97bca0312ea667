import { Pool, type PoolConfig } from 'pg';
import type { DatabaseConfig } from './config';
import type { Log } from './logger';

/** The connections of each pod: it does one piece of work at a time. */
const MAX_CONNECTIONS = 2;

/** A pool of connections to PostgreSQL. */
export interface Database {
  readonly query: (sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
  readonly close: () => Promise<void>;
}

export type Row = Readonly<Record<string, unknown>>;

/** How to connect: always over TLS, with the server's certificate and name checked. */
export function connectionOptions(config: DatabaseConfig): PoolConfig {
  const { host, port, name, user, password, ca } = config;
  return {
    host,
    port,
    database: name,
    user,
    password,
    ssl: { ca, rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    connectionTimeoutMillis: 5_000,
  };
}

/** Opens the pool. Connections are made when they are needed, and again when the database was away. */
export function openDatabase(config: DatabaseConfig, log: Log): Database {
  const pool = new Pool({
    ...connectionOptions(config),
    max: MAX_CONNECTIONS,
    idleTimeoutMillis: 30_000,
    statement_timeout: 20_000,
    query_timeout: 25_000,
  });
  // A connection that breaks while it is idle is replaced by the pool.
  pool.on('error', (error) => log('warn', 'database connection lost', { error: error.message }));
  return {
    query: async (sql, values = []) => (await pool.query<Row>(sql, [...values])).rows,
    close: () => pool.end(),
  };
}
