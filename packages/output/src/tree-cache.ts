import { lstatSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { CACHE_PATH } from './own-folder';

/**
 * Reads what the last run kept beside a tree with `Tree.keepCache`.
 *
 * @param root - The folder of the tree.
 * @returns `undefined` where there is none, or none that can be read.
 */
export function readTreeCache(root: string): Buffer | undefined {
  const file = `${root}/${CACHE_PATH}`;
  try {
    // Not through a link: it is ours only where it lies in the tree.
    return lstatSync(file).isFile() ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces the cache of a tree in one step. */
export function writeTreeCache(root: string, text: string, temporary: string): void {
  writeFileSync(temporary, text);
  renameSync(temporary, `${root}/${CACHE_PATH}`);
}
