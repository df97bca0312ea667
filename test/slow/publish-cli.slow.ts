import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ended, ended, goldenpath, run, startGoldenpath } from '@goldenpath/testing/command';
import { ROOT } from '@goldenpath/testing/fleet';
import { releaseInTree } from '@goldenpath/testing/releases/fleet';
import { testFolder, writeFiles } from '@goldenpath/testing/folders';

/** Nobody's own configuration counts; and a locale and a time zone that change what is careless. */
const ENV = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  LANG: 'tr_TR.UTF-8',
  LC_ALL: 'tr_TR.UTF-8',
  LANGUAGE: 'de',
  TZ: 'Pacific/Kiritimati',
};

const APP = (name: string, more = '') =>
  `kind: stateless-app\nname: ${name}\ndescription: What ${name} is.\nowner: app-team\nrisk: low\n${more}`;
const STATEFUL = (name: string, more = '') =>
  `kind: stateful-app\nname: ${name}\ndescription: What ${name} keeps.\nowner: app-team\nimage: redis:7.4\nport: 6379\nstorage: { size: 1Gi, mountPath: /data }\n${more}`;

const PLATFORM = readFileSync(join(ROOT, 'platform.yaml'), 'utf8');

interface PublishedFleet {
  readonly folder: string;
  /** The remote repository, beside the fleet. */
  readonly remote: string;
  readonly temporary: string;
  readonly goldenpath: (...args: string[]) => Promise<Ended>;
  readonly git: (...args: string[]) => Promise<string>;
  readonly publish: (...args: string[]) => Promise<Ended>;
  readonly files: () => Promise<Record<string, string>>;
}

/** A fleet, synthesised with a release in each environment, and an empty repository; the paths of both have spaces. */
async function publishedFleet(apps: Readonly<Record<string, string>>, platform = PLATFORM): Promise<PublishedFleet> {
  const folder = testFolder(
    {
      'platform.yaml': platform,
      ...Object.fromEntries(Object.entries(apps).map(([name, text]) => [`apps/${name}/app.yaml`, text])),
    },
    'golden path ',
  );
  const remote = join(testFolder({}, 'a remote '), 'git ops.git');
  const temporary = testFolder();
  const env = { ...ENV, TMPDIR: temporary };
  const git = async (...args: string[]) => {
    const { code, stdout, stderr } = await run('git', ['--git-dir', remote, ...args], { env: ENV });
    if (code !== 0) throw new Error(stderr);
    return stdout;
  };
  await run('git', ['init', '--quiet', '--bare', '--initial-branch=main', remote], { env: ENV });
  const inFolder = (...args: string[]) => goldenpath(args, { cwd: folder, env });
  const made: PublishedFleet = {
    folder,
    remote,
    temporary,
    goldenpath: inFolder,
    git,
    publish: (...args) => inFolder('publish', '--repo', remote, ...args),
    files: async () => {
      const paths = (await git('ls-tree', '-r', '-z', '--name-only', 'main')).split('\0').filter((path) => path !== '');
      const texts = await Promise.all(paths.map((path) => git('cat-file', 'blob', `main:${path}`)));
      return Object.fromEntries(paths.map((path, index) => [path, texts[index] ?? '']));
    },
  };
  await made.goldenpath('synth', '--quiet', '--plane', 'manifests');
  releaseInTree(join(folder, 'dist', 'gitops'), '0a1b2c3');
  await made.goldenpath('synth', '--quiet', '--plane', 'manifests');
  return made;
}

/** Everything in a folder, as one hash. */
function hashOf(folder: string): string {
  const hash = createHash('sha256');
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    hash.update(path).update(entry.isFile() ? readFileSync(path) : '');
  }
  return hash.digest('hex');
}

/** A commit of a person's, made as people make them. */
async function commitAs(w: PublishedFleet, who: string, change: (clone: string) => void): Promise<void> {
  const clone = join(testFolder(), 'clone');
  const git = (...args: string[]) =>
    run('git', ['-c', `user.name=${who}`, '-c', 'user.email=p@example.org', ...args], { env: ENV });
  await git('clone', '--quiet', w.remote, clone);
  change(clone);
  await git('-C', clone, 'add', '--all');
  await git('-C', clone, 'commit', '--quiet', '--message', 'By hand');
  expect((await git('-C', clone, 'push', '--quiet', 'origin', 'HEAD:main')).code).toBe(0);
}

