import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { openFleet } from '@goldenpath/fleet';
import { applicationStatus } from '@goldenpath/backstage';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';

let folder: FleetFolder;
beforeEach(() => {
  folder = fleetFolder();
});
afterEach(() => folder.remove());

const ENV = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };

/** A GitOps repository to which the fleet was published, with one release in dev. */
async function gitops(): Promise<string> {
  const bare = path.join(folder.root, 'gitops.git');
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', bare], {
    env: { ...process.env, ...ENV },
  });
  const fleet = openFleet({ cwd: folder.root, env: ENV });
  await fleet.synth();
  await fleet.publish({ repo: bare });
  await fleet.release.set('orders', { environment: 'dev', tag: 'dev-1a2b3c4', repo: bare });
  return bare;
}

const MARK = '<!-- goldenpath-drift stack=app-orders-dev key=~abcdefghijklmnopqrstuv -->';
const ANSWERS: Readonly<Record<string, unknown>> = {
  '/repos/example/platform/commits': [{ sha: 'abc' }],
  '/repos/example/platform/commits/abc/pulls': [
    { number: 7, title: 'Add orders', html_url: 'https://github.test/pull/7', merged_at: '2026-01-02T03:04:05Z' },
  ],
  '/repos/example/platform/issues': [
    { title: 'aws_db_instance of orders-dev is gone', html_url: 'https://github.test/issues/8', body: MARK },
    { title: 'Of another', html_url: 'https://github.test/issues/9', body: MARK.replace('orders', 'shop') },
  ],
};

async function withGithub<Result>(status: number, work: (apiUrl: string) => Promise<Result>): Promise<Result> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(status === 200 ? ANSWERS[pathname] : { message: 'Bad credentials' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const githubAt = (apiUrl: string) => ({ apiUrl, token: 'ghs_ofTheTests', owner: 'example', repo: 'platform' });

test('shows environments, tags, addresses, database, cost, the last review and drift', async () => {
  const repository = await gitops();
  const status = await withGithub(200, (apiUrl) =>
    applicationStatus({
      fleet: { folder: folder.root, env: ENV },
      app: 'orders',
      gitops: repository,
      github: githubAt(apiUrl),
    }),
  );
  expect(status).toMatchObject({
    name: 'orders',
    kind: 'backend-app-rds',
    owner: 'app-team',
    risk: 'medium',
    database: 'orders_db',
    problems: [],
    lastReview: { number: 7, title: 'Add orders', url: 'https://github.test/pull/7', mergedAt: '2026-01-02T03:04:05Z' },
    drift: [{ title: 'aws_db_instance of orders-dev is gone', url: 'https://github.test/issues/8' }],
  });
  expect(status.environments.map(({ name, url, tag }) => ({ name, url, tag }))).toEqual([
    { name: 'dev', url: 'http://orders.dev.example.test', tag: 'dev-1a2b3c4' },
    { name: 'prod', url: 'http://orders.example.test', tag: undefined },
  ]);
  const sum = status.environments.reduce((total, { monthlyCost }) => total + monthlyCost, 0);
  expect(status.monthlyCost).toBeCloseTo(sum, 2);
  expect(status.monthlyCost).toBeGreaterThan(0);
});

test('a source that cannot be read is a problem in the answer', async () => {
  const status = await withGithub(401, (apiUrl) =>
    applicationStatus({
      fleet: { folder: folder.root, env: ENV },
      app: 'orders',
      gitops: path.join(folder.root, 'none.git'),
      github: githubAt(apiUrl),
    }),
  );
  expect(status.environments.map(({ name }) => name)).toEqual(['dev', 'prod']);
  expect(status.drift).toBeUndefined();
  expect(status.problems).toEqual([
    expect.stringContaining('integrations.github'),
    expect.stringContaining('none.git'),
  ]);
});

test('an unknown application is an error', async () => {
  const unknown = applicationStatus({ fleet: { folder: folder.root }, app: 'order' });
  await expect(unknown).rejects.toThrow('There is no application "order". Did you mean `orders`?');
});

test('an upstream image is its own tag, and a database alone runs nothing', async () => {
  const add = (name: string, kind: string, more: string) => {
    mkdirSync(path.join(folder.root, 'apps', name));
    const text = `kind: ${kind}\nname: ${name}\ndescription: An application\nowner: app-team\n${more}`;
    writeFileSync(path.join(folder.root, 'apps', name, 'app.yaml'), text);
  };
  add('cache', 'stateful-app', 'image: redis:7.4\nport: 6379\nstorage:\n  mountPath: /data\n  size: 1Gi\n');
  add('reports', 'rds-database', 'database:\n  name: reports_db\n  username: reports_app\n');
  // Neither has releases, so the GitOps repository, which does not exist, is not read.
  const status = (app: string) =>
    applicationStatus({ fleet: { folder: folder.root, env: ENV }, app, gitops: path.join(folder.root, 'none.git') });
  const cache = await status('cache');
  expect(cache.problems).toEqual([]);
  expect(cache.environments.map(({ tag }) => tag)).toEqual(['redis:7.4', 'redis:7.4']);
  const reports = await status('reports');
  expect(reports.problems).toEqual([]);
  expect(reports.database).toBe('reports_db');
  expect(reports.environments.map(({ tag, url }) => [tag, url])).toEqual([
    [undefined, undefined],
    [undefined, undefined],
  ]);
});
