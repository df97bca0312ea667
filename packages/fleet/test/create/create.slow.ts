import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Created, type CreateOptions, openFleet } from '@goldenpath/fleet';
import { backstageServer } from '@goldenpath/testing/backstage-server';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { bareRepository, commitAs, filesIn, git, PLAIN_ENV } from '@goldenpath/testing/git';
import { githubServer, type ServedRepository } from '@goldenpath/testing/github-server';
import { writtenFleet } from '@goldenpath/testing/written-fleet';

jest.setTimeout(300_000);

const SHOP = {
  kind: 'stateless-app',
  name: 'shop',
  description: 'Sells things',
  owner: 'app-team',
  runtime: 'node',
};
const INITIAL = { 'README.md': '# shop\nSells things' };
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** An organisation whose stack made the repository, as GitHub makes it. */
async function organisation({
  files = INITIAL,
  exists = true,
  ...settings
}: Partial<ServedRepository> & { files?: Readonly<Record<string, string>>; exists?: boolean } = {}) {
  const folder = bareRepository(files);
  const cwd = writtenFleet([SHOP]);
  const owner = /^organisation: (\S+)/m.exec(readFileSync(join(cwd, 'platform.yaml'), 'utf8'))?.[1] ?? '';
  const github = await githubServer(exists ? { [`${owner}/shop`]: { folder, ...settings } } : {});
  const backstage = await backstageServer();
  closers.push(github.close, backstage.close);
  // Git takes the address on GitHub for the folder of the test.
  const config = `[url "${folder}"]\n\tinsteadOf = https://github.com/${owner}/shop.git\n`;
  const env = {
    ...PLAIN_ENV,
    GIT_CONFIG_GLOBAL: join(testFolder({ config }), 'config'),
    GITHUB_API_URL: github.url,
    GITHUB_TOKEN: 'ghs_ofTheTests',
    BACKSTAGE_URL: backstage.url,
    BACKSTAGE_TOKEN: 'backstage_ofTheTests',
  };
  return {
    cwd,
    env,
    folder,
    github,
    backstage,
    target: `https://github.com/${owner}/shop/blob/main/catalog-info.yaml`,
    record: join(cwd, '.goldenpath', 'create', 'shop.json'),
    pulls: () => github.pulls(`${owner}/shop`),
    commits: () => Number(git(folder, ['rev-list', '--count', 'main'])),
    create: (options: CreateOptions = {}, more: Readonly<Record<string, string>> = {}) =>
      openFleet({ cwd, env: { ...env, ...more } }).create('shop', options),
  };
}

const outcomes = ({ steps }: Created) => steps.map(({ step, outcome }) => `${step} ${outcome}`);

/** As GitHub does for a protected branch. */
function protect(folder: string): () => void {
  const hook = join(folder, 'hooks', 'pre-receive');
  const check =
    'while read -r _ _ ref; do [ "$ref" != refs/heads/main ] || { echo "GH006: Protected branch update failed for refs/heads/main." >&2; exit 1; }; done\n';
  writeFileSync(hook, `#!/bin/sh\n${check}`);
  chmodSync(hook, 0o755);
  return () => writeFileSync(hook, '#!/bin/sh\n');
}

test('a new repository gets its files and its registration, and a second run does nothing', async () => {
  const { create, folder, backstage, target, cwd, record, commits } = await organisation();
  expect(outcomes(await create())).toEqual(['repository unchanged', 'commit done', 'catalog done', 'backstage done']);
  const files = filesIn(folder);
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['.goldenpath.json', 'src/server.ts', 'package-lock.json']),
  );
  expect(files['README.md']).toContain('## Run it');
  expect([...backstage.locations.values()]).toEqual([target]);
  expect(readFileSync(join(cwd, 'dist/catalog/all.yaml'), 'utf8')).toContain('./components/shop.yaml');
  expect(JSON.parse(readFileSync(record, 'utf8'))).toMatchObject({
    commit: { branch: 'main', commit: git(folder, ['rev-parse', 'main']).trim() },
    backstage: { target },
  });
  expect(outcomes(await create())).toEqual([
    'repository unchanged',
    'commit unchanged',
    'catalog unchanged',
    'backstage unchanged',
  ]);
  expect(commits()).toBe(2);
});

