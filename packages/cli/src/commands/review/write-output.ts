import * as fs from 'node:fs';
import { systemCode, UserError } from '@goldenpath/errors';
import { writeFileAtomically } from '@goldenpath/output';

/**
 * Writes the file of `--output` atomically. If it is a symbolic link, the link's target is replaced. A pipe or a device is written to.
 *
 * @throws UserError when the file is not writable.
 */
export function writeOutput(file: string, text: string): void {
  try {
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (stat !== undefined && !stat.isFile()) fs.writeFileSync(file, text);
    else writeFileAtomically(stat === undefined ? file : fs.realpathSync(file), text);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw new UserError(`${file} cannot be written (${code}).`, 'Name a file in a folder that can be written to.');
  }
}
