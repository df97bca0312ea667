import { extensionUnavailable, type Instance, type Master } from '@goldenpath/database';
import { isUserError, UserError } from '@goldenpath/errors';
import { accountOf, type FleetFacts } from '@goldenpath/extension';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { FleetContext } from '../context';
import { byInstance } from './by-instance';
import { accessedApps, desiredDatabases } from './desired';
import { localFolder } from './local-folder';
import { openServers, type DatabaseServers } from './servers';
import { provision } from './provision';
import type { DevService } from '../dev/events';

/** The databases of applications on this machine. */
export interface LocalDatabases {
  /** The contents of their secrets, with the addresses of this machine, by the names of the secrets. */
  readonly secrets: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** A file with the authority of the servers; `undefined` where there are none. */
  readonly authority: string | undefined;
  readonly services: readonly DevService[];
  /** Rejects with a {@link UserError} when a server ends before the work does. */
  readonly lost: Promise<never>;
}

export interface DatabasesOf {
  readonly facts: FleetFacts;
  readonly environment: string;
  readonly apps: readonly string[];
  /** The folder of the data. */
  readonly out: string;
}

/**
 * Provisions the databases of applications on embedded PostgreSQL servers, as `rds provision --local` does, and runs work while the servers
 * run.
 *
 * @throws UserError where a server cannot run on this machine, or a database cannot be provisioned.
 */
export async function withDatabases<T>(
  context: FleetContext,
  { facts, environment, apps: selected, out }: DatabasesOf,
  work: (databases: LocalDatabases) => Promise<T>,
): Promise<T> {
  // An access needs the database.
  const apps = [...new Set([...accessedApps(facts, environment, selected), ...selected])];
  const desired = desiredDatabases(facts, environment, apps);
  if (desired.length === 0) return work({ secrets: new Map(), authority: undefined, services: [], lost: NEVER });
  const options = { environment, apps: [...apps], local: true, out };
  const { results } = await provision(context, options);
  for (const {
    desired: { database },
    error,
    untried = [],
  } of results) {
    if (error !== undefined) throw asUserError(error);
    const [extension] = untried;
    // The application itself runs here, and needs it.
    if (extension !== undefined) throw extensionUnavailable(extension, database);
  }
  const servers = await openServers(context, accountOf(facts.platform, options.environment).region, options);
  const groups = byInstance(desired, ({ instance }) => instance);
  const authority = path.join(localFolder(context, options), 'ca.pem');
  return whileTheyRun(
    servers,
    groups.map(({ instance }) => instance),
    async (masters, lost) => {
      fs.writeFileSync(authority, [...masters.values()].flatMap(({ server }) => server.ca).join('\n'));
      const secrets = new Map<string, Readonly<Record<string, unknown>>>();
      const services: DevService[] = [];
      for (const { secretPath, instance, database, role } of desired) {
        const server = masters.get(instance.identifier)?.server;
        if (server === undefined) throw new Error(`${instance.identifier} was started and is gone.`);
        const { host, port, readerHost } = server;
        const content = JSON.parse((await servers.store.read(secretPath))?.content ?? '{}') as Record<string, unknown>;
        secrets.set(secretPath, {
          ...content,
          host,
          port,
          ...(readerHost !== undefined && { readerhost: readerHost }),
        });
        const note = `database ${database}, user ${role}`;
        services.push({ name: 'postgres', kind: 'postgres', address: `${host}:${port}`, note });
      }
      return work({ secrets, authority, services, lost });
    },
  );
}

/** Starts the servers one after another, and stops them in reverse. */
async function whileTheyRun<T>(
  servers: DatabaseServers,
  [first, ...rest]: readonly Instance[],
  work: (masters: ReadonlyMap<string, Master>, lost: Promise<never>) => Promise<T>,
): Promise<T> {
  if (first === undefined) return work(new Map(), NEVER);
  return servers.withMaster(first, (master, _backups, ended) => {
    const own = ended?.then(() => Promise.reject(hasEnded(first)));
    own?.catch(() => undefined);
    return whileTheyRun(servers, rest, (others, lost) =>
      work(new Map([[first.identifier, master], ...others]), Promise.race([lost, own ?? NEVER])),
    );
  });
}

const NEVER = new Promise<never>(() => undefined);

function hasEnded({ identifier }: Instance): UserError {
  return new UserError(
    `The embedded PostgreSQL server ${identifier} ended before the run did.`,
    'Run this again: its data is kept. If it ends again, check the free memory and the free space of this machine.',
    { code: 'embedded-failed' },
  );
}

function asUserError(error: unknown): unknown {
  if (isUserError(error)) return error;
  return error instanceof Error
    ? new UserError(`A database cannot be provisioned: ${error.message}`, 'Correct the specs, and run this again.', {
        cause: error,
      })
    : error;
}
