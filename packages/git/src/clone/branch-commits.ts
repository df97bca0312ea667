import { type Clone, gitText, tryGitText } from './clone';

/** A commit of a branch. */
export interface BranchCommit {
  readonly commit: string;
  /** The id of its tree. */
  readonly tree: string;
  readonly message: string;
}

/** Returns the commits that `to` has and `from` has not, the newest first. */
export async function commitsBetween(clone: Clone, from: string, to: string): Promise<BranchCommit[]> {
  const output = await gitText(clone, ['log', '-z', '--format=%H%n%T%n%B', `${from}..${to}`]);
  return output
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [commit = '', tree = '', ...message] = entry.split('\n');
      return { commit, tree, message: message.join('\n') };
    });
}

/** Returns the id of the tree of a commit. */
export async function treeOf(clone: Clone, commit: string): Promise<string> {
  return (await gitText(clone, ['rev-parse', `${commit}^{tree}`])).trim();
}

/** Returns whether a commit is in the history of another one. */
export async function isAncestor(clone: Clone, commit: string, of: string): Promise<boolean> {
  return (await tryGitText(clone, ['merge-base', '--is-ancestor', commit, of])) !== undefined;
}
