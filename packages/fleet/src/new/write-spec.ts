import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { assertSafePath } from '@goldenpath/files';
import { makeFolders } from '@goldenpath/output';

/** Returns whether a folder with that name is not empty. */
export function isTaken(appsFolder: string, name: string): boolean {
  try {
    return fs.readdirSync(path.join(appsFolder, name)).length > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return true;
    throw error;
  }
}

/** Returns the error for an existing application. */
export function takenError(shown: string): UserError {
  return new UserError(
    `${shown} already exists and is not overwritten.`,
    'Choose another name, or edit the existing file.',
  );
}

/**
 * Writes `<apps>/<name>/app.yaml` atomically: the folder is created next to its destination and renamed.
 *
 * @returns The path of the file.
 * @throws UserError when the application exists already.
 */
export function writeSpec(appsFolder: string, name: string, text: string): string {
  assertSafePath(name);
  const folder = path.join(appsFolder, name);
  if (path.dirname(folder) !== path.resolve(appsFolder) || isTaken(appsFolder, name)) throw takenError(folder);
  moveIntoPlace(folder, text);
  return path.join(folder, 'app.yaml');
}

function moveIntoPlace(folder: string, text: string): void {
  // Folders that start with a dot are not applications.
  makeFolders(path.dirname(folder));
  const made = path.join(path.dirname(folder), `.new-${randomUUID()}`);
  fs.mkdirSync(made);
  try {
    fs.writeFileSync(path.join(made, 'app.yaml'), text, { flag: 'wx', flush: true });
    // Fails if a non-empty folder appeared in the meantime.
    fs.renameSync(made, folder);
  } catch (error) {
    fs.rmSync(made, { recursive: true, force: true });
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOTDIR' ? takenError(folder) : error;
  }
}
