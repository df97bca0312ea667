import type { UserError } from '@goldenpath/errors';
import { commitCatalogInfo } from '@goldenpath/backstage';
import { MANAGED_MARKER } from '@goldenpath/files';
import { type ContentsServer, contentsServer, TOKEN } from './contents-server';

const CONTENT = `${MANAGED_MARKER}kind: Component\n`;
const FILE = 'catalog-info.yaml';

let server: ContentsServer;
beforeEach(async () => {
  server = await contentsServer();
});
afterEach(() => server.close());

const commit = (more: object = {}) =>
  commitCatalogInfo({ apiUrl: server.url, token: TOKEN, owner: 'acme', repo: 'shop', content: CONTENT, ...more });

const refusal = async (more: object = {}): Promise<string> => {
  const error: unknown = await commit(more).catch((reason: unknown) => reason);
  expect(server.changes).toEqual([]);
  expect((error as UserError).message).not.toContain(TOKEN);
  return (error as UserError).message;
};

test('commits the file to the default branch, also of an empty repository', async () => {
  const url = 'https://github.com/acme/shop/blob/trunk/catalog-info.yaml';
  expect(await commit()).toEqual({ change: 'created', branch: 'trunk', url });
  expect(server.files.get(FILE)).toBe(CONTENT);
  expect(server.changes).toEqual(['PUT catalog-info.yaml on trunk: Add the catalog entry']);
});

test('a second run changes nothing', async () => {
  await commit();
  expect((await commit()).change).toBe('unchanged');
  expect(server.changes).toHaveLength(1);
});

test('a run after one that failed half-way finishes it', async () => {
  server.next.push({ status: 502, message: 'Bad Gateway' });
  expect(await refusal()).toContain('GitHub refused the request');
  expect((await commit()).change).toBe('created');
  expect(server.changes).toHaveLength(1);
});

test('an entry that Golden Path wrote is updated', async () => {
  server.files.set(FILE, `${MANAGED_MARKER}kind: API\n`);
  expect((await commit()).change).toBe('updated');
  expect(server.files.get(FILE)).toBe(CONTENT);
});

test('an entry that others wrote is not replaced', async () => {
  server.files.set(FILE, 'kind: Component\n');
  expect(await refusal()).toContain('acme/shop has a catalog-info.yaml that Golden Path did not write.');
  expect(server.files.get(FILE)).toBe('kind: Component\n');
});

test('a push in the meantime is a reason to try again, not to fail', async () => {
  const meanwhile = () => void server.files.set('README.md', 'text');
  server.next.push({ status: 409, message: 'is at 1a2b but expected 3c4d', meanwhile });
  expect((await commit()).change).toBe('created');
});

test('the same commit of another run in the meantime is found', async () => {
  const meanwhile = () => void server.files.set(FILE, CONTENT);
  server.next.push({ status: 409, message: 'is at 1a2b but expected 3c4d', meanwhile });
  expect((await commit()).change).toBe('unchanged');
  expect(server.changes).toEqual([]);
});

test('waits for a short rate limit', async () => {
  const message = 'You have exceeded a secondary rate limit.';
  server.next.push({ status: 403, message, headers: { 'retry-after': '1' } });
  expect((await commit()).change).toBe('created');
});

test('a long rate limit is an error', async () => {
  server.next.push({
    status: 403,
    message: 'API rate limit exceeded for installation.',
    headers: { 'retry-after': '3600' },
  });
  expect(await refusal()).toMatch(/API rate limit exceeded.*Wait until the limit is over/);
});

test.each([
  ['no token', { token: '' }, 'Backstage has no token for acme/shop. Add credentials'],
  ['a token that expired', { token: 'ghs_expired' }, 'Renew the credentials in `integrations.github`'],
  ['a repository that does not exist', { repo: 'gone' }, 'Create the repository first'],
  ['an API without encryption', { apiUrl: 'http://github.example.org' }, 'over HTTPS'],
])('%s is a clear error', async (_name, more, text) => {
  expect(await refusal(more)).toContain(text);
});

test.each([
  [403, 'Resource not accessible by integration', 'the permission `contents: write`'],
  [409, 'Repository rule violations found: changes must be made through a pull request.', 'The branch is protected'],
])('%s %s is a clear error', async (status, message, text) => {
  server.next.push({ status, message });
  expect(await refusal()).toContain(text);
});

test('an archived repository is a clear error', async () => {
  server.isArchived = true;
  expect(await refusal()).toContain('acme/shop is archived. Unarchive it');
});
