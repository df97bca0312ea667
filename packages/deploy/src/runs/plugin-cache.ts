import { mkdirSync } from 'node:fs';
import { asWorkFolderError } from '../errors';

/** The last work that uses each cache. */
const last = new Map<string, Promise<unknown>>();

/**
 * Does work that uses a plugin cache after all earlier work of this process that uses it. The folder of the cache is made first: the engine
 * refuses one that does not exist.
 *
 * @param cache - The folder of the cache.
 * @throws WorkFolderError when the folder cannot be made.
 */
export async function inTurn<Result>(cache: string, work: () => Promise<Result>): Promise<Result> {
  makeCache(cache);
  const mine = (last.get(cache) ?? Promise.resolve()).then(work);
  last.set(
    cache,
    mine.catch(() => undefined),
  );
  return mine;
}

function makeCache(cache: string): void {
  try {
    mkdirSync(cache, { recursive: true });
  } catch (error) {
    throw asWorkFolderError(error, cache);
  }
}
