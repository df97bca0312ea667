import * as fs from 'node:fs';
import * as path from 'node:path';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';
import { sealingKeys } from '@goldenpath/testing/sealing-keys';
import { seal } from '../../../src/commands/seal/run';
import { contextOf } from '../../context';

let folder: FleetFolder;
beforeEach(() => {
  folder = fleetFolder();
  const file = path.join(folder.root, 'platform.yaml');
  const platform = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
  fs.writeFileSync(file, JSON.stringify({ ...platform, secretStore: { type: 'sealed-secrets' } }));
});
afterEach(() => folder.remove());

test('prints the keys and the file, and never a value', async () => {
  const { certificate } = sealingKeys(folder.root);
  const context = contextOf(folder.root, false, 'DB_PASS=hunter2\nDB_USER=orders_app\n');
  expect(await seal('orders', { env: 'dev', cert: certificate }, context)).toBe(0);
  expect(context.printed.join('')).toBe(
    `Sealed DB_PASS, DB_USER of orders-db-creds for the namespace apps in dev.
Still missing: DB_HOST, DB_PORT, DB_NAME.
Commit apps/orders/sealed/dev/orders-db-creds.yaml, and run \`goldenpath synth\`.
`,
  );
});

test('does not wait for a terminal', async () => {
  await expect(seal('orders', { env: 'dev' }, contextOf(folder.root, true))).rejects.toThrow(
    'reads the secret from standard input',
  );
});
