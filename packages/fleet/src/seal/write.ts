import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { assertSafePath } from '@goldenpath/files';
import { makeFolders } from '@goldenpath/output';

/**
 * Writes a file below the folder of an application atomically. Nothing is written through a link.
 *
 * @param below - The path of the file from the folder, with `/`.
 * @throws UserError when a folder on the way is a link.
 */
export function writeBesideSpec(appFolder: string, below: string, text: string): void {
  assertSafePath(below);
  const file = path.join(appFolder, below);
  const folders = below.split('/').slice(0, -1);
  for (const [index] of folders.entries()) {
    const folder = path.join(appFolder, ...folders.slice(0, index + 1));
    const status = fs.lstatSync(folder, { throwIfNoEntry: false });
    if (status !== undefined && !status.isDirectory())
      throw new UserError(`${folder} is not a folder.`, 'Remove it. Links are not followed.');
  }
  makeFolders(path.dirname(file));
  const made = path.join(path.dirname(file), `.${path.basename(file)}-${randomUUID()}`);
  try {
    fs.writeFileSync(made, text, { flag: 'wx', flush: true });
    fs.renameSync(made, file);
  } catch (error) {
    fs.rmSync(made, { force: true });
    throw error;
  }
}
