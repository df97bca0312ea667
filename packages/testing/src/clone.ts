import { execFileSync } from 'node:child_process';
import { testFolder } from './folders';

/** Runs Git with a fixed identity and returns its output. */
export function git(folder: string, ...args: string[]): string {
  const who = ['-c', 'user.name=A Person', '-c', 'user.email=person@example.org'];
  return execFileSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8' }).trim();
}

/** A new clone with one commit of these files on `main`. */
export function repositoryFolder(files: Readonly<Record<string, string>>): string {
  const folder = testFolder(files, 'a fleet ');
  git(folder, 'init', '--quiet', '--initial-branch=main');
  commit(folder, 'one');
  return folder;
}

/** Commits everything in a clone: the id of the commit. */
export function commit(folder: string, message: string): string {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', message);
  return git(folder, 'rev-parse', 'HEAD');
}
