import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { mockCredentials, mockServices, startTestBackend } from '@backstage/backend-test-utils';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GithubServer, githubServer } from 'github-server';
import { type TestFleet, testFleet } from './support/fleet';

let fleet: TestFleet;
let github: GithubServer;
let backend: Awaited<ReturnType<typeof startTestBackend>>;

beforeAll(async () => {
  fleet = testFleet();
  github = await githubServer();
  github.add('acme/platform', fleet.folder);
  publish();
  pullRequest();
  backend = await startTestBackend({ features: [configuration(), import('../plugins/goldenpath-backend/src')] });
});
afterAll(async () => {
  await backend?.stop();
  await github?.close();
  fleet?.remove();
});

function configuration(url = `${github.url}/acme/platform/tree/main`) {
  return mockServices.rootConfig.factory({
    data: {
      goldenpath: { fleet: { url, runsCode: true }, gitops: { repository: `${github.url}/acme/gitops.git` } },
      integrations: { github: [{ host: github.host, apiBaseUrl: github.url, token: github.token }] },
    },
  });
}

/** Publishes the fleet to a GitOps repository that only the token opens, and releases one image. */
function publish(): void {
  const start = path.join(fleet.folder, 'start');
  mkdirSync(start);
  writeFileSync(path.join(start, 'README.md'), 'GitOps\n');
  github.add('acme/gitops', start);
  const gitops = github.folderOf('acme/gitops');
  fleet.goldenpath('synth');
  fleet.goldenpath('publish', '--repo', gitops);
  fleet.goldenpath('release', 'set', 'orders', '--env', 'dev', '--tag', 'dev-1a2b3c4', '--repo', gitops);
}

/** Merges a pull request that changes the spec. */
function pullRequest(): void {
  const folder = path.join(fleet.folder, 'clone');
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=jo', '-c', 'user.email=jo@acme.test', ...args]);
  execFileSync('git', ['clone', '--quiet', github.folderOf('acme/platform'), folder]);
  git('checkout', '--quiet', '-b', 'two-pods');
  appendFileSync(path.join(folder, 'apps/orders/app.yaml'), 'replicas: 2\n');
  git('commit', '--quiet', '--all', '--message', 'Two pods');
  git('push', '--quiet', 'origin', 'two-pods');
  github.pulls.push({ number: 1, head: 'two-pods', base: 'main', title: 'Two pods', body: '' });
  github.merge('acme/platform', 1);
}

const statusOf = (name: string, server = backend.server) => request(server).get(`/api/goldenpath/applications/${name}`);

test('shows environments, running tags, URLs, the last review, drift, the database and the cost', async () => {
  const issue = (stack: string) => ({
    title: `aws_db_instance of ${stack} is gone`,
    body: `<!-- goldenpath-drift stack=${stack} key=~abcdefghijklmnopqrstuv -->`,
    html_url: `${github.url}/acme/platform/issues/8`,
  });
  github.issues.push(issue('app-orders-prod'), issue('app-other-prod'));
  const { status, body } = await statusOf('orders');
  expect([status, body]).toEqual([
    200,
    {
      name: 'orders',
      kind: 'backend-app-rds',
      owner: 'app-team',
      risk: 'medium',
      database: 'orders_db',
      environments: [
        { name: 'dev', url: 'http://orders.dev.acme.test', tag: 'dev-1a2b3c4', monthlyCost: expect.any(Number) },
        { name: 'prod', url: 'http://orders.acme.test', monthlyCost: expect.any(Number) },
      ],
      lastReview: {
        number: 1,
        title: 'Two pods',
        url: `${github.url}/acme/platform/pull/1`,
        mergedAt: '2026-01-02T03:04:05Z',
      },
      drift: [{ title: 'aws_db_instance of app-orders-prod is gone', url: `${github.url}/acme/platform/issues/8` }],
      monthlyCost: expect.any(Number),
      problems: [],
    },
  ]);
  expect(body.monthlyCost).toBeGreaterThan(0);
});

test('an unknown application is 404, with the name that was meant', async () => {
  const { status, body } = await statusOf('order');
  expect([status, body.error.message]).toEqual([404, 'There is no application "order". Did you mean `orders`?']);
});

test.each(['..%2F..%2Fetc', '%3Cscript%3Ealert(1)%3C%2Fscript%3E', '%00', '${{ secrets.TOKEN }}', "a'; DROP TABLE x"])(
  'a hostile name, %s, is 404 and nothing else',
  async (name) => {
    const { status, headers, text } = await statusOf(name);
    expect(status).toBe(404);
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(text).not.toContain(github.token);
  },
);

test('who has not signed in gets nothing', async () => {
  const { status, text } = await statusOf('orders').set('Authorization', mockCredentials.none.header());
  expect(status).toBe(401);
  expect(text).not.toContain('orders_db');
});

test('a fleet that cannot be read is an error that names the setting', async () => {
  const other = await startTestBackend({
    features: [configuration(`${github.url}/acme/nothing/tree/main`), import('../plugins/goldenpath-backend/src')],
  });
  try {
    const { status, body } = await statusOf('orders', other.server);
    expect(status).toBe(503);
    expect(body.error.message).toMatch(
      /^The repository of the fleet cannot be read: .*Check `goldenpath\.fleet\.url`/s,
    );
    expect(body.error.message).not.toContain(github.token);
  } finally {
    await other.stop();
  }
});
