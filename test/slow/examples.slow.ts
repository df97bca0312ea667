import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '@goldenpath/testing/command';
import { ROOT } from '@goldenpath/testing/fleet';
import { readFiles, testFolder } from '@goldenpath/testing/folders';
import { goldenpathIn, plannedActions, simulated } from '@goldenpath/testing/simulated-fleet';

/** A copy of an example with the schemas beside it, committed. */
async function fleetOf(example: string): Promise<string> {
  const folder = testFolder();
  cpSync(join(ROOT, 'examples', example), folder, { recursive: true });
  writeFileSync(join(folder, '.gitignore'), 'dist\ncdktf.out\n.goldenpath\n*.tfstate*\n');
  await git(folder, 'init', '-q', '-b', 'main');
  await git(folder, 'add', '-A');
  await git(folder, 'commit', '-q', '-m', 'A fleet');
  return folder;
}

async function git(cwd: string, ...args: string[]): Promise<void> {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
  expect(await run('git', [...who, ...args], { cwd })).toMatchObject({ code: 0 });
}

/** The numbers of the accounts that the stacks of a fleet act in, by stack. */
async function accountsOf(folder: string): Promise<Record<string, string>> {
  expect(await goldenpathIn(folder, ['synth', '--quiet'])).toMatchObject({ code: 0, stderr: '' });
  const files = Object.entries(readFiles(join(folder, 'cdktf.out/stacks')));
  return Object.fromEntries(
    files
      .filter(([path]) => path.endsWith('/cdk.tf.json'))
      .flatMap(([path, text]) => {
        const { provider } = JSON.parse(text) as { provider: { aws?: { allowed_account_ids: string[] }[] } };
        const account = provider.aws?.[0]?.allowed_account_ids[0];
        return account === undefined ? [] : [[path.split('/')[0] ?? '', account] as const];
      }),
  );
}

/** Deploys a fleet in its simulated cloud, and plans it again. */
async function deployAndPlan(folder: string): Promise<void> {
  const deployed = await simulated(folder, 'deploy', '--auto-approve', '--no-provision');
  expect(new Set(deployed.stacks.map(({ status }) => status))).toEqual(new Set(['applied']));
  expect(plannedActions(await simulated(folder, 'plan'))).toEqual([]);
}

/** Reviews an edit of a spec, and publishes every application to a repository. */
async function reviewAndPublish(folder: string, spec: string, edit: string, apps: readonly string[]): Promise<void> {
  const file = join(folder, spec);
  writeFileSync(file, `${readFileSync(file, 'utf8')}${edit}`);
  const review = await goldenpathIn(folder, ['review', '--base', 'HEAD', '--no-plan']);
  expect(review).toMatchObject({ stderr: '', stdout: expect.stringContaining('LOG_FORMAT') });
  expect(review.code).toBeLessThan(2);
  const remotes = testFolder();
  for (const app of apps) await git(remotes, 'init', '-q', '--bare', '-b', 'main', join(remotes, `${app}.git`));
  expect(await goldenpathIn(folder, ['synth', '--quiet'])).toMatchObject({ code: 0 });
  const published = await goldenpathIn(folder, [
    'publish',
    '--repo',
    join(remotes, `${apps.length > 1 ? '{app}' : apps[0]}.git`),
  ]);
  expect(published).toMatchObject({ code: 0, stderr: '' });
}

test('A1: the example with three accounts and two regions is synthesised, deployed, reviewed and published', async () => {
  const folder = await fleetOf('acme');
  expect(await accountsOf(folder)).toEqual({
    'app-storefront': '111111111111',
    'app-orders': '111111111111',
    'platform-dev': '222222222222',
    'app-orders-dev': '222222222222',
    'platform-prod': '333333333333',
    'app-orders-prod': '333333333333',
    'app-reports-prod': '333333333333',
  });
  await deployAndPlan(folder);
  await reviewAndPublish(folder, 'apps/storefront/app.yaml', 'env:\n  LOG_FORMAT: json\n', [
    'storefront',
    'orders',
    'cache',
  ]);
});

