import {
  awsSecretStore,
  folderSecretStore,
  type Instance,
  type Master,
  rdsMaster,
  type SecretStore,
  startEmbeddedServer,
} from '@goldenpath/database';
import { systemCode, UserError } from '@goldenpath/errors';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { FleetContext } from '../context';
import type { RdsOptions } from './options';

/** Where databases and their secrets are: AWS, or this machine. */
export interface Place {
  readonly store: SecretStore;
  /** Runs work with the master of an instance. */
  readonly withMaster: <T>(instance: Instance, work: (master: Master) => Promise<T>) => Promise<T>;
  /** Whether an instance may have databases: false where it was never started on this machine. */
  readonly mayExist: (instance: Instance) => boolean;
  /** Whether secrets that are missing are made, as Terraform does on AWS. */
  readonly makesSecrets: boolean;
}

/** The folder of the embedded servers and of their secrets, beside the platform file. */
const LOCAL_FOLDER = path.join('dist', 'embedded-postgres');

/** AWS in a region, or with `local` the embedded servers of the fleet. */
export async function openPlace(context: FleetContext, region: string, options: RdsOptions): Promise<Place> {
  return options.local === true
    ? localPlace(path.dirname(context.source.platformFile))
    : awsPlace(context, region, options);
}

function localPlace(root: string): Place {
  const folder = path.join(root, LOCAL_FOLDER);
  return {
    store: folderSecretStore(path.join(folder, 'secrets')),
    makesSecrets: true,
    mayExist: ({ identifier }) => existsSync(path.join(folder, identifier)),
    withMaster: async ({ identifier }, work) => {
      const server = await startEmbeddedServer({ folder: path.join(folder, identifier) });
      try {
        return await work(server.master);
      } finally {
        await server.stop();
      }
    },
  };
}

async function awsPlace({ cwd }: FleetContext, region: string, { caFile }: RdsOptions): Promise<Place> {
  const authorities = caFile === undefined ? [] : [await readCertificates(path.resolve(cwd, caFile))];
  return {
    store: awsSecretStore({ region }),
    makesSecrets: false,
    mayExist: () => true,
    withMaster: async (instance, work) => work(await rdsMaster(instance, { region, authorities })),
  };
}

async function readCertificates(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw new UserError(`Cannot read the certificates in ${file}: ${code}.`, 'Pass a file with PEM certificates.');
  }
}
