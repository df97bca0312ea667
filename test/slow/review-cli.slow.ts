import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Review } from '@goldenpath/review';
import { ended, startGoldenpath } from '@goldenpath/testing/command';
import { testFolder, writeFiles } from '@goldenpath/testing/folders';
import { applyEdit, commitAll, type Edit, repositoryWith } from '@goldenpath/testing/review-cases';
import { cloudlessEnvironment, goldenpathIn } from '@goldenpath/testing/simulated-fleet';
import { run } from '@goldenpath/testing/command';

const MORE_PODS: Edit = {
  title: 'More pods',
  replace: { 'apps/orders/app.yaml': [['replicas: 3', 'replicas: 5']] },
};
const LOST_DATABASE: Edit = {
  title: 'A database goes',
  replace: { 'apps/ledger/app.yaml': [['environments: [dev, prod]', 'environments: [dev]']] },
};
const ACCEPTED =
  'accept:\n  - rule: database-loss\n    reason: Bookings moved to the data platform\n  - rule: secret-loss\n    reason: Bookings moved to the data platform\n';

async function review(folder: string, ...args: readonly string[]) {
  const { code, stdout, stderr } = await goldenpathIn(folder, ['review', '--base', 'main', ...args]);
  return { code, stdout, stderr };
}

async function reviewed(
  folder: string,
  ...args: readonly string[]
): Promise<{ code: number | string; review: Review }> {
  const { code, stdout, stderr } = await review(folder, '--format', 'json', ...args);
  if (stderr !== '') throw new Error(stderr);
  return { code, review: JSON.parse(stdout) as Review };
}

function git(folder: string, ...args: readonly string[]) {
  const who = ['-c', 'user.name=A Person', '-c', 'user.email=person@example.org'];
  return run('git', [...who, ...args], { cwd: folder });
}

test('an edit that changes nothing has an empty review', async () => {
  const folder = repositoryWith({
    title: 'A comment',
    replace: { 'apps/web/app.yaml': [['runtime: node', 'runtime: node # 24']] },
  });
  const { code, review: made } = await reviewed(folder);
  expect(code).toBe(0);
  expect(made).toMatchObject({
    affected: [],
    dependents: [],
    findings: [],
    platform: [],
    manifests: [],
    approvals: [],
    resources: { create: 0, update: 0, replace: 0, destroy: 0 },
    cost: { environments: [], monthlyDifference: 0 },
    verdict: { blocked: false },
  });
});

test('--json, --format json and a file hold the same; twice gives the same bytes; nothing is left behind', async () => {
  const folder = repositoryWith(MORE_PODS);
  const before = await git(folder, 'status', '--porcelain', '--ignored');
  const temporary = testFolder();
  const { stdout } = await review(folder, '--json');
  const again = await goldenpathIn(folder, ['review', '--format', 'json'], {
    LC_ALL: 'tr_TR.UTF-8',
    LANG: 'tr_TR.UTF-8',
    TZ: 'Pacific/Chatham',
    TMPDIR: temporary,
  });
  expect(again).toEqual({ code: 0, stdout, stderr: '' });
  const out = join(testFolder(), 'a folder');
  const files = ['json', 'md', 'html', 'txt'].flatMap((ending) => ['--output', join(out, `review.${ending}`)]);
  expect(await review(folder, ...files)).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(readFileSync(join(out, 'review.json'), 'utf8')).toBe(stdout);
  expect(readFileSync(join(out, 'review.md'), 'utf8')).toBe((await review(folder)).stdout);
  expect(readFileSync(join(out, 'review.html'), 'utf8')).toBe((await review(folder, '--format', 'html')).stdout);
  expect(readFileSync(join(out, 'review.txt'), 'utf8')).toBe((await review(folder, '--format', 'text')).stdout);
  expect(readdirSync(out).sort()).toEqual(['review.html', 'review.json', 'review.md', 'review.txt']);
  expect(await git(folder, 'status', '--porcelain', '--ignored')).toEqual(before);
  expect(readdirSync(temporary)).toEqual([]);
});

test('with --head, a commit is compared, whatever is in the working tree', async () => {
  const folder = repositoryWith(MORE_PODS);
  await git(folder, 'checkout', '--quiet', '-b', 'topic');
  await git(folder, 'commit', '--quiet', '--all', '--message', 'topic');
  const { review: there } = await reviewed(folder);
  applyEdit(folder, LOST_DATABASE);
  const { code, review: made } = await reviewed(folder, '--head', 'topic');
  expect(code).toBe(0);
  expect({ ...made, head: there.head }).toEqual(there);
  expect(made.head.ref).toBe('topic');
});