test('exactly the synthesised files are published, and a second run does nothing', async () => {
  const w = await publishedFleet({ web: APP('web'), worker: APP('worker', 'ingress: false\n') });
  const before = hashOf(w.folder);
  const dry = await w.publish('--dry-run');
  expect(dry).toMatchObject({ code: 0, stderr: '' });
  expect(dry.stdout).toContain('  + apps/web/deploy/base/deployment.yaml\n');
  expect(dry.stdout).toContain(
    '    Publish the platform and 2 applications\n\n    argocd: configuration added\n    platform: dev, test, staging, prod added\n    web: base, dev, test, staging, prod added\n',
  );
  await expect(w.git('rev-parse', 'main')).rejects.toThrow();

  expect(await w.publish()).toMatchObject({ code: 0, stderr: '' });
  const files = await w.files();
  const local = join(w.folder, 'dist', 'gitops');
  const published = Object.entries(files).filter(([path]) => !path.startsWith('.goldenpath/'));
  expect(published.length).toBeGreaterThan(20);
  for (const [path, text] of published) expect(readFileSync(join(local, path), 'utf8')).toBe(text);
  expect(Object.keys(files).filter((path) => path.startsWith('.goldenpath/'))).toEqual([
    '.goldenpath/apps/web.json',
    '.goldenpath/apps/worker.json',
    '.goldenpath/argocd.json',
    '.goldenpath/platform.json',
  ]);
  expect(
    await w.git('log', '-1', '--format=%an|%cn|%s|%(trailers:key=Goldenpath-Publish,valueonly,separator=%x2C)'),
  ).toBe('goldenpath|goldenpath|Publish the platform and 2 applications|@argocd,@platform,web,worker\n');

  const again = await w.publish('--json');
  expect(JSON.parse(again.stdout)).toEqual({
    dryRun: false,
    publications: [
      {
        repository: w.remote,
        branch: 'main',
        commit: null,
        attempts: 1,
        message: null,
        apps: [],
        unreleased: [],
        edits: [],
      },
    ],
  });
  expect(hashOf(w.folder)).toBe(before);
  expect(readdirSync(w.temporary)).toEqual([]);
  await w.git('fsck', '--strict');
});

test('released tags and a person’s files are kept, and edits of generated files are reported and replaced', async () => {
  const w = await publishedFleet({ web: APP('web') });
  await w.publish();
  const kustomization = 'apps/web/deploy/overlays/prod/kustomization.yaml';
  const own = { 'apps/web/deploy/own.txt': 'theirs\r\n', 'docs/ü.md': 'no end of line' };
  await commitAs(w, 'Jo Person', (clone) => {
    writeFiles(clone, own);
    const file = join(clone, kustomization);
    writeFileSync(file, readFileSync(file, 'utf8').replace('prod-0a1b2c3', 'prod-1a2b3c4'));
    rmSync(join(clone, 'apps/web/deploy/base/service.yaml'));
    writeFileSync(join(clone, 'apps/web/deploy/base/deployment.yaml'), 'kind: Mine\n');
  });
  writeFiles(w.folder, { 'apps/web/app.yaml': APP('web', 'overrides: { prod: { replicas: 3 } }\n') });
  await w.goldenpath('synth', '--quiet', '--plane', 'manifests');
  const { stdout } = await w.publish('--json');
  const [{ edits, apps }] = JSON.parse(stdout).publications;
  expect(edits).toMatchObject([
    { path: 'apps/web/deploy/base/deployment.yaml', edit: 'changed', outcome: 'replaced', by: { author: 'Jo Person' } },
    { path: 'apps/web/deploy/base/service.yaml', edit: 'removed', outcome: 'replaced', by: { subject: 'By hand' } },
  ]);
  expect(apps[0].changes).toContainEqual({ path: kustomization, place: 'prod', change: 'changed' });
  const files = await w.files();
  expect(files).toMatchObject(own);
  expect(files[kustomization]).toContain('newTag: prod-1a2b3c4\n');
  expect(await w.git('log', '-1', '--format=%B')).toContain(
    '- apps/web/deploy/base/deployment.yaml: edited by Jo Person',
  );
  expect((await w.publish()).stdout).toMatch(/^Nothing to publish/);
});

test('a removed application is deleted, and files that it kept only on request', async () => {
  const w = await publishedFleet({ web: APP('web'), cache: STATEFUL('cache'), old: APP('old') });
  await w.publish();
  rmSync(join(w.folder, 'apps', 'old'), { recursive: true });
  await w.goldenpath('synth', '--quiet', '--plane', 'manifests');
  expect((await w.publish()).stdout).toMatch(/^old {2}removed\nCommit /);
  expect(Object.keys(await w.files()).some((path) => path.includes('/old'))).toBe(false);

  rmSync(join(w.folder, 'apps', 'cache'), { recursive: true });
  await w.goldenpath('synth', '--quiet', '--plane', 'manifests');
  const before = await w.git('rev-parse', 'main');
  const refused = await w.publish();
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('the storage of cache in dev');
  const yaml = /^accept:\n(?: .*\n)+/m.exec(refused.stderr)?.[0] ?? '';
  expect(yaml).toContain('  - rule: storage-loss\n    apps: [cache]\n    environments: [dev, test, staging, prod]\n');
  expect(await w.git('rev-parse', 'main')).toBe(before);

  writeFiles(w.folder, { 'platform.yaml': PLATFORM + yaml });
  expect(await w.publish()).toMatchObject({ code: 0, stdout: expect.stringMatching(/^cache {2}removed\n/) });
});

