import {
  awsSecretStore,
  type Backups,
  folderSecretStore,
  type Instance,
  type Master,
  rdsMaster,
  rdsSnapshots,
  type SecretStore,
  startEmbeddedServer,
} from '@goldenpath/database';
import { systemCode, UserError } from '@goldenpath/errors';
import { type Lock, lockFolder, TreeBusyError } from '@goldenpath/output';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { FleetContext } from '../context';
import { localFolder, type LocalOptions } from './local-folder';
import type { RdsOptions } from './options';

/** The servers of databases and the store of their secrets: those of AWS, or of this machine. */
export interface DatabaseServers {
  readonly store: SecretStore;
  /**
   * Runs work with the master of an instance, and with what makes snapshots of it. `ended` resolves when the server of this machine has
   * ended; on AWS it does not resolve.
   */
  readonly withMaster: <T>(
    instance: Instance,
    work: (master: Master, snapshots: Backups, ended?: Promise<void>) => Promise<T>,
  ) => Promise<T>;
  /** Whether an instance may have databases: false where it was never started on this machine. */
  readonly mayExist: (instance: Instance) => boolean;
  /** Whether secrets that are missing are made, as Terraform does on AWS. */
  readonly makesSecrets: boolean;
}

/** How long to wait for another command that uses an embedded server, in seconds. */
const LONGEST_WAIT = 120;

/** The folder that the records of databases are in: that of the platform file, or with `local` that of the embedded servers. */
export function recordsFolder(context: Pick<FleetContext, 'source' | 'cwd'>, options: LocalOptions): string {
  return options.local === true ? localFolder(context, options) : path.dirname(context.source.platformFile);
}

/** AWS in a region, or with `local` the embedded servers of the fleet. */
export async function openServers(
  context: FleetContext,
  region: string,
  options: RdsOptions,
): Promise<DatabaseServers> {
  return options.local === true ? localServers(localFolder(context, options)) : awsServers(context, region, options);
}

/** A folder for each embedded server that was ever started, in which its lock is. */
export function locksIn(folder: string): string {
  return path.join(folder, 'locks');
}

export function secretsIn(folder: string): string {
  return path.join(folder, 'secrets');
}

function localServers(folder: string): DatabaseServers {
  // Made before the first start, also where the data of the server has to be in another folder.
  const lockOf = (identifier: string) => path.join(locksIn(folder), identifier);
  return {
    store: folderSecretStore(secretsIn(folder)),
    makesSecrets: true,
    mayExist: ({ identifier }) => existsSync(lockOf(identifier)),
    withMaster: async ({ identifier, isCluster }, work) => {
      const lock = await lockServer(lockOf(identifier));
      try {
        // With the lock, a server that runs there is one that a killed process left.
        const server = await startEmbeddedServer({ folder: path.join(folder, identifier), stopLeftover: true });
        try {
          return await work(
            isCluster === true ? asCluster(server.master) : server.master,
            server.backups,
            server.ended,
          );
        } finally {
          await server.stop();
        }
      } finally {
        lock.release();
      }
    },
  };
}

/** Waits until no other command uses an embedded server, and keeps others away from it. */
export async function lockServer(folder: string): Promise<Lock> {
  try {
    return await lockFolder(folder, LONGEST_WAIT);
  } catch (error) {
    if (!(error instanceof TreeBusyError)) throw error;
    throw new UserError(
      `Another command uses the embedded PostgreSQL server ${path.basename(folder)}.`,
      'Wait until it ends, and run the command again.',
      { code: 'embedded-busy', cause: error },
    );
  }
}

/** An embedded server has no readers, and answers for them. */
function asCluster(master: Master): Master {
  return { ...master, server: { ...master.server, readerHost: master.server.host } };
}

/** The secret of the master in an environment, where the platform keeps one itself. */
export function masterSecretOf(environment: string): string {
  return `goldenpath/${environment}/rds/master`;
}

async function awsServers({ cwd }: FleetContext, region: string, options: RdsOptions): Promise<DatabaseServers> {
  const { caFile, environment } = options;
  const authorities = caFile === undefined ? [] : [await readCertificates(path.resolve(cwd, caFile))];
  return {
    store: awsSecretStore({ region }),
    makesSecrets: false,
    mayExist: () => true,
    withMaster: async (instance, work) =>
      work(
        await rdsMaster(instance, { region, authorities, masterSecret: masterSecretOf(environment) }),
        rdsSnapshots({ region }),
      ),
  };
}

/** @throws UserError where the file cannot be read. */
export async function readCertificates(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw new UserError(`Cannot read the certificates in ${file}: ${code}.`, 'Pass a file with PEM certificates.');
  }
}
