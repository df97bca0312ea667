import * as fs from 'node:fs';
import * as path from 'node:path';
import type { FleetContext } from '../context';
import { UsageError } from '../errors';
import { environmentOfFolder, git, GitError, type Repository, tryGit } from './git';

/**
 * The repository that a folder is in.
 *
 * @throws UsageError where it is in none, or in one that git does not read, or where git cannot be run.
 */
export async function repositoryOf(folder: string, context: FleetContext): Promise<Repository> {
  const env = environmentOfFolder(context.env);
  const top = fs.existsSync(folder) ? await topOf({ folder, env }) : undefined;
  if (top === undefined)
    throw new UsageError(
      `${folder} is in no Git repository, so there is nothing to compare with.`,
      'Run this in a clone of the repository that the fleet is in.',
    );
  return { folder: fs.realpathSync(top.replace(/\r?\n$/, '')), env };
}

/** `undefined` where git finds no repository. One that it finds and does not read, such as another user's, is told in its words. */
async function topOf(at: Repository): Promise<string | undefined> {
  try {
    return await git(at, ['rev-parse', '--show-toplevel']);
  } catch (error) {
    if (error instanceof GitError && error.stderr.includes('not a git repository')) return undefined;
    throw error;
  }
}

/**
 * The hash of the commit that a branch, a tag or a hash names.
 *
 * @throws UsageError where it names none here.
 */
export async function resolveCommit(repository: Repository, ref: string): Promise<string> {
  const said = await tryGit(repository, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  const commit = said?.trim() ?? '';
  if (/^[0-9a-f]{40,64}$/.test(commit)) return commit;
  throw new UsageError(
    `${JSON.stringify(ref)} names no commit here.`,
    'Name a branch, a tag or a commit of this clone; in CI, fetch it first (`fetch-depth: 0`).',
  );
}

/**
 * Where a change began: the last commit that it and its base have in common, so that what the base has got since is not taken for
 * a part of the change. The base itself where the two have nothing in common, or where the clone is too shallow to tell.
 */
export async function mergeBase(repository: Repository, base: string, head: string): Promise<string> {
  const said = await tryGit(repository, ['merge-base', base, head]);
  return said?.trim() || base;
}

/** The paths, from the top of the repository, that differ between a commit and another, or the working tree. */
export async function changedPaths(repository: Repository, base: string, head: string | undefined): Promise<string[]> {
  const named = ['diff', '--name-only', '--no-renames', '--no-ext-diff', '-z', base];
  const tracked = await git(repository, head === undefined ? named : [...named, head]);
  const untracked =
    head === undefined ? await git(repository, ['ls-files', '--others', '--exclude-standard', '-z']) : '';
  return [...new Set(`${tracked}${untracked}`.split('\0').filter((name) => name !== ''))].sort();
}

/** A folder or file as the repository names it: from its top, with `/`; the empty text for the top itself. */
export function pathInRepository({ folder }: Repository, file: string): string {
  const real = realPath(path.resolve(file));
  const relative = path.relative(folder, real);
  if (relative.split(path.sep)[0] === '..' || path.isAbsolute(relative))
    throw new UsageError(
      `${file} is not in the repository at ${folder}.`,
      'The platform file and the applications have to be in one repository to be compared with an earlier commit.',
    );
  return relative.split(path.sep).join('/');
}

/** The path with the links of what is there resolved; what is not there stays as it is called. */
function realPath(file: string): string {
  if (fs.existsSync(file)) return fs.realpathSync(file);
  const above = path.dirname(file);
  return above === file ? file : path.join(realPath(above), path.basename(file));
}
