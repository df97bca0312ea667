import { commitOf, isInitialTag } from './tags';
import type { Timeline } from './timeline';

/** What runs in one environment, beside the one that comes before it. */
export interface Comparison {
  /** The environment before. */
  readonly to: string;
  /**
   * `same`: the same commit. `behind`: `releases` came there since. `ahead`: what runs here is not what led to what runs
   * there. `unknown`: one of the two does not name a commit.
   */
  readonly state: 'same' | 'behind' | 'ahead' | 'unknown';
  /** How many releases the environment before is ahead, where the state is `behind`; otherwise 0. */
  readonly releases: number;
}

/** Compares what runs in an environment with what runs in the one before it, by commits. */
export function compare(here: Timeline, before: Timeline): Comparison {
  const to = before.overlay.environment;
  const [own, there] = [commitIn(here), commitIn(before)];
  if (own === undefined || there === undefined) return { to, state: 'unknown', releases: 0 };
  if (own === there) return { to, state: 'same', releases: 0 };
  const line = commitsOf(before);
  const at = line.lastIndexOf(own);
  if (own !== NOTHING && at < 0) return { to, state: 'ahead', releases: 0 };
  return { to, state: 'behind', releases: line.length - 1 - at };
}

/** Nothing was released yet: behind everything that was. */
const NOTHING = 'nothing';

/** What runs, by its commit; `undefined` where that is not known, as of `latest`. */
function commitIn({ overlay, line }: Timeline): string | undefined {
  const tag = line.at(-1)?.release.newTag;
  return tag !== undefined && isInitialTag(overlay.environment, tag) ? NOTHING : commitOf(overlay.environment, tag);
}

/** The commits that led to what runs, each change once. */
function commitsOf({ overlay, line }: Timeline): string[] {
  const commits = line.flatMap(({ release }) => commitOf(overlay.environment, release.newTag) ?? []);
  return commits.filter((commit, index) => commit !== commits[index - 1]);
}
