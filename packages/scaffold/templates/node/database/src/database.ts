import { Pool, type PoolConfig } from 'pg';
import { Gauge } from 'prom-client';
import type { DatabaseConfig } from './config';
import { logger } from './logger';
import { registry } from './metrics';

/** The connections of each pod. The database allows all pods together a few hundred. */
const MAX_CONNECTIONS = 10;

const pools = new Set<Pool>();
const sum = (count: (pool: Pool) => number): number => [...pools].reduce((total, pool) => total + count(pool), 0);

new Gauge({
  name: 'db_client_connection_count',
  help: 'Connections to the database, by state.',
  labelNames: ['state'],
  registers: [registry],
  collect() {
    this.set({ state: 'used' }, sum((pool) => pool.totalCount - pool.idleCount));
    this.set({ state: 'idle' }, sum((pool) => pool.idleCount));
  },
});

new Gauge({
  name: 'db_client_connection_max',
  help: 'The most connections to the database.',
  registers: [registry],
  collect() {
    this.set(pools.size * MAX_CONNECTIONS);
  },
});

new Gauge({
  name: 'db_client_connection_pending_requests',
  help: 'Requests that wait for a connection to the database.',
  registers: [registry],
  collect() {
    this.set(sum((pool) => pool.waitingCount));
  },
});

/** A pool of connections to PostgreSQL. */
export interface Database {
  readonly query: (sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
  /** Why the database does not answer; `undefined` where it does. */
  readonly unready: () => Promise<string | undefined>;
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
export function openDatabase(config: DatabaseConfig): Database {
  const pool = new Pool({
    ...connectionOptions(config),
    max: MAX_CONNECTIONS,
    idleTimeoutMillis: 30_000,
    statement_timeout: 20_000,
    query_timeout: 25_000,
  });
  pools.add(pool);
  // A connection that breaks while it is idle is replaced by the pool.
  pool.on('error', (error) => logger.warn('database connection lost', { error: error.message }));
  const query = async (sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
    (await pool.query<Row>(sql, [...values])).rows;
  return {
    query,
    unready: async () => {
      try {
        await query('SELECT 1');
        return undefined;
      } catch (error) {
        logger.warn('database does not answer', { error: error instanceof Error ? error.message : String(error) });
        return 'database';
      }
    },
    close: () => {
      pools.delete(pool);
      return pool.end();
    },
  };
}

/** The hundred latest items. */
export function listItems(database: Database): Promise<readonly Row[]> {
  return database.query('SELECT id, name, created_at FROM items ORDER BY created_at DESC, id LIMIT 100');
}

export async function addItem(database: Database, name: string): Promise<Row> {
  const [item] = await database.query('INSERT INTO items (name) VALUES ($1) RETURNING id, name, created_at', [name]);
  if (item === undefined) throw new Error('PostgreSQL returned no row.');
  return item;
}
