import * as fs from 'node:fs';
import * as path from 'node:path';
import { openFleet } from '@goldenpath/fleet';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';
import { git } from '@goldenpath/testing/git';

let folder: FleetFolder;

beforeEach(() => {
  folder = fleetFolder();
  const orders = fs.readFileSync(path.join(folder.root, 'apps/orders/app.yaml'), 'utf8');
  fs.mkdirSync(path.join(folder.root, 'apps/ledger'));
  fs.writeFileSync(path.join(folder.root, 'apps/ledger/app.yaml'), orders.replace(/orders/g, 'ledger'));
  fs.mkdirSync(path.join(folder.root, 'docs'));
  fs.writeFileSync(path.join(folder.root, 'docs/a.md'), 'a\n');
  git(folder.root, ['init', '-q', '-b', 'main']);
  git(folder.root, ['add', '-A']);
  git(folder.root, ['commit', '-qm', 'x']);
});
afterEach(() => folder.remove());

const opened = () => openFleet({ cwd: folder.root, env: process.env });

const REFUSAL = {
  message: expect.stringMatching(
    /is a sparse checkout: 1 file of the fleet is not in it, such as "apps\/ledger\/app.yaml"/,
  ),
  remedy: 'Run `git sparse-checkout disable`, or compare commits: commit the change and pass `--head HEAD`.',
};

test('a review and affected refuse a sparse checkout that leaves out an application', async () => {
  git(folder.root, ['sparse-checkout', 'set', 'apps/orders']);
  await expect(opened().review({ plan: false })).rejects.toMatchObject(REFUSAL);
  await expect(opened().affected({ base: 'main' })).rejects.toMatchObject(REFUSAL);
});

test('in a sparse checkout, commits are compared with all their applications', async () => {
  git(folder.root, ['sparse-checkout', 'set', 'apps/orders']);
  const { versions } = await opened().review({ plan: false, head: 'HEAD' });
  for (const { facts } of [versions.base, versions.head])
    expect(facts.apps.map(({ name }) => name)).toEqual(['ledger', 'orders']);
  const { affected } = await opened().affected({ base: 'main', head: 'HEAD' });
  expect(affected).toMatchObject({ stacks: [], removed: [] });
});

test('a sparse checkout that leaves out other folders is compared, and an application that was removed is one', async () => {
  git(folder.root, ['sparse-checkout', 'set', 'apps']);
  expect(fs.existsSync(path.join(folder.root, 'docs'))).toBe(false);
  fs.rmSync(path.join(folder.root, 'apps/ledger'), { recursive: true });
  const { affected } = await opened().affected({ base: 'main' });
  expect(affected.removed.map(({ app }) => app)).toContain('ledger');
});