test('later commits of the base are not part of the change', async () => {
  const folder = repositoryWith({ title: 'Nothing yet' });
  await git(folder, 'checkout', '--quiet', '-b', 'topic');
  applyEdit(folder, MORE_PODS);
  await git(folder, 'commit', '--quiet', '--all', '--message', 'topic');
  await git(folder, 'checkout', '--quiet', 'main');
  applyEdit(folder, LOST_DATABASE);
  await git(folder, 'commit', '--quiet', '--all', '--message', 'main goes on');
  await git(folder, 'checkout', '--quiet', 'topic');
  const { code, review: made } = await reviewed(folder);
  expect(code).toBe(0);
  expect(made.affected.map(({ app, environment }) => [app, environment])).toEqual([['orders', 'prod']]);
});

test('a danger blocks, and no longer does if the spec accepts it', async () => {
  const blocked = await reviewed(repositoryWith(LOST_DATABASE));
  expect(blocked.code).toBe(1);
  expect(blocked.review.verdict.blocked).toBe(true);
  expect(blocked.review.resources.destroy).toBeGreaterThan(0);
  const folder = repositoryWith(LOST_DATABASE);
  const spec = join(folder, 'apps', 'ledger', 'app.yaml');
  writeFileSync(spec, `${readFileSync(spec, 'utf8')}${ACCEPTED}`);
  const accepted = await reviewed(folder);
  expect(accepted.code).toBe(0);
  expect(accepted.review.findings.find(({ rule }) => rule === 'database-loss')?.overridden).toBe(
    'Bookings moved to the data platform',
  );
});

test('a fleet that is new is added as a whole', async () => {
  const folder = testFolder({ README: 'x' });
  commitAll(folder);
  const fleet = repositoryWith({ title: 'Nothing' });
  for (const part of ['apps', 'platform.yaml']) renameSync(join(fleet, part), join(folder, part));
  const { code, review: made } = await reviewed(folder, '--no-plan');
  expect(code).toBe(0);
  expect(made.affected.length).toBeGreaterThan(15);
  expect(new Set(made.affected.map(({ change }) => change))).toEqual(new Set(['added']));
  expect(made.resources.create).toBeGreaterThan(50);
});

test('a fleet below the top of its repository, in a folder with a space, is reviewed from anywhere in it', async () => {
  const fleet = repositoryWith({ title: 'Nothing' });
  const folder = testFolder({ README: 'x' });
  for (const part of ['apps', 'platform.yaml']) {
    writeFiles(folder, { 'the fleet/x': '' });
    renameSync(join(fleet, part), join(folder, 'the fleet', part));
  }
  commitAll(folder);
  applyEdit(join(folder, 'the fleet'), MORE_PODS);
  const { code, review: made } = await reviewed(join(folder, 'the fleet', 'apps', 'web'), '--no-plan');
  expect(code).toBe(0);
  expect(made.affected.map(({ app, environment }) => [app, environment])).toEqual([['orders', 'prod']]);
});

