import { createHash } from 'node:crypto';
import { UserError } from '@goldenpath/errors';

/** One of several disjoint parts of a fleet. */
export interface Shard {
  /** Counts from 1. */
  readonly index: number;
  readonly count: number;
}

/** An upper limit that rejects typing errors. It is far above the number of runners in practice. */
const MOST_SHARDS = 10_000;

/** @throws UserError when a text is not `i/N` with 1 ≤ i ≤ N. */
export function parseShard(text: string): Shard {
  const [, index, count] = /^([1-9][0-9]{0,5})\/([1-9][0-9]{0,5})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.index <= shard.count && shard.count <= MOST_SHARDS) return shard;
  throw new UserError(
    `${JSON.stringify(text)} is not a shard.`,
    `Use the form \`--shard 1/4\`, with at most ${MOST_SHARDS} shards.`,
  );
}

/**
 * Returns whether an application, or the platform (`undefined`), is in a shard. This depends only on the name: an application stays in its
 * shard when others are added or removed, and the same shard removes it when it leaves the fleet.
 */
export function holds(shard: Shard | undefined, app: string | undefined): boolean {
  if (shard === undefined) return true;
  if (app === undefined) return shard.index === 1;
  const hash = createHash('sha256').update(app).digest();
  return hash.readUInt32BE() % shard.count === shard.index - 1;
}
