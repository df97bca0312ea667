import * as fs from 'node:fs';
import * as path from 'node:path';
import { systemCode, UserError } from '@goldenpath/errors';
import { type GeneratedFile, type Ownership, tryParseJson } from '@goldenpath/files';
import {
  asDiskError,
  BlockedPathError,
  digest,
  Folders,
  folderKind,
  makeFolders,
  writeFileBelow,
} from '@goldenpath/output';
import { type GeneratedRecord, isRecord, RECORD_FILE } from '@goldenpath/scaffold';

/** What was done to one file. */
export interface ScaffoldedFile {
  readonly path: string;
  readonly ownership: Ownership;
  /** `kept`: it belongs to the team, and is there. `removed`: it is no longer generated, and was unchanged. */
  readonly change: 'written' | 'unchanged' | 'kept' | 'removed';
}

/** The folder of an application's repository. */
export interface RepositoryFolder {
  /** The text of a file; `undefined` where there is none. */
  readonly textAt: (file: string) => string | undefined;
  /**
   * Writes files: managed ones as they are generated, those of the team where they are missing. The record comes last, so that a run which
   * was stopped is repaired by the next.
   *
   * @throws BlockedPathError where a link or a folder is in the way. Nothing is written then.
   */
  readonly write: (files: readonly GeneratedFile[]) => ScaffoldedFile[];
}

/** @throws UserError where the folder's own path is a file, or where the disk refuses to read or to write. */
export function openRepositoryFolder(folder: string): RepositoryFolder {
  const opened = orDiskError(folder, 'Nothing was written.', () => openFolder(realFolder(folder)));
  return {
    textAt: (file) => orDiskError(folder, 'Nothing was written.', () => opened.textAt(file)),
    write: (files) => orDiskError(folder, 'The repository is not complete.', () => opened.write(files)),
  };
}

function orDiskError<T>(folder: string, outcome: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asDiskError(error, folder, outcome, 'choose another folder with `--out`');
  }
}

function openFolder(root: string): RepositoryFolder {
  const textAt = (file: string) => tryRead(path.join(root, file));
  return {
    textAt,
    write(files) {
      assertFree(root, files);
      const before = readRecord(textAt(RECORD_FILE), path.join(root, RECORD_FILE));
      makeFolders(root);
      const written = files
        .filter((file) => file.path !== RECORD_FILE)
        .map((file): ScaffoldedFile => {
          const change = changeOf(file, textAt(file.path));
          if (change === 'written') writeFileBelow(root, file.path, file.content, file.isExecutable && 0o777);
          return { path: file.path, ownership: file.ownership, change };
        });
      const removed = removeLeft(root, files, before);
      const record = files.find((file) => file.path === RECORD_FILE);
      if (record === undefined) return [...written, ...removed];
      const kept = withKept(record, written, before);
      const change = changeOf(kept, textAt(RECORD_FILE));
      if (change === 'written') writeFileBelow(root, RECORD_FILE, kept.content);
      return [...written, ...removed, { path: RECORD_FILE, ownership: 'managed', change }];
    },
  };
}

function changeOf({ ownership, content }: GeneratedFile, found: string | undefined): ScaffoldedFile['change'] {
  if (found === content) return 'unchanged';
  return found !== undefined && ownership === 'once' ? 'kept' : 'written';
}

/** Of a file that was kept, the record says what was generated when it was written: that is what a merge starts from. */
function withKept(
  record: GeneratedFile,
  written: readonly ScaffoldedFile[],
  before: GeneratedRecord | undefined,
): GeneratedFile {
  const made = JSON.parse(record.content) as GeneratedRecord;
  const files = Object.entries(made.files).map(([file, entry]) => {
    const isKept = written.some((one) => one.path === file && one.change === 'kept');
    return [file, (isKept ? before?.files[file] : undefined) ?? entry];
  });
  return { ...record, content: `${JSON.stringify({ ...made, files: Object.fromEntries(files) }, null, 2)}\n` };
}

/** Removes unchanged managed files that are no longer generated. */
function removeLeft(
  root: string,
  files: readonly GeneratedFile[],
  before: GeneratedRecord | undefined,
): ScaffoldedFile[] {
  const made = new Set(files.map((file) => file.path));
  return Object.entries(before?.files ?? {}).flatMap(([file, { ownership, digest: written }]) => {
    if (ownership !== 'managed' || made.has(file)) return [];
    if (new Folders(root).above(file) !== 'folder' || folderKind(path.join(root, file)) !== 'file') return [];
    if (digest(fs.readFileSync(path.join(root, file))) !== written) return [];
    fs.rmSync(path.join(root, file));
    return [{ path: file, ownership, change: 'removed' }];
  });
}

function assertFree(root: string, files: readonly GeneratedFile[]): void {
  const folders = new Folders(root);
  for (const { path: file } of files) {
    const above = folders.above(file);
    if (above === 'link' || above === 'file') throw new BlockedPathError(path.join(root, path.dirname(file)), above);
    const kind = folderKind(path.join(root, file));
    if (kind === 'link' || kind === 'folder') throw new BlockedPathError(path.join(root, file), kind);
  }
}

/** @throws UserError where the record cannot be read: what the files of the team started from would be lost. */
function readRecord(text: string | undefined, file: string): GeneratedRecord | undefined {
  if (text === undefined) return undefined;
  const record = tryParseJson(text);
  if (isRecord(record)) return record;
  throw new UserError(
    `${file} is not a record of goldenpath.`,
    'Restore it from Git, or remove it, and run this again.',
  );
}

function realFolder(folder: string): string {
  const found = fs.statSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return folder;
  if (!found.isDirectory())
    throw new UserError(`${folder} is a file, not a folder.`, 'Choose another folder with `--out`.');
  return fs.realpathSync(folder);
}

function tryRead(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP'].includes(systemCode(error) ?? '')) return undefined;
    throw error;
  }
}