describe('a person’s mistake has one clear error, and exit code 1', () => {
  test.each([
    ['no such base', ['--base', 'nowhere'], /"nowhere" is not a commit in this clone\. Use a branch/],
    ['a base that is a flag', ['--base=--all'], /"--all" is not a commit in this clone/],
    ['no such head', ['--head', 'v0;rm -rf'], /"v0;rm -rf" is not a commit in this clone/],
    ['no folder of plans', ['--plan', 'nowhere'], /nowhere is not a folder/],
    ['an empty folder of plans', ['--plan', '.git/refs/tags'], /There is no plan in/],
    [
      'a file where no file can be',
      ['--no-plan', '--output', '/dev/null/review.md'],
      /review\.md cannot be written \(E/,
    ],
    ['an unknown format', ['--format', 'pdf'], /Allowed choices are/],
    ['no number', ['--max-plans', '0'], /Pass a whole number of 1 or more/],
  ])('%s', async (_what, args, message) => {
    const folder = repositoryWith(MORE_PODS);
    const { code, stdout, stderr } = await goldenpathIn(folder, ['review', ...args]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(message);
  });

  test('a folder that is in no repository', async () => {
    const folder = repositoryWith(MORE_PODS);
    rmSync(join(folder, '.git'), { recursive: true });
    expect(await review(folder)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is not in a Git repository') as string,
    });
  });

  test('no git', async () => {
    const folder = repositoryWith(MORE_PODS);
    const { code, stderr } = await goldenpathIn(folder, ['review'], { PATH: testFolder() });
    expect(code).toBe(1);
    expect(stderr).toContain('There is no `git` program on the PATH. Install Git');
  });

  test('an invalid fleet has its usual errors, and one at the base is named', async () => {
    const bad = { title: 'Bad', replace: { 'apps/web/app.yaml': [['runtime: node', 'runtime: perl']] } } as const;
    const head = await review(repositoryWith(bad));
    expect(head).toMatchObject({ code: 1, stdout: '' });
    expect(head.stderr).toMatch(/^apps\/web\/app\.yaml:6:10: error: /);
    const base = await review(
      repositoryWith({ title: 'Mended', before: bad, replace: { 'apps/web/app.yaml': [['perl', 'node']] } }),
    );
    expect(base).toMatchObject({ code: 1, stdout: '' });
    expect(base.stderr).toContain('The fleet of main is invalid (1 mistake)');
  });
});

test('the same fleet as programs is the same, and --data-only runs none', async () => {
  const folder = repositoryWith({
    title: 'A program',
    write: {
      'apps/web/app.yaml': null,
      'apps/web/app.ts': `import { defineApp } from '@goldenpath/spec';
export default defineApp({ kind: 'stateless-app', name: 'web', description: 'The pages', owner: 'shop', runtime: 'node',
  uses: ['orders', 'cache'], env: { PAGE_SIZE: '20' }, overrides: { prod: { replicas: 3 } } });
`,
    },
  });
  const same = await reviewed(folder);
  expect(same.review.affected).toEqual([]);
  const refused = await review(folder, '--data-only');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(/apps\/web\/app\.ts/);
});

test('credentials in the environment are out of reach of the simulated plan, and in nothing that is printed', async () => {
  const folder = repositoryWith(LOST_DATABASE);
  const planted = { AWS_SECRET_ACCESS_KEY: 'planted-aws-value', GITHUB_TOKEN: 'planted-github-value' };
  const { code, stdout, stderr } = await goldenpathIn(folder, ['review', '--format', 'json'], planted);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect((JSON.parse(stdout) as Review).plans.source).toBe('simulated');
  expect(stdout).not.toContain('planted');
});

test('real plans are taken from a folder, and are called real', async () => {
  const folder = repositoryWith(LOST_DATABASE);
  const plans = testFolder({
    'app-ledger-prod.json': JSON.stringify({
      format_version: '1.2',
      resource_changes: [
        {
          address: 'aws_secretsmanager_secret.secret',
          type: 'aws_secretsmanager_secret',
          change: { actions: ['delete'], before: { name: 'x' }, after: null },
        },
      ],
    }),
  });
  const { review: made } = await reviewed(folder, '--plan', plans);
  expect(made.plans.source).toBe('real');
  expect(made.resources).toEqual({ create: 0, update: 0, replace: 0, destroy: 1 });
});

test('without an engine the error has a remedy, and --no-plan needs none', async () => {
  const folder = repositoryWith(LOST_DATABASE);
  const none = { GOLDENPATH_TERRAFORM: join(testFolder(), 'no-terraform') };
  const planned = await goldenpathIn(folder, ['review', '--json'], none);
  expect(planned).toMatchObject({ code: 1, stderr: expect.stringMatching(/^error: .*no-terraform.*\n$/) as string });
  expect(JSON.parse(planned.stdout)).toEqual({
    error: expect.stringContaining('no-terraform') as string,
    remedy: expect.stringContaining('--no-plan') as string,
  });
  const compared = await goldenpathIn(folder, ['review', '--json', '--no-plan'], none);
  expect(compared.stderr).toBe('');
  expect(JSON.parse(compared.stdout)).toMatchObject({ plans: { source: 'none' }, verdict: { blocked: true } });
});

test('a person who stops it leaves nothing behind', async () => {
  const folder = repositoryWith(LOST_DATABASE);
  const temporary = testFolder();
  const child = startGoldenpath(['review'], { cwd: folder, env: { ...cloudlessEnvironment(), TMPDIR: temporary } });
  const end = ended(child);
  while (!readdirSync(temporary).some((name) => name.startsWith('goldenpath-review-')))
    await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill('SIGINT');
  const { code, stdout } = await end;
  expect({ code, stdout }).toEqual({ code: 'SIGINT', stdout: '' });
  expect(readdirSync(temporary)).toEqual([]);
  expect(existsSync(join(folder, '.git', 'worktrees'))).toBe(false);
});
