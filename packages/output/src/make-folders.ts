import { systemCode } from '@goldenpath/errors';
import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it, and returns the outermost one that it made.
 *
 * `mkdirSync` with `recursive` never returns where the system makes no folder in one that exists, as in `/proc`.
 *
 * @returns `undefined` where the folder exists.
 * @throws the error of the system where a folder cannot be made.
 */
export function makeFolders(path: string): string | undefined {
  const missing: string[] = [];
  let at = resolve(path);
  for (; statSync(at, { throwIfNoEntry: false }) === undefined && dirname(at) !== at; at = dirname(at))
    missing.push(at);
  let first: string | undefined;
  for (const folder of missing.reverse()) if (tryMakeFolder(folder)) first ??= folder;
  // A file is there: the system says so in its own words.
  if (missing.length === 0 && !statSync(at).isDirectory()) mkdirSync(at);
  return first;
}

/** False where another process made it. */
function tryMakeFolder(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST' && statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true)
      return false;
    throw error;
  }
}
