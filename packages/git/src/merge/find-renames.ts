import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeTemporaryFolder } from '@goldenpath/process';
import { type Environment, gitEnvironment } from '../environment';
import { RepositoryError } from '../errors';
import { runGit } from '../run-git';

/** `git diff --no-index` ends with 1 when there is a difference. */
const DIFFERS = 1;

/**
 * Finds files that were moved, as `git diff --find-renames` does: at least half of the content is the same.
 *
 * @param before - Contents by their old path.
 * @param after - Contents by the paths that they can have moved to.
 * @returns New paths by the old ones.
 * @throws RepositoryError when Git is not installed, or fails.
 */
export async function findRenames(
  before: ReadonlyMap<string, Buffer>,
  after: ReadonlyMap<string, Buffer>,
  env: Environment,
): Promise<ReadonlyMap<string, string>> {
  if (before.size === 0 || after.size === 0) return new Map();
  const folder = makeTemporaryFolder('goldenpath-renames-', resolve(tmpdir()));
  try {
    // Files are named by their number: a path can be longer than the temporary folder allows.
    const [olds, news] = [write(folder, 'old', before), write(folder, 'new', after)];
    const limits = ['--find-renames', '--diff-filter=R', '-l0'];
    const args = ['diff', '--no-index', '--no-ext-diff', '--name-status', '-z', ...limits, 'old', 'new'];
    const { end, stdout, stderr } = await runGit(args, {
      cwd: folder,
      env: { ...gitEnvironment(env), GIT_CEILING_DIRECTORIES: folder },
    });
    if (end !== 0 && end !== DIFFERS)
      throw new RepositoryError('failed', `git diff failed: ${stderr.trim()}.`, 'Fix what Git reports.');
    return new Map(pairs(stdout.toString('utf8'), olds, news));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(folder: string, side: 'old' | 'new', files: ReadonlyMap<string, Buffer>): readonly string[] {
  mkdirSync(join(folder, side));
  return [...files].map(([path, content], index) => {
    writeFileSync(join(folder, side, `${side}-${index}`), content);
    return path;
  });
}

/** @param output - `R100`, the old name and the new name, for each file. */
function pairs(output: string, olds: readonly string[], news: readonly string[]): (readonly [string, string])[] {
  const words = output.split('\0');
  return words.flatMap((word, index) => {
    if (!/^R\d+$/.test(word)) return [];
    const [from, to] = [pathOf(words[index + 1], olds), pathOf(words[index + 2], news)];
    return from === undefined || to === undefined ? [] : [[from, to] as const];
  });
}

function pathOf(name: string | undefined, paths: readonly string[]): string | undefined {
  const [, index] = /-(\d+)$/.exec(name ?? '') ?? [];
  return index === undefined ? undefined : paths[Number(index)];
}
