import { builtInRegistry } from '@goldenpath/parts';
import { loadFleet } from '@goldenpath/spec';
import * as path from 'node:path';
import { testFolder } from '../support/folders';

const ROOT = path.join(__dirname, '../..');

/** What each kind requires besides what every spec says. */
const REQUIRED: Readonly<Record<string, object>> = {
  'stateless-app': {},
  'stateful-app': { storage: { size: '1Gi', mountPath: '/data' } },
  'backend-app-rds': { database: { name: 'orders', username: 'orders_app' } },
  'rds-database': { database: { name: 'orders', username: 'orders_app' } },
};

const ENVIRONMENTS = ['dev', 'test', 'staging', 'prod'];

const CASES = builtInRegistry.kinds.flatMap(({ name: kind }) =>
  ['low', 'medium', 'high'].flatMap((risk) =>
    [...ENVIRONMENTS.map((environment) => [environment]), ENVIRONMENTS].map(
      (environments) => [kind, risk, environments] as const,
    ),
  ),
);

test.each(CASES)('the shortest %s of %s risk is valid in %j', async (kind, risk, environments) => {
  const app = { kind, name: 'orders', description: 'x', owner: 'app-team', risk, environments, ...REQUIRED[kind] };
  const folder = testFolder({ 'apps/orders/app.yaml': JSON.stringify(app) });
  const source = {
    appsFolder: path.join(folder, 'apps'),
    platformFile: path.join(ROOT, 'platform.yaml'),
    relativeTo: folder,
  };
  expect((await loadFleet(source, builtInRegistry)).diagnostics).toEqual([]);
});
