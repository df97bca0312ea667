import { UserError } from '@goldenpath/errors';
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { isReachable } from './binaries';
import { stopLeftover } from './leftover';

/** A user that every Linux has, and that owns nothing: PostgreSQL refuses to run as root. */
export const NOBODY = 65_534;

/** A folder that the user of the server can enter; where a folder above keeps others out, one in the temporary folder. */
export function enterable(folder: string): string {
  const parent = path.dirname(folder);
  mkdirSync(parent, { recursive: true });
  if (isReachable(parent)) return folder;
  const other = temporaryFolder(folder);
  mkdirSync(other, { recursive: true, mode: 0o700 });
  if (!isOurs(other))
    throw new UserError(`${other} belongs to another user.`, 'Remove it.', { code: 'embedded-failed' });
  return other;
}

function temporaryFolder(folder: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return path.join(tmpdir(), `goldenpath-postgres-${name}`);
}

/** Only root has its data in the temporary folder. */
function isOurs(folder: string): boolean {
  const owner = lstatSync(folder, { throwIfNoEntry: false })?.uid;
  return owner !== undefined && process.getuid?.() === 0 && [0, NOBODY].includes(owner);
}

/**
 * Removes an embedded server with its data. A server that a killed process left running is stopped first.
 *
 * @param folder - That of the server, as `startEmbeddedServer` got it. The caller makes sure that no other process uses it.
 * @returns whether there was a server.
 */
export async function removeEmbeddedServer(folder: string): Promise<boolean> {
  const other = temporaryFolder(folder);
  const found = [folder, ...(isOurs(other) ? [other] : [])].filter(
    (each) => lstatSync(each, { throwIfNoEntry: false }) !== undefined,
  );
  for (const each of found) {
    await stopLeftover(path.join(each, 'data'));
    rmSync(each, { recursive: true, force: true });
  }
  return found.length > 0;
}