test('`--undo` removes everything that was created, and `create` can start again', async () => {
  const { create, folder, backstage, record } = await organisation();
  await create();
  expect(outcomes(await create({ undo: true, dryRun: true }))).toEqual(['backstage planned', 'commit planned']);
  expect(backstage.locations.size).toBe(1);
  expect(outcomes(await create({ undo: true }))).toEqual(['backstage undone', 'commit undone']);
  expect(filesIn(folder)).toEqual(INITIAL);
  expect([backstage.locations.size, existsSync(record)]).toEqual([0, false]);
  expect(outcomes(await create({ undo: true }))).toEqual(['backstage skipped', 'commit skipped']);
  expect(outcomes(await create())).toEqual([
    'repository unchanged',
    'commit done',
    'catalog unchanged',
    'backstage done',
  ]);
  expect(filesIn(folder)).toHaveProperty(['src/server.ts']);
});

test('a dry run shows the steps and changes nothing', async () => {
  const { create, folder, backstage, record, cwd, github } = await organisation();
  expect(outcomes(await create({ dryRun: true }))).toEqual([
    'repository unchanged',
    'commit planned',
    'catalog planned',
    'backstage planned',
  ]);
  expect(filesIn(folder)).toEqual(INITIAL);
  expect([backstage.locations.size, existsSync(record), existsSync(join(cwd, 'dist')), github.changes]).toEqual([
    0,
    false,
    false,
    [],
  ]);
});

test('a protected branch gets a pull request, and the run after the merge finishes', async () => {
  const { create, folder, pulls, backstage } = await organisation();
  const unprotect = protect(folder);
  expect(outcomes(await create())).toEqual([
    'repository unchanged',
    'commit waiting',
    'catalog done',
    'backstage waiting',
  ]);
  expect(outcomes(await create())).toEqual([
    'repository unchanged',
    'commit waiting',
    'catalog unchanged',
    'backstage waiting',
  ]);
  expect([pulls().length, backstage.locations.size]).toEqual([1, 0]);
  unprotect();
  git(folder, ['update-ref', 'refs/heads/main', 'goldenpath/create']);
  expect(outcomes(await create())).toEqual([
    'repository unchanged',
    'commit unchanged',
    'catalog unchanged',
    'backstage done',
  ]);
});

test('`--undo` closes the pull request and removes its branch', async () => {
  const { create, folder, pulls } = await organisation();
  protect(folder);
  await create();
  expect(outcomes(await create({ undo: true }))).toEqual(['backstage skipped', 'commit undone']);
  expect(pulls().map(({ state }) => state)).toEqual(['closed']);
  expect(git(folder, ['for-each-ref', '--format=%(refname)'])).toBe('refs/heads/main\n');
});

/** Runs `create` in a process that is killed when a step has its effect, before it is recorded. */
async function killedAfter(
  step: string,
  { env, cwd }: { readonly env: Readonly<Record<string, string>>; readonly cwd: string },
  undo = false,
): Promise<void> {
  const program = `
    const { openFleet } = require('@goldenpath/fleet');
    const onProgress = (progress) => {
      if (progress.kind === 'create-step' && progress.step === process.env.KILL_AFTER) process.kill(process.pid, 'SIGKILL');
    };
    openFleet({ cwd: process.env.FLEET, env: process.env, onProgress })
      .create('shop', { undo: ${String(undo)} })
      .then(() => process.exit(0));`;
  const child = spawn(process.execPath, ['--eval', program], {
    cwd: ROOT,
    env: { ...env, FLEET: cwd, KILL_AFTER: step },
    stdio: 'ignore',
  });
  expect(await new Promise((resolve) => child.on('close', (_, signal) => resolve(signal)))).toBe('SIGKILL');
}

test.each(['commit', 'catalog', 'backstage'])(
  'a run that is killed in step %s is finished by the next',
  async (step) => {
    const place = await organisation();
    const { create, folder, backstage, target, commits } = place;
    await killedAfter(step, place);
    expect(filesIn(folder)).toHaveProperty(['src/server.ts']);
    await create();
    expect([commits(), [...backstage.locations.values()]]).toEqual([2, [target]]);
  },
);

test.each(['commit', 'catalog', 'backstage'])(
  '`--undo` removes what a run left that was killed in step %s',
  async (step) => {
    const place = await organisation();
    await killedAfter(step, place);
    await place.create({ undo: true });
    expect([filesIn(place.folder), place.backstage.locations.size, existsSync(place.record)]).toEqual([
      INITIAL,
      0,
      false,
    ]);
  },
);