test('only the named application is published, and an unknown one is an error', async () => {
  const w = await publishedFleet({ web: APP('web'), worker: APP('worker'), old: APP('old') });
  expect((await w.publish('--only', 'web,old')).stdout).toContain('web  base, dev, test, staging, prod added\n');
  expect(Object.keys(await w.files()).some((path) => path.includes('/worker'))).toBe(false);
  expect(await w.publish('--only', 'wbe')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no application "wbe" in the fleet or in'),
  });
  rmSync(join(w.folder, 'apps', 'old'), { recursive: true });
  // Neither does it matter what is there of others, nor is anything needed of what goes.
  writeFileSync(join(w.folder, 'dist/gitops/apps/worker/deploy/base/service.yaml'), 'x');
  expect((await w.publish('--only', 'web')).stdout).toMatch(/^Nothing to publish/);
  rmSync(join(w.folder, 'dist'), { recursive: true });
  expect((await w.publish('--only', 'old')).stdout).toMatch(/^old {2}removed\n/);
  expect(Object.keys(await w.files()).some((path) => path.includes('/web/'))).toBe(true);

  rmSync(join(w.folder, 'apps'), { recursive: true });
  mkdirSync(join(w.folder, 'apps'));
  await w.goldenpath('synth', '--quiet', '--plane', 'manifests');
  const before = await w.git('rev-parse', 'main');
  expect((await w.publish()).code).toBe(1);
  expect(await w.git('rev-parse', 'main')).toBe(before);
});

test('an application that was not synthesised, or changed since, is not published', async () => {
  const w = await publishedFleet({ web: APP('web'), worker: APP('worker') });
  writeFiles(w.folder, { 'apps/web/app.yaml': APP('web', 'replicas: 3\n') });
  expect(await w.publish()).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('is out of date: web or goldenpath changed since it was synthesised'),
  });
  expect(await w.publish('--only', 'worker')).toMatchObject({ code: 0 });
  writeFileSync(join(w.folder, 'dist/gitops/apps/worker/deploy/base/service.yaml'), 'x');
  expect((await w.publish()).stderr).toContain('base/service.yaml was changed since it was generated');
  expect((await w.publish('--from', 'nowhere')).stderr).toContain('Nothing has been generated in');
  expect((await w.publish('--from', 'a', '--out', 'b')).stderr).toContain('cannot be combined');
  expect((await w.publish('--from', '')).stderr).toContain('`--from` is empty');
});

test('the manifests of `npx cdk8s synth` are published as well', async () => {
  const w = await publishedFleet({ web: APP('web') });
  writeFileSync(
    join(w.folder, 'cdk8s.yaml'),
    readFileSync(join(ROOT, 'cdk8s.yaml'), 'utf8').replace('node scripts/', `node "${join(ROOT, 'scripts')}"/`),
  );
  rmSync(join(w.folder, 'dist'), { recursive: true });
  const cdk8s = await run(join(ROOT, 'node_modules', '.bin', 'cdk8s'), ['synth'], {
    cwd: w.folder,
    env: { ...ENV, CI: '1', HOME: testFolder(), CHECKPOINT_DISABLE: '1', DISABLE_VERSION_CHECK: '1' },
  });
  expect(cdk8s).toMatchObject({ code: 0 });
  expect(await w.publish('--from', 'dist/cdk8s')).toMatchObject({ code: 0, stderr: '' });
  expect((await w.publish()).stdout).toMatch(/^Nothing to publish/);
});

test('a branch for a pull request grows out of the one that is watched', async () => {
  const w = await publishedFleet({ web: APP('web'), worker: APP('worker') });
  await w.publish('--only', 'web');
  const main = await w.git('rev-parse', 'main');
  const { stdout } = await w.publish('--pull-request', 'publish/worker');
  expect(stdout).toContain('Open a pull request from publish/worker into main.\n');
  expect(await w.git('rev-parse', 'main', 'publish/worker^')).toBe(main + main);
  expect((await w.publish('--pull-request', 'main')).stderr).toContain('is the branch that Argo CD watches');
  expect((await w.publish('--branch', 'a b')).stderr).toContain('"a b" is not a valid branch name.');
  expect((await w.publish('--pull-request', 'x', '--branch', 'gone')).stderr).toContain('There is no branch gone in');
});

