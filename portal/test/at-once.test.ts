import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GithubServer, githubServer } from 'github-server';
import { type ScaffolderBackend, scaffolderBackend } from './support/backend';
import { type TestFleet, testFleet } from './support/fleet';
import { KINDS } from './support/matrix';

let fleet: TestFleet;
let github: GithubServer;
let backend: ScaffolderBackend;

beforeAll(async () => {
  fleet = testFleet({ flow: 'at-once', notifications: true });
  github = await githubServer();
  github.add('acme/platform', fleet.folder);
  backend = await scaffolderBackend(fleet, github);
});
afterAll(async () => {
  await backend?.stop();
  await github?.close();
  fleet?.remove();
});

const formOf = (kind: string) => KINDS.find((one) => one.kind === kind) ?? KINDS[0];

test('a backend gets its repository, its catalog entry, its pull request and a notification', async () => {
  const { template, valid } = formOf('backend-app-rds');
  const outcome = await backend.task(template, valid);
  expect([outcome.status, outcome.log]).toEqual(['completed', expect.any(String)]);
  // The repository has what `goldenpath scaffold` writes, and the catalog entry in a commit of its own.
  const copy = fleet.copy();
  try {
    copy.goldenpath('new', ...specFlags(valid));
    copy.goldenpath('scaffold', 'shop');
    const paths = github.git('acme/shop', 'ls-tree', '-r', '--name-only', 'main').split('\n');
    for (const file of paths) {
      const text = github.git('acme/shop', 'show', `main:${file}`);
      expect([file, text]).toEqual([
        file,
        readFileSync(path.join(copy.folder, 'dist/repos/shop', file), 'utf8').trim(),
      ]);
      expect(text.replaceAll(/\$\{\{ (github|inputs|secrets|vars|env|needs|steps|matrix)\b/g, '')).not.toContain(
        '${{ param',
      );
    }
    expect(paths).toEqual(
      expect.arrayContaining(['catalog-info.yaml', 'package.json', '.github/workflows/delivery.yml']),
    );
    expect(github.git('acme/shop', 'log', '--format=%s', 'main').split('\n')).toEqual([
      'Add the catalog entry',
      'Start from the golden path',
    ]);
  } finally {
    copy.remove();
  }
  expect(github.topics.get('acme/shop')).toEqual(['idp-managed', 'node', 'team-app-team']);
  expect(new Set(backend.registered)).toEqual(new Set([`${github.url}/acme/shop/tree/main/catalog-info.yaml`]));
  expect(github.pulls.map(({ title }) => title)).toEqual(['Add shop']);
  expect(backend.notifications).toEqual([
    {
      recipients: { type: 'entity', entityRef: [expect.any(String)] },
      payload: expect.objectContaining({
        title: 'shop is requested',
        description: expect.stringMatching(
          /Repository: .*\/acme\/shop\nCatalog entry: component:default\/shop\nURL in dev: http/,
        ),
        link: `${github.url}/acme/shop`,
      }),
    },
  ]);
});

test('a database alone is requested from the workflow', async () => {
  const { template, valid } = formOf('rds-database');
  const outcome = await backend.task(template, { ...valid, name: 'reports' });
  expect([outcome.status, outcome.log]).toEqual(['completed', expect.any(String)]);
  expect(github.dispatches).toEqual([
    {
      workflow: 'create-rds-database.yml',
      ref: 'main',
      inputs: {
        kind: 'rds-database',
        component_id: 'reports',
        databaseName: 'shop_db',
        username: 'shop_app',
        owner: 'app-team',
        environment: 'dev,prod',
        size: 'small',
        risk: 'medium',
        description: 'A shop',
      },
    },
  ]);
});

function specFlags(values: object): string[] {
  const { name, description, owner, database } = values as Readonly<Record<string, never>> & {
    database: { name: string; username: string };
  };
  return [
    '--kind=backend-app-rds',
    `--name=${String(name)}`,
    `--description=${String(description)}`,
    `--owner=${String(owner).replace('group:default/', '')}`,
    '--runtime=node',
    '--replicas=1',
    '--port=8080',
    `--database-name=${database.name}`,
    `--database-username=${database.username}`,
    '--database-size=small',
    '--risk=medium',
  ];
}