test.each(['undo-backstage', 'undo-pull-request', 'undo-commit'])(
  '`--undo` that is killed at %s is finished by the next',
  async (step) => {
    const place = await organisation();
    await place.create();
    await killedAfter(step, place, true);
    await place.create({ undo: true });
    expect([filesIn(place.folder), place.backstage.locations.size, existsSync(place.record)]).toEqual([
      INITIAL,
      0,
      false,
    ]);
  },
);

test('a run that is killed before it opens the pull request is completed by the next one', async () => {
  const place = await organisation();
  protect(place.folder);
  await killedAfter('branch', place);
  expect(place.pulls()).toEqual([]);
  expect(outcomes(await place.create())).toContain('commit waiting');
  expect(place.pulls().map(({ state }) => state)).toEqual(['open']);
});

test('runs at the same time wait for each other, and record what was made', async () => {
  const { create, commits, backstage, folder, record } = await organisation();
  const both = await Promise.all([create(), create()]);
  expect(both.map(outcomes).sort()).toEqual([
    ['repository unchanged', 'commit done', 'catalog done', 'backstage done'],
    ['repository unchanged', 'commit unchanged', 'catalog unchanged', 'backstage unchanged'],
  ]);
  expect([commits(), backstage.locations.size]).toEqual([2, 1]);
  expect(JSON.parse(readFileSync(record, 'utf8'))).toHaveProperty(
    'commit.commit',
    git(folder, ['rev-parse', 'main']).trim(),
  );
  await Promise.all([create({ undo: true }), create({ undo: true })]);
  expect([filesIn(folder), backstage.locations.size, existsSync(record)]).toEqual([INITIAL, 0, false]);
});

test('a failure in Backstage keeps the commit, and the next run completes', async () => {
  const { create, folder, backstage, commits } = await organisation();
  await expect(create({}, { BACKSTAGE_TOKEN: 'wrong' })).rejects.toMatchObject({
    summary: expect.stringContaining('refused the request (401)') as string,
    remedy: expect.stringContaining('run this again') as string,
  });
  expect(filesIn(folder)).toHaveProperty(['src/server.ts']);
  await create();
  expect([commits(), backstage.locations.size]).toEqual([2, 1]);
});

test('before its stack is applied, the error says so, and a dry run shows the steps', async () => {
  const { create } = await organisation({ exists: false });
  await expect(create()).rejects.toMatchObject({
    remedy: expect.stringContaining('goldenpath deploy --only shop') as string,
  });
  expect(outcomes(await create({ dryRun: true }))).toEqual([
    'repository waiting',
    'commit planned',
    'catalog planned',
    'backstage planned',
  ]);
});

test.each([
  ['a repository with code', { files: { 'main.py': 'print()\n' } }, 'it has main.py'],
  ['the repository of another application', { files: { '.goldenpath.json': '{}\n' } }, 'is not the one of shop'],
  ['an archived repository', { isArchived: true }, 'is archived'],
])('%s is refused and stays as it is', async (_, settings, message) => {
  const { create, folder, backstage } = await organisation(settings);
  const before = git(folder, ['for-each-ref']);
  await expect(create()).rejects.toThrow(message);
  expect([git(folder, ['for-each-ref']), backstage.locations.size]).toEqual([before, 0]);
});

test('an empty repository and one with template files can be started too', async () => {
  const empty = await organisation({ files: {} });
  await empty.create();
  expect(filesIn(empty.folder)).toHaveProperty(['src/server.ts']);
  const kept = await organisation({ files: { 'README.md': '# Ours\n', LICENSE: 'MIT\n' } });
  await kept.create();
  expect(filesIn(kept.folder)).toMatchObject({ 'README.md': '# Ours\n', LICENSE: 'MIT\n' });
});

test('commits of the team are never reverted', async () => {
  const { create, folder, record } = await organisation();
  await create();
  commitAs(folder, 'Team', { 'src/own.ts': 'export {};\n' });
  await expect(create({ undo: true })).rejects.toThrow('has commits after the first one');
  expect(filesIn(folder)).toHaveProperty(['src/own.ts']);
  expect(existsSync(record)).toBe(true);
});

test('no token is in the record or in an error', async () => {
  const { create, record } = await organisation();
  await create();
  expect(readFileSync(record, 'utf8')).not.toMatch(/ofTheTests/);
  await expect(create({ backstage: 'http://backstage.example.org' })).rejects.toThrow('over HTTPS');
});
