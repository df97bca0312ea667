import { TLSSocket } from 'node:tls';
import { createSecureContext, type SecureContext } from 'node:tls';
import { Client, type ClientConfig, DatabaseError } from 'pg';
import type { Login, ServerAddress } from './address';
import { connectionProblem } from './connection-problem';
import { socketOfHost } from './host-lookup';

const CONNECT_TIMEOUT_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 300_000;

/**
 * Connects over TLS. The certificate and the host name in it are always checked.
 *
 * @throws UserError with a remedy where the server cannot be reached or refuses.
 */
export async function connect(server: ServerAddress, login: Login): Promise<Client> {
  try {
    return await openConnection(server, login);
  } catch (error) {
    throw connectionProblem(error, server, login);
  }
}

/** Whether a login works; the connection where it does, and the code of PostgreSQL's refusal where it does not. */
export async function tryLogin(
  server: ServerAddress,
  login: Login,
): Promise<{ readonly client: Client } | { readonly refusal: string }> {
  try {
    return { client: await openConnection(server, login) };
  } catch (error) {
    if (error instanceof DatabaseError && error.code !== undefined && REFUSALS.includes(error.code))
      return { refusal: error.code };
    throw connectionProblem(error, server, login);
  }
}

/** Wrong password, role cannot log in, no such database, too many connections, no CONNECT, database takes no connections. */
const REFUSALS = ['28P01', '28000', '3D000', '53300', '42501', '55000'];

const contexts = new WeakMap<readonly string[], SecureContext>();

/** The certificates of Amazon are over a hundred. They are read once, not for each connection. */
function contextOf(ca: readonly string[]): SecureContext {
  const known = contexts.get(ca);
  if (known !== undefined) return known;
  const context = createSecureContext({ ca: [...ca], minVersion: 'TLSv1.2' });
  contexts.set(ca, context);
  return context;
}

async function openConnection(server: ServerAddress, login: Login): Promise<Client> {
  const config: ClientConfig = {
    ...login,
    host: server.host,
    port: server.port,
    stream: socketOfHost,
    ssl: { secureContext: contextOf(server.ca), rejectUnauthorized: true },
    application_name: 'goldenpath',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    keepAlive: true,
  };
  const client = new Client(config);
  // The loss of an idle connection is reported by the next statement.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return client;
}

/** The version of TLS that a connection has. */
export function tlsVersion(client: Client): string {
  const { stream } = client.connection;
  const version = stream instanceof TLSSocket ? stream.getProtocol() : null;
  if (version === null) throw new Error('The connection has no TLS.');
  return version;
}

/** Runs work on a connection, and closes it. */
export async function withClient<T>(client: Client, work: (client: Client) => Promise<T>): Promise<T> {
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
