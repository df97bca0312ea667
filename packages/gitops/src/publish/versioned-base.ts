import { createHash } from 'node:crypto';
import { comparePaths } from '@goldenpath/files';
import { digest } from '@goldenpath/output';

/** The entry of `resources` in a generated overlay that names its base. */
const BASE = /^( *- )\.\.\/\.\.\/(base|bases\/[0-9a-f]{12})[ \t]*$/m;

/** Returns the folder of an overlay's base, relative to that of the manifests: `base`, or `bases/<version>`. */
export function baseIn(overlay: string): string | undefined {
  return BASE.exec(overlay)?.[2];
}

/** Returns an overlay that refers to another base. */
export function withBase(overlay: string, name: string): string {
  return overlay.replace(BASE, (_entry, before: string) => `${before}../../${name}`);
}

/** Returns the version of a base: a hash of its files. */
export function versionOfBase(files: ReadonlyMap<string, string>, folder: string): string {
  const entries = [...files].map(([path, text]) => [path.slice(folder.length), digest(Buffer.from(text))] as const);
  return hashOf(entries);
}

/** Returns the version of a base that a list of managed files names, whose folder ends with `base`. */
export function versionOfListed(entries: readonly (readonly [path: string, digest: string])[], folder: string): string {
  return hashOf(entries.map(([path, listed]) => [path.slice(folder.length), listed]));
}

function hashOf(entries: readonly (readonly [string, string])[]): string {
  const hash = createHash('sha256');
  for (const [path, content] of [...entries].sort(([a], [b]) => comparePaths(a, b)))
    hash.update(`${path}\0${content}\0`);
  return hash.digest('hex').slice(0, 12);
}
