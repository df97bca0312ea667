import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Outcome, type ScaffolderBackend, scaffolderBackend } from './support/backend';
import { type TestFleet, testFleet } from './support/fleet';
import { type GithubServer, githubServer } from 'github-server';
import { HOSTILE } from './support/hostile';
import { combinations, flagsOf, KINDS, type Values } from './support/matrix';

let fleet: TestFleet;
let github: GithubServer;
let backend: ScaffolderBackend;

beforeAll(async () => {
  fleet = testFleet();
  github = await githubServer();
  github.add('acme/platform', fleet.folder);
  backend = await scaffolderBackend(fleet, github);
});
afterAll(async () => {
  await backend?.stop();
  await github?.close();
  fleet?.remove();
});

const specIn = ({ files }: Outcome, name: string) => files.get(`change/apps/${name}/app.yaml`);

function expectNoExpression({ files, log, output }: Outcome, but = ''): void {
  for (const text of [...files.values(), log, JSON.stringify(output)])
    expect(but === '' ? text : text.replaceAll(but, '')).not.toContain('${{');
}

test('the backend has the actions', () => {
  expect([...backend.templates.keys()].sort()).toEqual([
    'backend-app-rds-template',
    'queue-worker-template',
    'rds-request',
    'scheduled-job-template',
    'stateful-app-template',
    'stateless-app-template',
  ]);
});

describe.each(KINDS)('$template', ({ kind, template, valid, choices, wrong }) => {
  test('every combination of good values gives the spec that the command line writes', async () => {
    const written = fleet.copy();
    try {
      for (const [index, values] of combinations(valid, choices).entries()) {
        const name = `shop-${index}`;
        const form = withName(values, index);
        const outcome = await backend.dryRun(template, form);
        expect([outcome.status, outcome.log]).toEqual(['completed', expect.any(String)]);
        expectNoExpression(outcome);
        const spec = specIn(outcome, name);
        expect(spec).toBe(fleet.goldenpath('new', '--dry-run', ...flagsOf(kind, form)));
        mkdirSync(path.join(written.folder, 'apps', name));
        writeFileSync(path.join(written.folder, 'apps', name, 'app.yaml'), String(spec));
      }
      expect(written.goldenpath('validate')).toContain('Valid: ');
    } finally {
      written.remove();
    }
  });

  test.each(wrong)('refuses %s', async (_name, change, said) => {
    const outcome = await backend.dryRun(template, merged(valid, change));
    expect(outcome.status).toBe('refused');
    expect(outcome.files.size).toBe(0);
    expect(outcome.log).toContain(said);
  });

  test('a task opens one pull request with the spec, however often it is run', async () => {
    const before = github.pulls.length;
    const values = { ...valid, name: `real-${kind}` };
    const first = await backend.task(template, values);
    expect([first.status, first.log]).toEqual(['completed', expect.any(String)]);
    expectNoExpression(first);
    const second = await backend.task(template, values);
    expect(second.status).toBe('completed');
    expect(github.pulls.length).toBe(before + 1);
    const pull = github.pulls.at(-1);
    expect(pull).toMatchObject({ base: 'main', title: `Add real-${kind}` });
    const spec = github.git('acme/platform', 'show', `${pull?.head}:apps/real-${kind}/app.yaml`);
    expect(`${spec}\n`).toBe(fleet.goldenpath('new', '--dry-run', ...flagsOf(kind, values)));
    const changed = github.git('acme/platform', 'diff', '--name-only', 'main', String(pull?.head)).split('\n');
    expect(changed).toEqual([`apps/real-${kind}/app.yaml`, ...('database' in valid ? ['rds-catalog.yaml'] : [])]);
  });

  test('hostile text comes out as it went in', async () => {
    // Every text with one kind; the others share its code.
    const texts = kind === 'stateless-app' ? HOSTILE : HOSTILE.slice(0, 4);
    for (const text of texts) {
      const outcome = await backend.dryRun(template, { ...valid, description: text });
      expect([text, outcome.status, outcome.log]).toEqual([text, 'completed', expect.any(String)]);
      expect((parse(String(specIn(outcome, String(valid['name'])))) as Values)['description']).toBe(text);
      expectNoExpression(outcome, text.includes('${{') ? '${{' : '');
    }
  });

  test('hostile text in any other field is refused, and nothing is written', async () => {
    for (const field of Object.keys(valid).filter((name) => name !== 'description'))
      for (const text of ['${{ secrets.TOKEN }}', '../../etc']) {
        const outcome = await backend.dryRun(template, { ...valid, [field]: text });
        expect([field, text, outcome.status]).toEqual([field, text, 'refused']);
        expect(outcome.files.size).toBe(0);
      }
  });
});

test('a submitted expression is not evaluated in the pull request either', async () => {
  const [first] = KINDS;
  const text = "${{ '7' * 7 }} {{ 7 * 7 }} ${{ secrets.TOKEN }} @everyone ``` [x](javascript:alert(1))";
  const outcome = await backend.task(first.template, { ...first.valid, name: 'hostile', description: text });
  expect(outcome.status).toBe('completed');
  const pull = github.pulls.at(-1);
  const spec = github.git('acme/platform', 'show', `${pull?.head}:apps/hostile/app.yaml`);
  expect((parse(spec) as Values)['description']).toBe(text);
  expect(pull?.body).toContain(`${spec}\n`);
  expect(pull?.body).not.toContain('49');
});

test('a name that the fleet has is refused with the words of the command line', async () => {
  const [first] = KINDS;
  const outcome = await backend.dryRun(first.template, { ...first.valid, name: 'orders' });
  expect(outcome.status).toBe('refused');
  expect(outcome.log).toContain('apps/orders already exists and is not overwritten.');
});

test('the templates in the repository are those of its schema', () => {
  const file = path.join(fleet.folder, 'backstage/rds-request/template.yaml');
  const before = readFileSync(file, 'utf8');
  fleet.goldenpath('backstage', '--check');
  expect(readFileSync(file, 'utf8')).toBe(before);
});

function withName(values: Values, index: number): Values {
  const named = { ...values, name: `shop-${index}` };
  const { database } = values;
  // The names of a database and of its role are unique in an environment.
  const unique = { name: `shop_${index}_db`, username: `shop_${index}_app` };
  return typeof database === 'object' ? { ...named, database: { ...database, ...unique } } : named;
}

function merged(values: Values, change: Values): Values {
  const entries = Object.entries(change).map(([name, value]) => {
    const before = values[name];
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value) && typeof before === 'object';
    return [name, isGroup ? { ...before, ...value } : value];
  });
  return { ...values, ...Object.fromEntries(entries) };
}
