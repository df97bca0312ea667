import * as fs from 'node:fs';
import * as path from 'node:path';
import { builtInRegistry } from '@goldenpath/parts';
import { dataFoldersOf, findAppIn, type FleetSource, type FoundFile, isAppFolderName } from '@goldenpath/spec';
import type { AppFiles, FleetCache } from './cache-text';
import { steadyStatus } from './file-status';

/** A fleet with a cache has no extensions, so its parts are the built-in ones. */
const DATA_FOLDERS = dataFoldersOf(builtInRegistry).map(({ folder }) => folder);

/** The files of a fleet, listed before any of them is read. */
export interface FleetListing {
  readonly platformStatus: string | undefined;
  readonly apps: ReadonlyMap<string, AppStatus>;
}

export type AppStatus = Omit<AppFiles, 'folder'>;

/** Lists a fleet before reading it. A later change results in another status. */
export function listFleet({ platformFile, appsFolder }: FleetSource): FleetListing {
  const apps = appFolders(appsFolder).map(({ name }) => [name, statusOf(appsFolder, name)] as const);
  return { platformStatus: steadyStatus(platformFile, 'file'), apps: new Map(apps) };
}

/** The changes of a fleet since its cache was written. */
export interface FleetChanges {
  /** The specs to read. */
  readonly files: readonly FoundFile[];
  readonly listing: FleetListing;
}

/** @returns `undefined` when a folder is not an application. Loading the fleet reports the error. */
export function changesSince({ apps }: FleetCache, source: FleetSource): FleetChanges | undefined {
  const known = new Map(apps.map(({ files: before }) => [before.folder, before]));
  const statuses = new Map<string, AppStatus>();
  const files: FoundFile[] = [];
  for (const entry of appFolders(source.appsFolder)) {
    const before = known.get(entry.name);
    if (before !== undefined && entry.isDirectory() && isUntouched(before, source.appsFolder)) {
      statuses.set(entry.name, before);
      continue;
    }
    const status = entry.isDirectory() ? statusOf(source.appsFolder, entry.name) : UNKNOWN_STATUS;
    if (before !== undefined && isSame(before, status)) {
      statuses.set(entry.name, status);
      continue;
    }
    for (const found of findAppIn(source, entry)) {
      if (!('path' in found)) return undefined;
      statuses.set(entry.name, status);
      files.push(found);
    }
  }
  return { files, listing: { platformStatus: steadyStatus(source.platformFile, 'file'), apps: statuses } };
}

/** The status of files that must be read again in any case. */
export const UNKNOWN_STATUS: AppStatus = { file: 'app.yaml', folderStatus: '', specStatus: '' };

/** The same as {@link isSame}, with half the calls: in a folder that did not change there is no new folder either. */
function isUntouched({ folder, file, folderStatus, specStatus }: AppFiles, appsFolder: string): boolean {
  if (file !== 'app.yaml' || folderStatus === '' || specStatus === '' || specStatus.includes('\n')) return false;
  const at = `${appsFolder}${path.sep}${folder}`;
  return steadyStatus(at, 'folder') === folderStatus && steadyStatus(`${at}${path.sep}${file}`, 'file') === specStatus;
}

function isSame(before: AppStatus, now: AppStatus): boolean {
  return before.specStatus !== '' && before.specStatus === now.specStatus && before.folderStatus === now.folderStatus;
}

/** Returns both statuses or none: a spec is unchanged only if nothing else was added to its folder. */
function statusOf(appsFolder: string, name: string): AppStatus {
  const folder = path.join(appsFolder, name);
  const folderStatus = steadyStatus(folder, 'folder');
  const specStatus = folderStatus === undefined ? undefined : statusOfFiles(folder);
  if (folderStatus !== undefined && specStatus !== undefined) return { file: 'app.yaml', folderStatus, specStatus };
  return fs.existsSync(path.join(folder, 'app.ts')) ? { ...UNKNOWN_STATUS, file: 'app.ts' } : UNKNOWN_STATUS;
}

/** Returns the status of a spec and of the files beside it that parts read. */
function statusOfFiles(folder: string): string | undefined {
  const spec = steadyStatus(path.join(folder, 'app.yaml'), 'file');
  const data = DATA_FOLDERS.map((name) => treeStatus(path.join(folder, name)));
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
