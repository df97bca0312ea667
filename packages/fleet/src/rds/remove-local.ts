import { removeEmbeddedServer } from '@goldenpath/database';
import { systemCode } from '@goldenpath/errors';
import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { CATALOG_FILE } from './catalog-left';
import { lockServer, locksIn, secretsIn } from './servers';

/**
 * Stops the embedded servers of a folder, and removes them with their data, secrets, snapshots and records. Other files in the folder stay.
 *
 * @param folder - As `localFolder` returns it.
 * @returns the identifiers of the servers, sorted.
 * @throws UserError with the code `embedded-busy` where another command uses a server. It and those after it are kept.
 */
export async function removeLocalServers(folder: string): Promise<string[]> {
  const locks = locksIn(folder);
  const servers = existsSync(locks) ? readdirSync(locks).toSorted() : [];
  for (const server of servers) {
    const lock = await lockServer(path.join(locks, server));
    try {
      await removeEmbeddedServer(path.join(folder, server));
    } finally {
      lock.release();
    }
    removeEmpty(path.join(locks, server));
  }
  for (const name of [
    secretsIn(folder),
    ...['snapshots', 'governance', CATALOG_FILE].map((one) => path.join(folder, one)),
  ])
    rmSync(name, { recursive: true, force: true });
  for (const name of [locks, folder]) removeEmpty(name);
  return servers;
}

/** A command that waited for the lock has it by now: then the folder stays. */
function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(systemCode(error) ?? '')) throw error;
  }
}
