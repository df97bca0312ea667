import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IncompleteTreeError, readCompleteTree, type TreeOptions } from '@goldenpath/output';
import { publish, type Units } from './publish';
import { contents, ownFiles } from '@goldenpath/testing/testdir';

/** All files of units, by path. */
export function filesOf(units: Units): Record<string, string> {
  return Object.fromEntries(
    Object.values(units).flatMap((files) => Object.entries(files).map(([path, text]) => [path, String(text)])),
  );
}

/**
 * Whether a tree that may have been killed between two versions keeps every promise.
 *
 * @returns What is wrong with it: nothing, if all is well.
 */
export function brokenPromises(root: string, versions: readonly Units[], lastFiles: readonly string[]): string[] {
  const wholes = versions.map(filesOf);
  const found = contents(root);
  const halfWritten = Object.entries(found)
    .filter(([path, text]) => !path.endsWith('/') && !wholes.some((whole) => whole[path] === text))
    .map(([path]) => `${path} is of no version`);
  const passes = takenAsComplete(root) ?? (lastFiles.some((path) => path in found) ? found : undefined);
  const mixed = passes !== undefined && !wholes.some((whole) => sameFiles(whole, passes));
  return mixed ? [...halfWritten, 'a mixture passes for complete'] : halfWritten;
}

/** The files that a reader would take for complete; undefined when it is refused with the remedy. */
function takenAsComplete(root: string): Record<string, string> | undefined {
  try {
    const { files } = readCompleteTree(root);
    return Object.fromEntries(files.map(({ path }) => [path, readFileSync(join(root, path), 'utf8')]));
  } catch (error) {
    if (error instanceof IncompleteTreeError && error.message.includes('goldenpath synth')) return undefined;
    throw error;
  }
}

function sameFiles(a: Record<string, string>, b: Record<string, string>): boolean {
  const files = Object.keys(b).filter((path) => !path.endsWith('/'));
  return files.length === Object.keys(a).length && files.every((path) => a[path] === b[path]);
}

/** Publishes a version over whatever is there and says what is on disk then, our own files too. */
export async function repaired(options: TreeOptions, units: Units): Promise<[Record<string, string>, string[]]> {
  await publish(options, units);
  return [contents(options.root), ownFiles(options.root)];
}
