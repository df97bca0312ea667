import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '@goldenpath/testing/fleet';
import { copyOfFleet, goldenpathIn } from '@goldenpath/testing/simulated-fleet';
import { git } from '@goldenpath/testing/workflow-run';

/** A repository with the example fleet, or with a fleet in a folder of it. */
async function repository(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = copyOfFleet();
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  fs.writeFileSync(path.join(folder, '.gitignore'), 'node_modules\n');
  await git(folder, ['init', '--quiet']);
  await commit(folder);
  return folder;
}

async function commit(folder: string): Promise<string> {
  await git(folder, ['add', '--all']);
  await git(folder, ['commit', '--quiet', '--allow-empty', '-m', 'Change']);
  return (await git(folder, ['rev-parse', 'HEAD'])).trim();
}

function edit(folder: string, file: string, from: string, to: string): void {
  const text = fs.readFileSync(path.join(folder, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  fs.writeFileSync(path.join(folder, file), text.replace(from, to));
}

interface Report {
  readonly base: { readonly commit: string } | null;
  readonly head: { readonly commit: string | null };
  readonly everything: string | null;
  readonly notes: readonly string[];
  readonly targets: readonly string[];
  readonly stacks: readonly { readonly stack: string; readonly environment: string | null }[];
  readonly removed: readonly { readonly stack: string }[];
  readonly manifests: readonly { readonly app: string; readonly change: string }[];
}

async function report(folder: string, ...args: string[]): Promise<Report> {
  const { code, stdout, stderr } = await goldenpathIn(folder, ['affected', '--json', ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Report;
}

test('the working tree is compared with a commit, and a commit with another', async () => {
  const folder = await repository();
  const first = (await git(folder, ['rev-parse', 'HEAD'])).trim();
  expect(await report(folder, '--base', 'main')).toMatchObject({
    everything: null,
    stacks: [],
    removed: [],
    manifests: [],
  });
  edit(folder, 'platform.yaml', 'size: medium', 'size: large');
  const uncommitted = await report(folder, '--base', 'main');
  expect(uncommitted.stacks.map(({ stack }) => stack)).toEqual(['platform-prod']);
  expect(uncommitted).toMatchObject({ base: { commit: first }, head: { commit: null } });
  const second = await commit(folder);
  expect(await report(folder, '--base', 'main')).toMatchObject({ stacks: [] });
  const between = await report(folder, '--base', first, '--head', second);
  expect(between.stacks).toEqual(uncommitted.stacks);
  expect(between.head.commit).toBe(second);
  // The command leaves no files.
  expect(await git(folder, ['status', '--porcelain'])).toBe('');
});

test('a removed application is destroyed; changed generators affect everything', async () => {
  const folder = await repository({ 'package.json': '{"dependencies":{"@goldenpath/cli":"1"}}' });
  fs.rmSync(path.join(folder, 'apps/reporting-db'), { recursive: true });
  const left = await report(folder, '--base', 'main');
  // It had the largest database on the shared instance of production.
  expect(left.stacks.map(({ stack }) => stack)).toEqual(['platform-prod']);
  expect(left.removed.map(({ stack }) => stack)).toEqual(['app-reporting-db-dev', 'app-reporting-db-prod']);
  fs.writeFileSync(path.join(folder, 'package.json'), '{"dependencies":{"@goldenpath/cli":"2"}}');
  const upgraded = await report(folder, '--base', 'main');
  expect(upgraded.everything).toBe('other generators');
  expect(upgraded.stacks).toHaveLength(18);
  expect(upgraded.removed).toEqual(left.removed);
});

test("a base that is invalid with today's generators can still be compared", async () => {
  const folder = await repository({
    'package.json': '{"version":"1"}',
    'apps/old/app.yaml': 'kind: forgotten\nname: old\n',
  });
  fs.rmSync(path.join(folder, 'apps/old'), { recursive: true });
  const refused = await goldenpathIn(folder, ['affected', '--base', 'main']);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('The fleet of main is invalid') });
  fs.writeFileSync(path.join(folder, 'package.json'), '{"dependencies":{"goldenpath":"2"}}');
  const { code, stdout } = await goldenpathIn(folder, ['affected', '--base', 'main']);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringContaining('stacks that left the fleet are unknown'),
  });
});

test('without a base the whole fleet is affected, limited to the given environment', async () => {
  const folder = await repository();
  const all = await report(folder);
  expect(all).toMatchObject({ base: null, everything: 'no base' });
  expect(all.targets).toEqual(['organisation-wide', 'dev', 'test', 'staging', 'prod']);
  expect(all.stacks).toHaveLength(20);
  const dev = await report(folder, '--env', 'dev', '--plane', 'infra');
  expect(dev.stacks.map(({ stack }) => stack)).toEqual([
    'platform-dev',
    'app-orders-api-dev',
    'app-receipts-dev',
    'app-reporting-db-dev',
  ]);
  expect(dev.manifests).toEqual([]);
  const none = await report(folder, '--env', 'organisation-wide');
  expect(none.stacks.length).toBeGreaterThan(0);
  expect(none.stacks.filter(({ environment }) => environment !== null)).toEqual([]);
});

test.each([
  [['--base', 'nowhere'], '"nowhere" is not a commit in this clone'],
  [['--base', '--upload-pack=touch owned'], 'is not a commit in this clone'],
  [['--base', 'main', '--env', 'prd'], 'There is no environment "prd"'],
  [['--shards', '0'], 'Give a whole number from 1 to 256'],
  [['--shards', '257'], 'Give a whole number from 1 to 256'],
])('%j is a mistake that is explained', async (args, message) => {
  const { code, stdout, stderr } = await goldenpathIn(await repository(), ['affected', ...args]);
  expect({ code, said: stdout + stderr }).toEqual({ code: 1, said: expect.stringContaining(message) });
});

test('outside a repository there is nothing to compare with', async () => {
  const { code, stderr } = await goldenpathIn(copyOfFleet(), ['affected', '--base', 'main']);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('is not in a Git repository') });
});

test('one edit among a thousand applications is found', async () => {
  const apps = Object.fromEntries(
    Array.from({ length: 1000 }, (_, index) => [
      `apps/bulk-${index}/app.yaml`,
      JSON.stringify({
        kind: 'backend-app-rds',
        name: `bulk-${index}`,
        description: 'One of many',
        owner: 'app-team',
        database: { name: `bulk_${index}`, username: `bulk_${index}` },
      }),
    ]),
  );
  const folder = await repository(apps);
  edit(folder, 'apps/bulk-500/app.yaml', '"owner":"app-team"', '"owner":"data-team"');
  const { code, stdout } = await goldenpathIn(folder, ['affected', '--base', 'main', '--format', 'matrix']);
  expect(code).toBe(0);
  const { include } = JSON.parse(stdout) as { include: { stacks: string }[] };
  expect(include.map(({ stacks }) => stacks)).toEqual([
    'app-bulk-500',
    ...['dev', 'test', 'staging', 'prod'].map((environment) => `app-bulk-500-${environment}`),
  ]);
});
