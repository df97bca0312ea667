import { createHash, type Hash } from 'node:crypto';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import type { TemplateFolder } from '@goldenpath/scaffold';
import { libraryFile, LIBRARIES, REPOSITORY_GENERATORS, TEMPLATES } from '../synth/fingerprint';
import { steadyStatus } from './file-status';

/** The packages whose code interprets specs and plans units. */
const PACKAGES = [
  ...Object.keys(LIBRARIES),
  ...REPOSITORY_GENERATORS,
  '@goldenpath/spec',
  '@goldenpath/model',
  '@goldenpath/fleet',
];

/** Libraries that decide how the code of a spec runs. What is generated does not depend on their versions alone. */
const CODE_LIBRARIES: Readonly<Record<string, readonly string[]>> = { '@goldenpath/spec': ['esbuild'] };

/**
 * Returns a text that changes with every update of goldenpath and its libraries. Their files are not read, so a reinstallation changes it
 * too.
 */
export function codeStatus(): string {
  const hash = createHash('sha256');
  const own = createRequire(require.resolve('@goldenpath/fleet/package.json'));
  for (const name of PACKAGES) {
    const root = path.dirname(own.resolve(`${name}/package.json`));
    const real = fs.realpathSync.native(root);
    addFolder(path.join(real, 'dist'), hash);
    if (fs.existsSync(path.join(real, TEMPLATES))) addFolder(path.join(real, TEMPLATES), hash, () => true);
    for (const library of [...(LIBRARIES[name] ?? []), ...(CODE_LIBRARIES[name] ?? [])]) {
      const file = libraryFile(library, root);
      add(file, file === undefined ? undefined : fs.realpathSync.native(file), hash);
    }
  }
  return hash.digest('hex');
}

/** Returns a text that changes with every change in template folders. Files are not read. */
export function templatesStatus(templates: Readonly<Record<string, Pick<TemplateFolder, 'folder'>>>): string {
  const hash = createHash('sha256');
  for (const { folder } of Object.values(templates)) {
    hash.update(`${folder}\n`);
    if (fs.existsSync(folder)) addFolder(fs.realpathSync.native(folder), hash, () => true);
  }
  return hash.digest('hex');
}

function addFolder(folder: string, hash: Hash, counts = (name: string): boolean => name.endsWith('.js')): void {
  const entries = fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const file = `${folder}${path.sep}${entry.name}`;
    if (entry.isDirectory()) addFolder(file, hash, counts);
    else if (counts(entry.name)) add(entry.name, file, hash);
  }
}

function add(name: string | undefined, file: string | undefined, hash: Hash): void {
  // A recently changed file and a link have no reliable status, so the result must differ every time.
  const status = file === undefined ? undefined : (steadyStatus(file, 'file') ?? Math.random());
  hash.update(`${name ?? ''} ${status ?? ''}\n`);
}
