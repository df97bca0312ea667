import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { ConfigurationError, readConfig } from './config';
import { connectionOptions } from './database';
import { createLog } from './logger';

/** Only one migration runs at a time; this number names the lock. */
const LOCK = 7_205_759;

/** Applies the files of `migrations` that the database does not have yet, in order of their names, each in a transaction. */
export async function migrate(client: Client, folder: string): Promise<string[]> {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  const applied: string[] = [];
  await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
  await client.query(
    'CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
  );
  const { rows } = await client.query<{ name: string }>('SELECT name FROM schema_migrations');
  const known = new Set(rows.map(({ name }) => name));
  for (const file of files.filter((name) => !known.has(name))) {
    await client.query('BEGIN');
    await client.query(readFileSync(join(folder, file), 'utf8'));
    await client.query('INSERT INTO schema_migrations (name) VALUES ($1)', [file]);
    await client.query('COMMIT');
    applied.push(file);
  }
  return applied;
}

async function main(): Promise<void> {
  const { database, logLevel } = readConfig();
  const log = createLog(logLevel);
  const client = new Client(connectionOptions(database));
  await client.connect();
  try {
    const applied = await migrate(client, 'migrations');
    log('info', 'migrated', { applied });
  } finally {
    // Ends an open transaction and the lock as well.
    await client.end();
  }
}

if (require.main === module) {
  main().catch((error: unknown) => {
    const problems = error instanceof ConfigurationError ? { problems: error.problems } : {};
    createLog('info')('error', error instanceof Error ? error.message : String(error), problems);
    process.exitCode = 1;
  });
}
