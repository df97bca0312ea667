import { systemCode } from '@goldenpath/errors';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { codeEngine } from '@goldenpath/spec';
import { steadyEntry, steadyStatus } from './file-status';

/** What the code of a fleet was made from. */
export interface CodeInputs {
  /** The real paths of its files. */
  readonly files: readonly string[];
  /** The status of these files, and of all that decides which file an import leads to. */
  readonly status: string;
}

/** What is known before any code is read. */
export interface CodeContext {
  /** When that was, in milliseconds. */
  readonly startedMs: number;
  /** The real path of the folder that contains the code. */
  readonly root: string;
  /** The status of what decides about imports above that folder; `undefined` when it is not reliable. */
  readonly above: string | undefined;
}

/** Files in each folder at and above the code that decide how an import is read: its kind of module, and our own package. */
const DECIDING = ['package.json', 'node_modules/@goldenpath/spec'];

/** Describes the surroundings of code. Call it before code is read. */
export function codeContext(appsFolder: string): CodeContext {
  const startedMs = Date.now();
  const root = realPath(appsFolder);
  return { startedMs, root, above: statusAbove(root, startedMs) };
}

/** Returns a missing folder unchanged. Loading the fleet reports it. */
function realPath(folder: string): string {
  try {
    return fs.realpathSync(folder);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return folder;
  }
}

/**
 * Returns what some code was made from. A change after the start results in another status, or in none.
 *
 * @param files - The real paths of all of its files.
 * @param context - From before they were read.
 * @returns `undefined` when a status is not reliable.
 */
export function codeInputs(files: readonly string[], context: CodeContext): CodeInputs | undefined {
  const status = statusOfCode(files, context);
  // A file above the code that is missing now, and was there before.
  return status === undefined || statusAbove(context.root, context.startedMs) !== context.above
    ? undefined
    : { files, status };
}

/** Returns whether code would be made from the same as before. */
export function isUnchanged({ files, status }: CodeInputs, context: CodeContext): boolean {
  return statusOfCode(files, context) === status;
}

function statusOfCode(files: readonly string[], { root, above, startedMs }: CodeContext): string | undefined {
  // A new file in one of these folders can come before another one with the same name.
  const folders = [...new Set(files.flatMap((file) => foldersUpTo(root, path.dirname(file))))].sort();
  return joined([
    codeEngine(),
    above,
    ...[...files].sort().map((file) => named(file, steadyStatus(file, 'file', startedMs))),
    ...folders.map((folder) => named(folder, steadyStatus(folder, 'folder', startedMs))),
    ...folders.map((folder) => statusOfDeciding(folder, startedMs)),
  ]);
}

/** Returns the folders from `folder` to `root`, both included. */
function foldersUpTo(root: string, folder: string): string[] {
  const above = path.dirname(folder);
  return folder === root || above === folder ? [folder] : [folder, ...foldersUpTo(root, above)];
}

function statusAbove(root: string, asOf: number): string | undefined {
  const folders = foldersUpTo(path.parse(root).root, path.dirname(root));
  return joined(folders.map((folder) => statusOfDeciding(folder, asOf)));
}

function statusOfDeciding(folder: string, asOf: number): string | undefined {
  return joined(DECIDING.map((name) => path.join(folder, name)).map((file) => named(file, steadyEntry(file, asOf))));
}

function named(file: string, status: string | undefined): string | undefined {
  return status && `${file} ${status}`;
}

function joined(texts: readonly (string | undefined)[]): string | undefined {
  return texts.includes(undefined) ? undefined : texts.join('\n');
}
