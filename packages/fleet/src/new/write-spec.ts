import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { assertSafePath } from '@goldenpath/files';

/** Whether a folder of that name has anything in it. */
export function isTaken(appsFolder: string, name: string): boolean {
  try {
    return fs.readdirSync(path.join(appsFolder, name)).length > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return true;
    throw error;
  }
}

/** What is said where there is something in the way. */
export function takenError(shown: string): UserError {
  return new UserError(
    `${shown} is there already, and nothing is overwritten.`,
    'Choose another name, or edit what is there.',
  );
}

/**
 * Writes `<apps>/<name>/app.yaml`, all of it or nothing: the folder is made beside its place and moved there.
 *
 * @returns Where it is.
 * @throws UserError where there is something already.
 */
export function writeSpec(appsFolder: string, name: string, text: string): string {
  assertSafePath(name);
  const folder = path.join(appsFolder, name);
  if (path.dirname(folder) !== path.resolve(appsFolder) || isTaken(appsFolder, name)) throw takenError(folder);
  moveIntoPlace(folder, text);
  return path.join(folder, 'app.yaml');
}

function moveIntoPlace(folder: string, text: string): void {
  // Folders that start with a dot are no applications: nobody takes this one for one.
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  const made = path.join(path.dirname(folder), `.new-${randomUUID()}`);
  fs.mkdirSync(made);
  try {
    fs.writeFileSync(path.join(made, 'app.yaml'), text, { flag: 'wx', flush: true });
    // Fails where a folder that is not empty has come there in the meantime.
    fs.renameSync(made, folder);
  } catch (error) {
    fs.rmSync(made, { recursive: true, force: true });
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOTDIR' ? takenError(folder) : error;
  }
}
