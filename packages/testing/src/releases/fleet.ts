import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ended, ended, goldenpath, startGoldenpath } from '../command';
import { testFolder } from '../folders';
import { ENVIRONMENTS } from './model';
import { bareRepository, git, GIT_ENV } from './repository';

/** A platform on which applications run in dev, test and prod; of dev tags may move. */
export const RELEASED_PLATFORM = {
  organisation: 'example',
  domain: 'example.test',
  aws: { accountId: '123456789012', region: 'eu-west-2' },
  teams: ['app-team'],
  environments: ENVIRONMENTS.map((name) => ({
    name,
    logLevel: 'info',
    host: `{app}.${name}.{domain}`,
    ...(name === 'dev' && { mutableTags: true }),
  })),
  delivery: { workflow: 'example/platform/.github/workflows/_build-and-release.yml@main' },
};

/** The text of the spec of an application that is released. */
function releasedSpec(name: string, more: object = {}): string {
  return JSON.stringify({ kind: 'stateless-app', name, description: name, owner: 'app-team', ...more });
}

/** A folder with a fleet of applications, which run in dev, test and prod; of dev tags may move. */
export function releasedFleet(apps: readonly string[], { gitops = {}, spec = {} } = {}): string {
  const specs = apps.map((name) => [`apps/${name}/app.yaml`, releasedSpec(name, spec)]);
  const platform = JSON.stringify({ ...RELEASED_PLATFORM, gitops });
  return testFolder({ 'platform.yaml': platform, ...Object.fromEntries(specs) });
}

/** A fleet, and a repository that it is published to. */
export interface PublishedFleet {
  readonly folder: string;
  readonly url: string;
  /** Runs a command of goldenpath in the fleet's folder, on that repository. */
  readonly run: (args: readonly string[], env?: NodeJS.ProcessEnv) => Promise<Ended>;
}

/**
 * Makes a fleet, synthesises and publishes it.
 *
 * @param commit - Released in every environment. @default nothing is released
 */
export async function publishedFleet(apps: readonly string[], commit?: string): Promise<PublishedFleet> {
  const folder = releasedFleet(apps);
  const url = bareRepository();
  const run: PublishedFleet['run'] = (args, env = {}) =>
    goldenpath([...args, '--repo', url], { cwd: folder, env: { ...GIT_ENV, ...env } });
  await synthesised(folder);
  if (commit !== undefined) {
    releaseInTree(join(folder, 'dist', 'gitops'), commit);
    await synthesised(folder);
  }
  const published = await run(['publish']);
  if (published.code !== 0) throw new Error(published.stderr);
  return { folder, url, run };
}

/** Writes the tags of a commit to the overlays of a synthesised tree, which the next synthesis keeps. */
export function releaseInTree(tree: string, commit: string): void {
  for (const file of readdirSync(tree, { recursive: true, encoding: 'utf8' })) {
    const environment = /overlays\/([^/]+)\/kustomization\.yaml$/.exec(file)?.[1];
    if (environment === undefined) continue;
    const path = join(tree, file);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/newTag: .*/, `newTag: ${environment}-${commit}`));
  }
}

/** Synthesises the manifests of a fleet. */
export async function synthesised(folder: string): Promise<string> {
  const made = await goldenpath(['synth', '--plane', 'manifests', '--quiet'], { cwd: folder, env: { ...GIT_ENV } });
  if (made.code !== 0) throw new Error(made.stderr);
  return folder;
}

/** Starts a command of goldenpath in its own process group, so that a test can kill it. */
export function startIn(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return startGoldenpath(args, { cwd: folder, env: { ...GIT_ENV, ...env }, detached: true });
}

export { ended };

/** An environment whose `git` waits before it pushes until this many processes are about to. */
export function pushTogether(processes: number): NodeJS.ProcessEnv {
  const folder = testFolder();
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const real = git('.', ['--exec-path']).trim();
  const script = [
    '#!/bin/sh',
    'case "$*" in *" push "*)',
    `  : > '${folder}/ready.'$$`,
    '  tries=0',
    `  while [ "$(ls '${folder}' | grep -c ready)" -lt ${processes} ] && [ $tries -lt 600 ]; do sleep 0.05; tries=$((tries + 1)); done;;`,
    'esac',
    `exec '${real}/git' "$@"`,
    '',
  ].join('\n');
  writeFileSync(join(bin, 'git'), script);
  chmodSync(join(bin, 'git'), 0o755);
  return { ...GIT_ENV, PATH: `${bin}:${GIT_ENV['PATH']}` };
}
