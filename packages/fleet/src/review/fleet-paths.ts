import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { type Clone, leftOutPaths, pathInClone, pathsIn } from '@goldenpath/git';
import type { FleetSource } from '@goldenpath/spec';

/** The paths of a fleet in a commit, from the root of the repository, with `/`. */
export interface FleetPaths {
  readonly platformFile: string;
  /** Empty for the root itself. */
  readonly appsFolder: string;
}

/**
 * Returns the paths of the fleet in an earlier commit. The platform file may have had the other format or another folder: if exactly one
 * platform file of the commit no longer exists, it is the one that moved, with the applications next to it.
 *
 * @param isThere - Whether a path exists in the version that the commit is compared with.
 * @returns `undefined` when the commit has no fleet.
 * @throws UserError when several platform files no longer exist.
 */
export async function fleetPathsIn(
  repository: Clone,
  source: FleetSource,
  commit: string,
  isThere: (file: string) => boolean,
): Promise<FleetPaths | undefined> {
  const now = currentPaths(repository, source);
  const files = await pathsIn(repository, commit);
  const forms = [now.platformFile, otherForm(now.platformFile)];
  const same = forms.find((file) => files.has(file));
  if (same !== undefined) return { ...now, platformFile: same };
  const names = forms.map((file) => path.posix.basename(file));
  const gone = [...files].filter((file) => names.includes(path.posix.basename(file)) && !isThere(file));
  const [moved] = gone;
  if (gone.length > 1)
    throw new UserError(
      `${now.platformFile} is not in ${commit.slice(0, 7)}, and several platform files of that commit no longer exist: ${gone.map((file) => JSON.stringify(file)).join(', ')}.`,
      'Move one fleet at a time, so that the fleets to compare are known.',
    );
  if (moved === undefined) return undefined;
  const beside = path.posix.relative(path.posix.dirname(now.platformFile), now.appsFolder);
  return { platformFile: moved, appsFolder: path.posix.join(path.posix.dirname(moved), beside) };
}

/** Returns the paths of a fleet in the working tree. */
export function currentPaths(repository: Clone, { platformFile, appsFolder }: FleetSource): FleetPaths {
  return {
    platformFile: pathInClone(repository, platformFile),
    appsFolder: pathInClone(repository, appsFolder),
  };
}

/**
 * Returns a function that tells whether a path is in a commit, or for `null` in the working tree. Files that a sparse checkout leaves out
 * count.
 */
export async function presenceIn(repository: Clone, commit: string | null): Promise<(file: string) => boolean> {
  if (commit === null) {
    const leftOut = new Set(await leftOutPaths(repository));
    return (file) => leftOut.has(file) || fs.existsSync(path.join(repository.folder, file));
  }
  const files = await pathsIn(repository, commit);
  return (file) => files.has(file);
}

function otherForm(file: string): string {
  return file.endsWith('.ts') ? file.replace(/\.ts$/, '.yaml') : file.replace(/\.yaml$/, '.ts');
}
