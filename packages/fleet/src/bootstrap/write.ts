import * as fs from 'node:fs';
import * as path from 'node:path';
import { readStacks, type Stack } from '@goldenpath/deploy';
import { type BootstrapFacts, bootstrapStack, stacksManifest } from '@goldenpath/infra';
import { makeFolders, writeFileAtomically } from '@goldenpath/output';
import { type GithubApp, githubAppManifest } from './github-apps';

/** Writes the stacks of the accounts and returns them. Stacks of accounts that the platform no longer has are removed. */
export function writeBootstrapStacks(folder: string, accounts: readonly BootstrapFacts[]): readonly Stack[] {
  const root = path.join(folder, 'cdktf.out');
  const files = [...accounts.map(bootstrapStack), stacksManifest(accounts.map(({ stack }) => stack))];
  for (const file of files) writeText(path.join(root, file.path), file.content);
  const kept = new Set(accounts.map(({ stack }) => stack.name));
  const stacks = path.join(root, 'stacks');
  for (const name of fs.readdirSync(stacks))
    if (name.startsWith('bootstrap-') && !kept.has(name)) fs.rmSync(path.join(stacks, name), { recursive: true });
  return readStacks(root);
}

/** Writes the manifest of each GitHub App and returns its path. */
export function writeAppManifests(folder: string, organisation: string, apps: readonly GithubApp[]): string[] {
  return apps.map((app) => {
    const file = path.join(folder, 'github-apps', `${app.prefix.toLowerCase()}.json`);
    writeText(file, `${JSON.stringify(githubAppManifest(organisation, app), null, 2)}\n`);
    return file;
  });
}

/** Writes a text where there is none, or another. */
export function writeText(file: string, text: string): void {
  makeFolders(path.dirname(file));
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) return;
  writeFileAtomically(file, text);
}
