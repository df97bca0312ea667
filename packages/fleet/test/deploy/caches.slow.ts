import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '@goldenpath/testing/fleet';
import { readFiles, testFolder } from '@goldenpath/testing/folders';
import { editSpec, plannedActions, simulated, statusCounts } from '@goldenpath/testing/simulated-fleet';

const SPEC = {
  kind: 'stateless-app',
  name: 'shop',
  description: 'Sells things',
  owner: 'app-team',
  environments: ['dev'],
  caches: { sessions: { passwordVersion: 1 } },
};

interface Stored {
  readonly put?: { readonly type: string; readonly key: string; readonly vault?: Readonly<Record<string, string>> };
}

/** The passwords in the simulated cloud: that of the user, and the one in the secret. */
function passwordsIn(folder: string): (string | undefined)[] {
  const lines = fs.readFileSync(path.join(folder, 'dist/simulated/account'), 'utf8').trim().split('\n').slice(1);
  const newest = (type: string) =>
    lines
      .map((line) => (JSON.parse(line.slice(line.indexOf(' ') + 1)) as Stored).put)
      .findLast((put) => put?.type === type && put.vault !== undefined)?.vault;
  const content = newest('aws_secretsmanager_secret_version')?.['secret_string'] ?? '{}';
  return [newest('aws_elasticache_user')?.['password'], (JSON.parse(content) as { password?: string }).password];
}

test('the user of a cache and its secret have the same password, at first and after a change', async () => {
  const folder = testFolder({
    'platform.yaml': fs.readFileSync(path.join(ROOT, 'platform.yaml'), 'utf8'),
    'apps/shop/app.yaml': JSON.stringify(SPEC),
  });
  expect(statusCounts(await simulated(folder, 'deploy', '--stack', 'app-shop-dev'))).toEqual({ applied: 1 });
  const [first, stored] = passwordsIn(folder);
  expect(first).toMatch(/^[A-Za-z0-9]{32}$/);
  expect(stored).toBe(first);

  editSpec(folder, 'shop', '"passwordVersion":1', '"passwordVersion":2');
  expect(plannedActions(await simulated(folder, 'plan', '--stack', 'app-shop-dev'))).toEqual([
    'app-shop-dev: update aws_elasticache_user.cache-sessions-user',
    'app-shop-dev: replace aws_secretsmanager_secret_version.cache-sessions-secret-content',
    'app-shop-dev: update terraform_data.cache-sessions-login',
  ]);
  await simulated(folder, 'deploy', '--stack', 'app-shop-dev');
  const [second, storedAgain] = passwordsIn(folder);
  expect(second).not.toBe(first);
  expect(storedAgain).toBe(second);

  const written = Object.entries(readFiles(folder)).filter(([file]) => file !== 'dist/simulated/account');
  expect(written.filter(([, text]) => text.includes(String(first)) || text.includes(String(second)))).toEqual([]);
}, 120_000);
