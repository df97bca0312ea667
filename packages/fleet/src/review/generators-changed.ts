import * as fs from 'node:fs';
import * as path from 'node:path';
import { changedPaths, type Clone, pathInClone } from '@goldenpath/git';
import { GENERATORS } from '../synth/fingerprint';
import { decidesPackages } from './package-file';

/** Files that decide which generators and libraries are installed next to a fleet. */
const DEPENDENCY_FILES = new Set([
  'package.json',
  'package-lock.json',
  'npm-shrinkwrap.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'yarn.lock',
]);

/** Packages that decide the output for a spec. */
const DECIDING = ['@goldenpath/spec', '@goldenpath/model', ...GENERATORS];

/**
 * Returns whether the generators differ between two commits: other packages are installed next to the fleet, or the sources of the
 * generators changed, if they are in this repository.
 *
 * @param fleetFolder - The folder of the platform file.
 * @param head - `undefined` for the working tree.
 */
export async function generatorsChanged(
  repository: Clone,
  fleetFolder: string,
  base: string,
  head: string | undefined,
): Promise<boolean> {
  const folders = foldersAbove(pathInClone(repository, fleetFolder));
  const sources = sourcesIn(repository);
  const changed = await changedPaths(repository, base, head);
  if (changed.some((file) => sources.some((folder) => file.startsWith(`${folder}/`)))) return true;
  for (const file of changed.filter((each) => decidesDependencies(each, folders))) {
    const isManifest = path.posix.basename(file) === 'package.json';
    if (!isManifest || (await decidesPackages(repository, file, base, head))) return true;
  }
  return false;
}

function decidesDependencies(file: string, folders: readonly string[]): boolean {
  const folder = path.posix.dirname(file);
  return DEPENDENCY_FILES.has(path.posix.basename(file)) && folders.includes(folder === '.' ? '' : folder);
}

/** Returns a folder and its parents, up to the root of the repository, which is the empty text. */
function foldersAbove(folder: string): string[] {
  if (folder === '') return [''];
  const above = path.posix.dirname(folder);
  return [folder, ...foldersAbove(above === '.' ? '' : above)];
}

/** Returns the source folders of the generators that are developed in this repository. */
function sourcesIn({ folder }: Clone): string[] {
  return DECIDING.flatMap((name) => {
    const root = fs.realpathSync(path.dirname(require.resolve(`${name}/package.json`)));
    const inside = path.relative(folder, root);
    if (inside.startsWith('..') || path.isAbsolute(inside) || inside.split(path.sep).includes('node_modules'))
      return [];
    const source = inside.split(path.sep).join('/');
    return [`${source}/src`, `${source}/schemas`];
  });
}
