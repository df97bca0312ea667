import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeTemporaryFolder } from '@goldenpath/process';
import { type Environment, gitEnvironment } from '../environment';
import { RepositoryError } from '../errors';
import { runGit } from '../run-git';

/** Three versions of a text. */
export interface MergedTexts {
  readonly ours: Buffer;
  /** What both come from. @default unknown: then every difference is a conflict */
  readonly base?: Buffer | undefined;
  readonly theirs: Buffer;
  /** The names of `ours`, `base` and `theirs` in the markers of a conflict. */
  readonly labels: readonly [ours: string, base: string, theirs: string];
}

/** The result of a merge. */
export interface MergeResult {
  /** The merged text. A conflict is between markers, as Git writes them. */
  readonly content: Buffer;
  /** Number of conflicts. */
  readonly conflicts: number;
}

/** Git ends with the number of conflicts, or with this at most. */
const MOST_CONFLICTS = 127;

/**
 * Merges texts by lines, with `git merge-file --diff3`.
 *
 * @throws RepositoryError when Git is not installed, or cannot merge them: they are binary.
 */
export async function mergeTexts({ ours, base, theirs, labels }: MergedTexts, env: Environment): Promise<MergeResult> {
  const folder = makeTemporaryFolder('goldenpath-merge-', resolve(tmpdir()));
  try {
    const sides = { ours, base: base ?? Buffer.alloc(0), theirs };
    for (const [name, content] of Object.entries(sides)) writeFileSync(join(folder, name), content);
    // Without a base, `--diff3` would put both whole files into one conflict.
    const style = base === undefined ? [] : ['--diff3'];
    const named = labels.flatMap((label) => ['-L', label]);
    const args = ['merge-file', '-p', ...style, ...named, 'ours', 'base', 'theirs'];
    // The configuration of a repository above the temporary folder must not count.
    const { end, stdout, stderr } = await runGit(args, {
      cwd: folder,
      env: { ...gitEnvironment(env), GIT_CEILING_DIRECTORIES: folder },
    });
    if (typeof end === 'number' && end <= MOST_CONFLICTS) return { content: stdout, conflicts: end };
    throw new RepositoryError(
      'failed',
      `git merge-file failed: ${stderr.trim() || String(end)}.`,
      'Fix what Git reports, then run this again.',
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
