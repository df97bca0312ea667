import type { Upgraded } from '@goldenpath/fleet';
import { chmodSync, lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { GeneratedFile } from '@goldenpath/files';
import { recordFile } from '@goldenpath/scaffold';
import { commit, git } from '@goldenpath/testing/clone';
import { testFolder, writeFiles } from '@goldenpath/testing/folders';
import { PLAIN_ENV } from '@goldenpath/testing/git';
import { upgradeFolder } from '../../src/upgrade/upgrade';

export const APP = 'web';

/** Contents by path. Files of the platform are below `platform/`, all others belong to the team. */
export type Contents = Readonly<Record<string, string>>;

/** What the templates make, with the record. */
export function generated(contents: Contents, app = APP): GeneratedFile[] {
  const files = Object.entries(contents).map(([path, content]): GeneratedFile => ({
    path,
    content,
    ownership: path.startsWith('platform/') ? 'managed' : 'once',
  }));
  return [...files, recordFile(app, files)];
}

/** A repository with one commit of what the templates made. */
export function generatedRepository(contents: Contents): string {
  const root = testFolder(Object.fromEntries(generated(contents).map(({ path, content }) => [path, content])));
  git(root, 'init', '--quiet', '--initial-branch=main');
  git(root, 'config', 'core.autocrlf', 'false');
  commit(root, 'generate');
  return root;
}

export function upgradeTo(root: string, contents: Contents, dryRun = false): Promise<Upgraded> {
  return upgradeFolder(root, APP, generated(contents), PLAIN_ENV, dryRun);
}

/** Every change that is worth a line, by path. */
export function changes({ files }: Upgraded): Record<string, string> {
  const told = files.filter(({ path, change }) => change !== 'unchanged' && path !== '.goldenpath.json');
  return Object.fromEntries(told.map(({ path, change }) => [path, change]));
}

/** The tree without Git's folder: contents and permissions by path, and links. */
export function treeOf(root: string): Record<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => !/^\.git(\/|$)/.test(path));
  return Object.fromEntries(
    paths.sort().flatMap((path) => {
      const stats = lstatSync(join(root, path));
      if (stats.isDirectory()) return [];
      if (stats.isSymbolicLink()) return [[path, 'link']];
      return [[path, `${(stats.mode & 0o111) === 0 ? '' : 'x '}${readFileSync(join(root, path), 'latin1')}`]];
    }),
  );
}

/** An edit of the team. */
export const edits = {
  write: (contents: Contents) => (root: string) => writeFiles(root, contents),
  remove: (path: string) => (root: string) => rmSync(join(root, path)),
  makeExecutable: (path: string) => (root: string) => chmodSync(join(root, path), 0o755),
  move: (from: string, to: string) => (root: string) => {
    const text = readFileSync(join(root, from), 'latin1');
    rmSync(join(root, from));
    writeFiles(root, { [to]: text });
  },
};
