import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { BlockedPathError } from './errors';
import { Folders } from './folders';
import { makeFolders } from './make-folders';

/**
 * {@link writeFileAtomically} for a file inside a folder: none of the folders between them may be a link, because the file
 * would be written to another place.
 *
 * @param root - The folder, its own symbolic links resolved.
 * @param path - The file, from `root`, with `/`.
 * @param mode - Its permissions, less what the user's umask takes. @default 0o666
 * @throws BlockedPathError where a link or a file is in the way. Nothing is written.
 */
export function writeFileBelow(root: string, path: string, content: string | Uint8Array, mode?: number): void {
  const above = new Folders(root).above(path);
  if (above === 'link' || above === 'file') throw new BlockedPathError(join(root, dirname(path)), above);
  writeFileAtomically(join(root, path), content, mode);
}

/**
 * Writes one file so that a reader finds the old content or the new one, never a part. Makes missing folders. A link is
 * replaced, not followed.
 *
 * The file is written under another name in the same folder, and renamed. When that fails, nothing is left behind.
 */
export function writeFileAtomically(file: string, content: string | Uint8Array, mode?: number): void {
  const folder = dirname(file);
  makeFolders(folder);
  const temporary = join(folder, `.${basename(file)}.${randomUUID()}`);
  try {
    writeFileSync(temporary, content, { flag: 'wx', ...(mode !== undefined && { mode }) });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