test('where each application has its own repository, each gets its own manifests', async () => {
  const platform = PLATFORM.replace('layout: central', 'layout: app-repositories');
  const w = await publishedFleet({ web: APP('web'), worker: APP('worker') }, platform);
  const folder = testFolder();
  for (const app of ['web', 'worker'])
    await run('git', ['init', '--quiet', '--bare', '--initial-branch=main', join(folder, `${app}.git`)], { env: ENV });
  const several = await w.publish();
  expect(several).toMatchObject({ code: 1, stderr: expect.stringContaining('put `{app}` in place of its name') });
  const each = await w.goldenpath('publish', '--repo', join(folder, '{app}.git'));
  expect(each).toMatchObject({ code: 0, stderr: '' });
  for (const app of ['web', 'worker']) {
    const { stdout } = await run(
      'git',
      ['--git-dir', join(folder, `${app}.git`), 'ls-tree', '-r', '--name-only', 'main'],
      {
        env: ENV,
      },
    );
    expect(stdout).toContain(`.goldenpath/apps/${app}.json\n`);
    expect(stdout).toContain('\ndeploy/overlays/prod/kustomization.yaml\n');
  }
  rmSync(join(folder, 'web.git'), { recursive: true });
  writeFiles(w.folder, { 'apps/worker/app.yaml': APP('worker', 'replicas: 2\n') });
  await w.goldenpath('synth', '--quiet', '--plane', 'manifests');
  const half = await w.goldenpath('publish', '--repo', join(folder, '{app}.git'));
  expect(half).toMatchObject({ code: 1, stdout: expect.stringContaining('worker  ') });
  expect(half.stderr).toContain('There is no Git repository at');
});

test('several at once, as pipelines run them, lose nothing', async () => {
  const names = ['one', 'two', 'three', 'four', 'five', 'six'];
  const w = await publishedFleet(Object.fromEntries(names.map((name) => [name, APP(name)])));
  const ends = await Promise.all(names.map((name) => w.publish('--only', name)));
  for (const { code, stderr } of ends) expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect((await w.git('log', '--format=%s', 'main')).trim().split('\n').sort()).toEqual(
    names.map((name) => `Publish ${name}: base, dev, test, staging, prod`).sort(),
  );
  await w.publish();
  expect(await w.git('log', '-1', '--format=%s', 'main')).toBe('Publish the platform\n');
  expect((await w.publish()).stdout).toMatch(/^Nothing to publish/);
});

test('a Ctrl-C ends it, and nothing is left behind', async () => {
  const w = await publishedFleet({ web: APP('web') });
  const ssh = join(testFolder({ ssh: '#!/bin/sh\necho begun >&2\nexec sleep 600\n' }), 'ssh');
  chmodSync(ssh, 0o755);
  const child = startGoldenpath(['publish', '--repo', 'ssh://git@example.org/x.git'], {
    cwd: w.folder,
    env: { ...ENV, TMPDIR: w.temporary, GIT_SSH_COMMAND: ssh },
  });
  const end = ended(child);
  while (readdirSync(w.temporary).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise((resolve) => setTimeout(resolve, 300));
  child.kill('SIGINT');
  const { code, stderr } = await end;
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'error: The run was stopped. Run it again to finish. No partial change was made.\n',
  });
  expect(readdirSync(w.temporary)).toEqual([]);
});

test('a secret in the address or the environment is not printed', async () => {
  const w = await publishedFleet({ web: APP('web') });
  const env = { ...ENV, GITHUB_TOKEN: 'ghp_plantedSecret12345' };
  const ends = [
    await w.goldenpath('publish', '--repo', 'https://joe:plantedSecret@example.org/x.git', '--json'),
    await goldenpath(['publish', '--repo', 'http://127.0.0.1:9/ghp_plantedSecret12345'], { cwd: w.folder, env }),
  ];
  for (const { code, stdout, stderr } of ends) {
    expect(code).toBe(1);
    expect(stdout + stderr).not.toContain('plantedSecret');
  }
});

test('without Git it says so', async () => {
  const w = await publishedFleet({ web: APP('web') });
  const { code, stderr } = await goldenpath(['publish', '--repo', w.remote], {
    cwd: w.folder,
    env: { ...ENV, PATH: testFolder() },
  });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'error: There is no `git` program on the PATH. Install Git 2.29 or newer, then run this again.\n',
  });
});
