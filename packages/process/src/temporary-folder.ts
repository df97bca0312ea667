import { mkdtempSync, readdirSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isAlive, ownMark } from './process-mark';

/** The age at which a folder is removed when its process cannot be looked up. */
const LEFT_BEHIND_MS = 24 * 60 * 60 * 1000;

/**
 * The process that owns a folder: its number, its start, and the namespace in which the number is valid. They are short,
 * because the path of a socket has to be.
 */
const OWNER = /^([\da-z]+)-([\da-z]*)-([\da-z]*)-[^-]+$/;

/**
 * Makes a temporary folder that only this user can read. Its name says which process owns it, so that nothing more has to be
 * written, and a later run can tell whether it is in use. Removes the folders that killed runs left behind.
 *
 * @param prefix - The start of the name, such as `goldenpath-plan-`.
 * @param parent - The folder to make it in. @default the system's folder for temporary files
 * @throws what the system says where it cannot be made.
 */
export function makeTemporaryFolder(prefix: string, parent: string = resolve(tmpdir())): string {
  const { pid, started } = ownMark();
  const folder = mkdtempSync(
    join(parent, `${prefix}${short(String(pid))}-${short(started)}-${short(processNamespace())}-`),
  );
  removeLeftBehind(prefix, parent, folder);
  return folder;
}

function short(digits: string): string {
  return digits === '' ? '' : Number(digits).toString(36);
}

/** Containers that share a folder number their processes separately. Empty where the system has no namespaces. */
function processNamespace(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '';
  } catch {
    return '';
  }
}

function removeLeftBehind(prefix: string, parent: string, own: string): void {
  for (const name of readdirSync(parent)) {
    const folder = join(parent, name);
    if (!name.startsWith(prefix) || folder === own) continue;
    try {
      if (isLeftBehind(name.slice(prefix.length), folder, own)) rmSync(folder, { recursive: true, force: true });
    } catch {
      // It belongs to another user, or another process just removed it.
    }
  }
}

function isRunning(pid: string, started: string): boolean {
  return isAlive({ pid: parseInt(pid, 36), started: started === '' ? '' : String(parseInt(started, 36)) });
}

function isLeftBehind(owner: string, folder: string, own: string): boolean {
  const [, pid, started = '', namespace] = OWNER.exec(owner) ?? [];
  if (pid !== undefined && namespace === short(processNamespace())) return !isRunning(pid, started);
  // The times of two folders are by the clock of the file system. The clock of this process may be wrong.
  return statSync(own).mtimeMs - statSync(folder).mtimeMs > LEFT_BEHIND_MS;
}
