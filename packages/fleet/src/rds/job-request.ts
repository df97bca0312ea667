import { type DesiredDatabase, type Master, parseObject, rdsAuthorities, type SecretStore } from '@goldenpath/database';
import { systemCode, UserError } from '@goldenpath/errors';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { DatabaseServers } from './servers';

/** What a Job in the cluster provisions: `databases.json` in its folder. It has no secret. */
export interface JobRequest {
  readonly environment: string;
  readonly databases: readonly DesiredDatabase[];
}

/** The file with the secret of the master. */
export const MASTER_FILE = 'master';

/** The file with the secret of a database, or of an access to it. Names of databases have letters, digits and underscores only. */
export function secretFile({ database, role, access }: Pick<DesiredDatabase, 'database' | 'role' | 'access'>): string {
  return access === undefined ? `database.${database}` : `access.${database}.${role}`;
}

/**
 * Reads what `rds job` has put into the folder of a pod.
 *
 * @throws UserError where it is missing, malformed, or for another environment.
 */
export async function readJobRequest(folder: string, environment: string): Promise<JobRequest> {
  const file = path.join(folder, 'databases.json');
  const content = await readOrThrow(file);
  const value = parseObject(content);
  const databases = value?.['databases'];
  if (!Array.isArray(databases))
    throw new UserError(`${file} is not a request of \`goldenpath rds job\`.`, REMEDY, { code: 'request-malformed' });
  if (value?.['environment'] !== environment)
    throw new UserError(`${file} is for another environment than ${environment}.`, REMEDY, {
      code: 'request-malformed',
    });
  return { environment, databases: databases as DesiredDatabase[] };
}

const REMEDY = 'Make the Job again: goldenpath rds job';

/** The secrets of a pod, in files that it cannot write. All databases of the request are on one instance. */
export function mountedServers(
  folder: string,
  { databases }: JobRequest,
  authorities: readonly string[],
): DatabaseServers {
  const files = new Map(databases.map((desired) => [desired.secretPath, secretFile(desired)]));
  const store: SecretStore = {
    title: `the folder ${path.join(folder, 'secrets')}`,
    read: async (name) => {
      const file = files.get(name);
      const content = file && (await readSecret(folder, file));
      // Nothing is written, so versions do not matter.
      return content === undefined ? undefined : { content, version: '', createdAt: new Date(0) };
    },
    write: (name) =>
      Promise.reject(
        new UserError(
          `The secret ${name} has the address of another instance, and a Job cannot write secrets.`,
          'Correct `host` and `port` in Secrets Manager.',
          { code: 'secrets-read-only' },
        ),
      ),
  };
  return {
    store,
    makesSecrets: false,
    mayExist: () => true,
    withMaster: async (instance, work) => {
      const login = parseObject((await readSecret(folder, MASTER_FILE)) ?? '');
      const [first] = databases;
      const address = parseObject((first && (await store.read(first.secretPath))?.content) ?? '');
      const password = login?.['password'];
      const { host, readerhost } = address ?? {};
      if (typeof password !== 'string' || password === '' || typeof host !== 'string')
        throw new UserError(
          `The secret of the master of ${instance.identifier}, or that of its first database, is missing or malformed.`,
          'Look at the ExternalSecret of the Job: kubectl describe externalsecret',
          { code: 'master-secret-missing' },
        );
      const user = login?.['username'];
      const master: Master = {
        server: {
          host,
          port: Number(address?.['port']),
          ...(typeof readerhost === 'string' && { readerHost: readerhost }),
          ca: [...rdsAuthorities(), ...authorities],
        },
        user: typeof user === 'string' && user !== '' ? user : instance.masterUsername,
        password,
      };
      return work(master, NO_SNAPSHOTS);
    },
  };
}

const NO_SNAPSHOTS = {
  title: 'nothing',
  check: () => Promise.reject(new UserError('A Job makes no backups.', 'Run `goldenpath rds retire` outside of it.')),
  make: () => Promise.reject(new UserError('A Job makes no backups.', 'Run `goldenpath rds retire` outside of it.')),
};

async function readSecret(folder: string, file: string): Promise<string | undefined> {
  try {
    return await readFile(path.join(folder, 'secrets', file), 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function readOrThrow(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw new UserError(`Cannot read ${file}: ${code}.`, REMEDY, { code: 'request-missing' });
  }
}
