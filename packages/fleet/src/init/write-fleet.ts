import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { systemCode, UserError } from '@goldenpath/errors';
import { makeFolders } from '@goldenpath/output';
import { openFleet } from '../open-fleet';
import type { InitFile } from './files';
import type { FleetDraft } from './init';

/** The written files, and the existing files that were kept. Paths are relative to the folder. */
export interface WrittenFleet {
  readonly written: readonly string[];
  readonly kept: readonly string[];
}

/**
 * Writes a new fleet into a folder, completely or not at all. The folder is created if it does not exist. An existing `package.json` or
 * `.gitignore` is kept.
 *
 * @throws UserError when another file of the fleet exists, or `apps` is not empty.
 * @throws InvalidFleetError when the draft is not a valid fleet, for example because the application's name is reserved.
 */
export async function writeFleet(folder: string, { files }: Pick<FleetDraft, 'files'>): Promise<WrittenFleet> {
  assertRoom(folder, files);
  const kept = files.filter((file) => file.keepsExisting && exists(path.join(folder, file.path)));
  const missing = files.filter((file) => !kept.includes(file));
  const made = makeFolders(folder);
  const staging = path.join(folder, `.goldenpath-init-${randomUUID()}`);
  try {
    for (const file of missing) writeStaged(staging, file);
    await openFleet({ cwd: staging, platformFile: path.join(staging, 'platform.yaml') }).validate();
    moveIntoPlace(folder, staging, missing);
  } catch (error) {
    fs.rmSync(staging, { recursive: true, force: true });
    if (made !== undefined) fs.rmSync(made, { recursive: true, force: true });
    throw error;
  }
  fs.rmSync(staging, { recursive: true, force: true });
  return { written: missing.map((file) => file.path), kept: kept.map((file) => file.path) };
}

/** Checks that nothing is overwritten, and that no link leads out of the folder. */
function assertRoom(folder: string, files: readonly InitFile[]): void {
  const inTheWay = files.filter((file) => !file.keepsExisting && exists(path.join(folder, file.path)));
  const others = ['platform.ts', 'apps'].filter((name) => hasContent(path.join(folder, name)));
  const names = [...others, ...inTheWay.map((file) => file.path)];
  if (names.length > 0)
    throw new UserError(
      `${names.join(', ')} ${names.length === 1 ? 'exists' : 'exist'} in ${folder}. \`init\` does not overwrite files.`,
      'Run it in an empty folder. To add an application to a fleet, run `goldenpath new`.',
      { code: 'fleet-exists' },
    );
  for (const parent of parentsOf(files)) {
    const stat = fs.lstatSync(path.join(folder, parent), { throwIfNoEntry: false });
    if (stat !== undefined && !stat.isDirectory())
      throw new UserError(`${parent} in ${folder} is not a folder.`, 'Remove it, or run `init` in an empty folder.');
  }
}

/** Returns `.github` and `.github/workflows` for `.github/workflows/plan.yml`. */
function parentsOf(files: readonly InitFile[]): string[] {
  const parents = files.flatMap((file) => {
    const names = file.path.split('/').slice(0, -1);
    return names.map((_, index) => names.slice(0, index + 1).join('/'));
  });
  return [...new Set(parents)];
}

function exists(file: string): boolean {
  return fs.lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

function hasContent(file: string): boolean {
  try {
    return fs.readdirSync(file).length > 0;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    if (systemCode(error) === 'ENOTDIR') return true;
    throw error;
  }
}

function writeStaged(staging: string, file: InitFile): void {
  const staged = path.join(staging, file.path);
  makeFolders(path.dirname(staged));
  fs.writeFileSync(staged, file.text, { flag: 'wx', flush: true });
}

function moveIntoPlace(folder: string, staging: string, files: readonly InitFile[]): void {
  const moved: string[] = [];
  try {
    for (const file of files) {
      const target = path.join(folder, file.path);
      const first = makeFolders(path.dirname(target));
      if (first !== undefined) moved.unshift(first);
      // Fails if another process created the file in the meantime.
      fs.copyFileSync(path.join(staging, file.path), target, fs.constants.COPYFILE_EXCL);
      moved.unshift(target);
    }
  } catch (error) {
    for (const each of moved) fs.rmSync(each, { recursive: true, force: true });
    throw error;
  }
}
