import { commitOf, isInitialTag } from './tags';
import type { Timeline } from './timeline';

/** Compares the release of an environment with that of the previous environment. */
export interface Comparison {
  /** The previous environment. */
  readonly to: string;
  /**
   * `same`: the same commit. `behind`: `releases` reached the previous environment since. `ahead`: this release did not lead to the
   * previous environment's release. `unknown`: one of the two names no commit.
   */
  readonly state: 'same' | 'behind' | 'ahead' | 'unknown';
  /** How many releases the previous environment is ahead when the state is `behind`; 0 in all other states. */
  readonly releases: number;
}

/** Compares the release of an environment with that of the previous one, by commits. */
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

/** The state before the first release. */
const NOTHING = 'nothing';

/** Returns the commit of the running release; `undefined` when it is unknown, as for `latest`. */
function commitIn({ overlay, line }: Timeline): string | undefined {
  const tag = line.at(-1)?.release.newTag;
  return tag !== undefined && isInitialTag(overlay.environment, tag) ? NOTHING : commitOf(overlay.environment, tag);
}

/** Returns the commits that led to the running release, each change once. */
function commitsOf({ overlay, line }: Timeline): string[] {
  const commits = line.flatMap(({ release }) => commitOf(overlay.environment, release.newTag) ?? []);
  return commits.filter((commit, index) => commit !== commits[index - 1]);
}
