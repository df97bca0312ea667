import { createHash } from 'node:crypto';
import { UserError } from '@goldenpath/errors';

/** One of several parts of a fleet, which together are the whole of it, and have nothing in common. */
export interface Shard {
  /** 1 and up. */
  readonly index: number;
  readonly count: number;
}

/** More than anybody has runners, and few enough to be told apart from a mistake. */
const MOST_SHARDS = 10_000;

/** @throws UserError where a text is not `i/N` with 1 ≤ i ≤ N. */
export function parseShard(text: string): Shard {
  const [, index, count] = /^([1-9][0-9]{0,5})\/([1-9][0-9]{0,5})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.index <= shard.count && shard.count <= MOST_SHARDS) return shard;
  throw new UserError(
    `${JSON.stringify(text)} is no shard.`,
    `Write which one of how many, such as \`--shard 1/4\`; at most ${MOST_SHARDS}.`,
  );
}

/**
 * Whether an application, or the platform (`undefined`), is in a shard. It depends on nothing but the name: an application stays
 * where it is when others come and go, and one that leaves the fleet is removed by the shard that made it.
 */
export function holds(shard: Shard | undefined, app: string | undefined): boolean {
  if (shard === undefined) return true;
  if (app === undefined) return shard.index === 1;
  const hash = createHash('sha256').update(app).digest();
  return hash.readUInt32BE() % shard.count === shard.index - 1;
}
