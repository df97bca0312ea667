import * as fs from 'node:fs';
import * as path from 'node:path';
import { findAppIn, type FleetSource, type FoundFile, isAppFolderName } from '@goldenpath/spec';
import type { AppFiles, FleetCache } from './cache-text';
import { type CodeContext, codeContext, isUnchanged } from './code-inputs';
import { steadyStatus } from './file-status';

/** The files of a fleet, listed before any of them is read. */
export interface FleetListing {
  readonly platformStatus: string | undefined;
  readonly codeContext: CodeContext;
  readonly apps: ReadonlyMap<string, AppStatus>;
}

export type AppStatus = Omit<AppFiles, 'folder'>;

/**
 * Lists a fleet before reading it. A later change results in another status.
 *
 * @param dataFolders - Folders beside a spec that parts read.
 */
export function listFleet({ platformFile, appsFolder }: FleetSource, dataFolders: readonly string[]): FleetListing {
  const apps = appFolders(appsFolder).map(({ name }) => [name, statusOf(appsFolder, name, dataFolders)] as const);
  return {
    platformStatus: steadyStatus(platformFile, 'file'),
    codeContext: codeContext(appsFolder),
    apps: new Map(apps),
  };
}

/** The changes of a fleet since its cache was written. */
export interface FleetChanges {
  /** The specs to read. */
  readonly files: readonly FoundFile[];
  readonly listing: FleetListing;
}

/** @returns `undefined` when a folder is not an application. Loading the fleet reports the error. */
export function changesSince(cache: FleetCache, source: FleetSource): FleetChanges | undefined {
  const context = codeContext(source.appsFolder);
  const known = new Map(cache.apps.map(({ files }) => [files.folder, files]));
  const apps = new Map<string, AppStatus>();
  const changed: fs.Dirent[] = [];
  const code: fs.Dirent[] = [];
  for (const entry of appFolders(source.appsFolder)) {
    const before = known.get(entry.name);
    const status = entry.isDirectory()
      ? statusSince(before, source.appsFolder, entry.name, cache.dataFolders)
      : UNKNOWN_STATUS;
    apps.set(entry.name, status);
    const isCode = status.file === CODE_FILE;
    if (isCode) code.push(entry);
    else if (before === undefined || !isSame(before, status)) changed.push(entry);
  }
  if (source.dataOnly === true || !isSameCode(cache, apps, context)) changed.push(...code);
  const found = changed.flatMap((entry) => findAppIn(source, entry));
  const files = found.flatMap((each) => ('path' in each ? [each] : []));
  if (files.length < found.length) return undefined;
  for (const entry of changed) if (!files.some(({ folder }) => folder === entry.name)) apps.delete(entry.name);
  const platformStatus = steadyStatus(source.platformFile, 'file');
  return { files, listing: { platformStatus, codeContext: context, apps } };
}

/** Specs in TypeScript run in one process, where one can change what another sees. They are one group: all are unchanged, or all run. */
function isSameCode(
  { apps, codeInputs }: FleetCache,
  now: ReadonlyMap<string, AppStatus>,
  context: CodeContext,
): boolean {
  const before = apps.flatMap(({ files }) => (files.file === CODE_FILE ? [files] : []));
  const count = [...now.values()].filter(({ file }) => file === CODE_FILE).length;
  if (before.length !== count || count === 0) return count === 0;
  const areSame = before.every((files) => {
    const status = now.get(files.folder);
    return status !== undefined && isSame(files, status);
  });
  return areSame && codeInputs !== undefined && isUnchanged(codeInputs, context);
}

const CODE_FILE = 'app.ts';

/** The status of files that must be read again in any case. */
export const UNKNOWN_STATUS: AppStatus = { file: 'app.yaml', folderStatus: '', specStatus: '' };

/** Returns the status of an application, with half the calls if it did not change. */
function statusSince(
  before: AppFiles | undefined,
  appsFolder: string,
  name: string,
  dataFolders: readonly string[],
): AppStatus {
  return before !== undefined && isUntouched(before, appsFolder) ? before : statusOf(appsFolder, name, dataFolders);
}

/** In a folder that did not change there is no new folder either. */
function isUntouched({ folder, file, folderStatus, specStatus }: AppFiles, appsFolder: string): boolean {
  if (folderStatus === '' || specStatus === '' || specStatus.includes('\n')) return false;
  const at = `${appsFolder}${path.sep}${folder}`;
  return steadyStatus(at, 'folder') === folderStatus && steadyStatus(`${at}${path.sep}${file}`, 'file') === specStatus;
}

function isSame(before: AppStatus, now: AppStatus): boolean {
  return before.specStatus !== '' && before.specStatus === now.specStatus && before.folderStatus === now.folderStatus;
}

/** Returns both statuses or none: a spec is unchanged only if nothing else was added to its folder. */
function statusOf(appsFolder: string, name: string, dataFolders: readonly string[]): AppStatus {
  const folder = path.join(appsFolder, name);
  const file = fs.existsSync(path.join(folder, UNKNOWN_STATUS.file)) ? UNKNOWN_STATUS.file : CODE_FILE;
  const folderStatus = steadyStatus(folder, 'folder');
  const specStatus = folderStatus === undefined ? undefined : statusOfFiles(folder, file, dataFolders);
  if (folderStatus !== undefined && specStatus !== undefined) return { file, folderStatus, specStatus };
  return fs.existsSync(path.join(folder, file)) ? { ...UNKNOWN_STATUS, file } : UNKNOWN_STATUS;
}

/** Returns the status of a spec and of the files beside it that parts read. */
function statusOfFiles(folder: string, file: string, dataFolders: readonly string[]): string | undefined {
  const spec = steadyStatus(path.join(folder, file), 'file');
  const data = dataFolders.map((name) => treeStatus(path.join(folder, name)));
  return spec === undefined || data.includes(undefined) ? undefined : spec + data.join('');
}

/** Returns an empty text when there is no folder; `undefined` when a status in it is not reliable. */
function treeStatus(folder: string): string | undefined {
  if (fs.lstatSync(folder, { throwIfNoEntry: false }) === undefined) return '';
  const own = steadyStatus(folder, 'folder');
  if (own === undefined) return undefined;
  const entries = fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const below = entries.map((entry) => {
    const at = path.join(folder, entry.name);
    const status = entry.isDirectory() ? treeStatus(at) : steadyStatus(at, 'file');
    return status === undefined ? undefined : `\n${entry.name} ${status}`;
  });
  return below.includes(undefined) ? undefined : `\n${own}${below.join('')}`;
}

/** Returns nothing when the folder is not readable. Loading the fleet reports the error. */
function appFolders(appsFolder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(appsFolder, { withFileTypes: true }).filter(({ name }) => isAppFolderName(name));
  } catch {
    return [];
  }
}
