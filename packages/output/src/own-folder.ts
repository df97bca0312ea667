/** The folder inside a tree that holds what publishing itself needs to know. */
export const OWN_FOLDER = '.goldenpath';

/** Where the record of a tree is, relative to its root. */
export const RECORD_PATH = `${OWN_FOLDER}/tree.json`;

/** Where the status of files is, relative to the root of a tree: a cache. */
export const INDEX_PATH = `${OWN_FOLDER}/index`;

/** Where the caller's own cache is, relative to the root of a tree. */
export const CACHE_PATH = `${OWN_FOLDER}/cache`;

/** Starts the name of each folder that holds files on their way into the tree. */
export const STAGING_PREFIX = 'staging-';

/** Whether a path lies in {@link OWN_FOLDER}, also where file names ignore case: no generated file may. */
export function isOwnPath(path: string): boolean {
  const first = path.slice(0, OWN_FOLDER.length + 1).toLowerCase();
  return first === OWN_FOLDER || first === `${OWN_FOLDER}/`;
}
