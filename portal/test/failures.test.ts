import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type GithubServer, githubServer } from 'github-server';
import { type ScaffolderBackend, scaffolderBackend } from './support/backend';
import { type TestFleet, testFleet } from './support/fleet';
import { KINDS } from './support/matrix';

const [{ template, valid }] = KINDS;

let fleet: TestFleet;
let github: GithubServer;
const backends: ScaffolderBackend[] = [];

beforeAll(async () => {
  fleet = testFleet();
  github = await githubServer();
  github.add('acme/platform', fleet.folder);
});
afterEach(() => github.refusals.splice(0));
afterAll(async () => {
  for (const backend of backends) await backend.stop();
  await github?.close();
  fleet?.remove();
});

let usual: ScaffolderBackend | undefined;
async function running(): Promise<ScaffolderBackend> {
  usual ??= await started({});
  return usual;
}

async function started(options: Parameters<typeof scaffolderBackend>[2]): Promise<ScaffolderBackend> {
  const made = await scaffolderBackend(fleet, github, options);
  backends.push(made);
  return made;
}

const branches = () =>
  github.git('acme/platform', 'for-each-ref', '--format=%(refname:short)', 'refs/heads').split('\n');

test('a run after one that failed half-way finishes it: one branch, one pull request', async () => {
  const values = { ...valid, name: 'retried' };
  github.refusals.push({ request: /^POST .*\/pulls$/, status: 422, message: 'Validation Failed' });
  const first = await (await running()).task(template, values);
  expect(first.status).toBe('failed');
  expect(github.pulls).toEqual([]);
  const second = await (await running()).task(template, values);
  expect([second.status, second.log]).toEqual(['completed', expect.any(String)]);
  expect(github.pulls.map(({ title }) => title)).toEqual(['Add retried']);
  expect(branches().filter((branch) => branch.startsWith('add-retried'))).toHaveLength(1);
});

test.each([
  ['a fleet that cannot be read', /^GET .*\/status$/, 404, 'Not Found', 'The repository of the fleet cannot be read'],
  ['a rate limit', /^GET .*\/tarball\//, 403, 'API rate limit exceeded', 'The repository of the fleet cannot be read'],
  [
    'no rights',
    /^POST .*\/git\/blobs$/,
    403,
    'Resource not accessible by integration',
    'Resource not accessible by integration',
  ],
])('%s is a clear error, and nothing is half-done', async (_name, request, status, message, said) => {
  const before = [branches(), github.pulls.length];
  github.refusals.push({ request, status, message });
  const outcome = await (await running()).task(template, { ...valid, name: 'refused' });
  expect(outcome.status).toBe('failed');
  expect(outcome.log).toContain(said);
  expect(outcome.log).not.toContain(github.token);
  expect([branches(), github.pulls.length]).toEqual(before);
});

test('a missing token is a clear error', async () => {
  const outcome = await (await started({ token: '' })).task(template, { ...valid, name: 'anonymous' });
  expect(outcome.status).toBe('failed');
  expect(outcome.log).toContain('The repository of the fleet cannot be read');
  expect(outcome.log).toContain('`integrations` in the configuration of Backstage');
});

test('code of a fleet does not run where the configuration does not allow it', async () => {
  const outcome = await (await started({ runsCode: false })).task(template, { ...valid, name: 'code' });
  expect(outcome.status).toBe('failed');
  expect(outcome.log).toContain(
    'The extension `./queue` is a program, and only data was asked for. Set `goldenpath.fleet.runsCode` to true',
  );
});
