import * as fs from 'node:fs';
import * as path from 'node:path';
import { UsageError } from '@goldenpath/fleet';

/**
 * Writes a file so that a reader never finds half of it. What is no file, such as a pipe or a device, is written into and stays what
 * it is; a link stays, too, and what it leads to is written.
 *
 * @throws UsageError where the disk refuses.
 */
export function writeWhole(file: string, text: string): void {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (stat !== undefined && !stat.isFile()) fs.writeFileSync(file, text);
    else replace(stat === undefined ? file : fs.realpathSync(file), text);
  } catch (error) {
    const { code = 'for a reason that is not told' } = error as NodeJS.ErrnoException;
    throw new UsageError(`${file} cannot be written (${code}).`, 'Name a file in a folder that can be written to.');
  }
}

function replace(file: string, text: string): void {
  const next = `${file}.${process.pid}`;
  try {
    fs.writeFileSync(next, text);
    fs.renameSync(next, file);
  } finally {
    fs.rmSync(next, { force: true });
  }
}
