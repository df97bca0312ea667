import { connect, type EmbeddedServer, startEmbeddedServer } from '@goldenpath/database';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '../folders';

/** A PostgreSQL server that goes away and comes back, with the database and the role of one application. */
export interface Postgres {
  /** What the pods get of it, and the authority that signed its certificate. */
  readonly variables: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
  readonly startAgain: () => Promise<void>;
}

const PASSWORD = 'p@ss:word/with?marks';

export async function startPostgres(): Promise<Postgres> {
  const folder = join(testFolder(), 'server');
  // The second address is not in its certificate.
  const options = { folder, settings: { listen_addresses: 'localhost,127.0.0.2' } };
  let server: EmbeddedServer | undefined = await startEmbeddedServer(options);
  const { host, port, ca } = server.master.server;
  await makeDatabase(server);
  const authority = join(testFolder(), 'ca.pem');
  writeFileSync(authority, ca.join('\n'));
  return {
    variables: {
      DB_HOST: host,
      DB_PORT: String(port),
      DB_NAME: 'orders',
      DB_USER: 'orders_user',
      DB_PASS: PASSWORD,
      DB_CA_FILE: authority,
    },
    stop: async () => {
      await server?.stop();
      server = undefined;
    },
    startAgain: async () => {
      server = await startEmbeddedServer({ ...options, port });
    },
  };
}

async function makeDatabase({ master }: EmbeddedServer): Promise<void> {
  const { server, user, password } = master;
  const client = await connect({ ...server }, { user, password, database: 'postgres' });
  try {
    await client.query(`CREATE ROLE orders_user LOGIN PASSWORD '${PASSWORD}'`);
    await client.query('GRANT orders_user TO CURRENT_USER');
    await client.query('CREATE DATABASE orders OWNER orders_user');
  } finally {
    await client.end();
  }
}
