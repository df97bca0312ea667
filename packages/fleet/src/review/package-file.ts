import * as fs from 'node:fs';
import * as path from 'node:path';
import { type Clone, fileIn } from '@goldenpath/git';

/** Fields of a `package.json` that decide which packages are installed, and how their modules are found. */
const DECIDING = [
  'bundleDependencies',
  'bundledDependencies',
  'dependencies',
  'dependenciesMeta',
  'devDependencies',
  'exports',
  'imports',
  'main',
  'optionalDependencies',
  'overrides',
  'packageManager',
  'peerDependencies',
  'peerDependenciesMeta',
  'pnpm',
  'resolutions',
  'type',
  'workspaces',
];

/** Scripts that change installed packages, or build the generators where they are built from source. */
const DECIDING_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare', 'build'];

/**
 * Whether the change of a `package.json` can lead to other packages: a new version number, description or test script does not.
 *
 * @param file - Its path from the root of the clone.
 * @param head - `undefined` for the working tree.
 */
export async function decidesPackages(
  clone: Clone,
  file: string,
  base: string,
  head: string | undefined,
): Promise<boolean> {
  const before = await fileIn(clone, base, file);
  const after = head === undefined ? onDisk(path.join(clone.folder, file)) : await fileIn(clone, head, file);
  const [one, other] = [before, after].map(decidingIn);
  return one === undefined || one !== other;
}

function onDisk(file: string): string | undefined {
  return fs.lstatSync(file, { throwIfNoEntry: false })?.isFile() === true ? fs.readFileSync(file, 'utf8') : undefined;
}

/** The deciding fields as text; `undefined` where the file is missing or is not a JSON object. */
function decidingIn(text: string | undefined): string | undefined {
  try {
    const manifest = JSON.parse(text ?? '') as Readonly<Record<string, unknown>>;
    const scripts = (manifest['scripts'] ?? {}) as Readonly<Record<string, unknown>>;
    return JSON.stringify([DECIDING.map((name) => manifest[name]), DECIDING_SCRIPTS.map((name) => scripts[name])]);
  } catch {
    return undefined;
  }
}
