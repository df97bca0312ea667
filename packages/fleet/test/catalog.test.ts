import { openFleet } from '@goldenpath/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { writtenFleet } from '@goldenpath/testing/written-fleet';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// The generators are compiled when they are first loaded.
jest.setTimeout(120_000);

const WEB = { kind: 'stateless-app', name: 'web', description: 'Shows pages', owner: 'app-team' };

test('the catalog is written, and a check finds what differs', async () => {
  const fleet = openFleet({ cwd: writtenFleet([WEB]) });
  const out = join(testFolder(), 'catalog');
  const differing = async () => (await fleet.catalog({ out, check: true })).changes.changes;
  expect((await differing()).map(({ path }) => path)).toEqual([
    'all.yaml',
    'components/web.yaml',
    'organisation.yaml',
    'shared.yaml',
  ]);
  await fleet.catalog({ out });
  expect(await differing()).toEqual([]);
  writeFileSync(join(out, 'all.yaml'), '');
  expect(await differing()).toEqual([{ path: 'all.yaml', change: 'differs' }]);
});

test('every team in the platform file has a group', async () => {
  const { root } = await openFleet({ cwd: writtenFleet([WEB]) }).catalog();
  const text = readFileSync(join(root, 'organisation.yaml'), 'utf8');
  expect(text.match(/name: [a-z-]+-team$/gm)).toEqual([
    'name: app-team',
    'name: data-team',
    'name: platform-team',
    'name: security-team',
  ]);
});

test('an application that is removed from the fleet is removed from the catalog', async () => {
  const out = join(testFolder(), 'catalog');
  await openFleet({ cwd: writtenFleet([WEB, { ...WEB, name: 'shop' }]) }).catalog({ out });
  const { changes } = await openFleet({ cwd: writtenFleet([WEB]) }).catalog({ out });
  expect(changes.changes).toContainEqual({ path: 'components/shop.yaml', change: 'orphan' });
});