test('the example with one account and one environment is synthesised, deployed, reviewed and published', async () => {
  const folder = await fleetOf('small');
  expect(new Set(Object.values(await accountsOf(folder)))).toEqual(new Set(['444444444444']));
  await deployAndPlan(folder);
  await reviewAndPublish(folder, 'apps/hello/app.yaml', 'env:\n  LOG_FORMAT: json\n', ['gitops']);
});

test('services that many people run are deployed, planned without changes, and reviewed', async () => {
  const folder = await fleetOf('services');
  const deployed = await simulated(folder, 'deploy', '--env', 'prod', '--auto-approve', '--no-provision');
  expect(new Set(deployed.stacks.map(({ status }) => status))).toEqual(new Set(['applied']));
  expect(deployed.stacks.map(({ stack }) => stack)).toEqual(
    expect.arrayContaining(['platform-prod', 'app-mastodon-prod']),
  );
  expect(plannedActions(await simulated(folder, 'plan', '--env', 'prod'))).toEqual([]);
  const spec = join(folder, 'apps/mastodon/app.yaml');
  const withoutSidekiq = readFileSync(spec, 'utf8').replace(/processes:\n(  .*\n)+/, '');
  writeFileSync(spec, withoutSidekiq);
  const review = await goldenpathIn(folder, ['review', '--base', 'HEAD', '--no-plan']);
  expect(review).toMatchObject({ stderr: '', stdout: expect.stringContaining('sidekiq') });
}, 600_000);

test('kustomize builds every overlay of them', async () => {
  const folder = await fleetOf('services');
  expect(await goldenpathIn(folder, ['synth', '--plane', 'manifests', '--quiet'])).toMatchObject({
    code: 0,
    stderr: '',
  });
  const overlays = Object.keys(readFiles(join(folder, 'dist/gitops'))).filter((file) =>
    /overlays\/[^/]+\/kustomization\.yaml$/.test(file),
  );
  // Two environments of each; a database on its own has no manifests.
  expect(overlays).toHaveLength(2 * 20);
  for (const each of overlays)
    expect(
      await run('kubectl', ['kustomize', join(folder, 'dist/gitops', dirname(each))], { cwd: folder }),
    ).toMatchObject({ code: 0 });
});

test('the example for a laptop is synthesised, and kustomize builds every overlay and the whole platform', async () => {
  const folder = await fleetOf('kind');
  expect(await goldenpathIn(folder, ['synth', '--quiet'])).toMatchObject({ code: 0, stderr: '' });
  const gitops = join(folder, 'dist/gitops');
  const folders = Object.keys(readFiles(gitops))
    .filter((file) => /(overlays\/[^/]+|^platform\/[^/]+|^argocd)\/kustomization\.yaml$/.test(file))
    .map((file) => dirname(file))
    .sort();
  expect(folders).toEqual([
    'apps/hello/deploy/overlays/dev',
    'apps/visits/deploy/overlays/dev',
    'apps/web/deploy/overlays/dev',
    'argocd',
    'platform/dev',
  ]);
  for (const each of folders)
    expect(await run('kubectl', ['kustomize', join(gitops, each)], { cwd: folder })).toMatchObject({ code: 0 });
});

test('on a laptop, an application with a database is refused, because it needs RDS', async () => {
  const folder = await fleetOf('kind');
  mkdirSync(join(folder, 'apps/orders'));
  writeFileSync(
    join(folder, 'apps/orders/app.yaml'),
    'kind: backend-app-rds\nname: orders\ndescription: Takes orders\nowner: app-team\ndatabase: { name: orders, username: orders_app }\n',
  );
  const validated = await goldenpathIn(folder, ['validate']);
  expect(validated.code).toBe(1);
  expect(validated.stderr).toContain('The platform has no databases in dev, where "orders" runs.');
});
