import * as fs from 'node:fs';
import * as path from 'node:path';
import type { FleetFacts } from '@goldenpath/model';
import { openFleet as openFacts, ROOT } from '@goldenpath/testing/fleet';
import { readFiles, testFolder } from '@goldenpath/testing/folders';
import { claimAccount } from '../../src/deploy/simulated-account';
import { openFleet } from '@goldenpath/fleet';

let platform: FleetFacts['platform'];
beforeAll(async () => {
  platform = (await openFacts(ROOT)).facts.platform;
});

const CLOUD = { account: 'objects', 'states/a.tfstate': '{}', 'stacks/a/cdk.tf.json': '{}', 'schemas/aws': 'kept' };

async function usedCloud(): Promise<string> {
  const folder = testFolder();
  await claimAccount(folder, platform);
  for (const [name, text] of Object.entries(CLOUD)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

test('the account of the same organisation, AWS account and region is kept', async () => {
  const folder = await usedCloud();
  expect(await claimAccount(folder, platform)).toBeUndefined();
  expect(readFiles(folder)).toMatchObject(CLOUD);
});

test('the account of an older version, without a region, is kept', async () => {
  const folder = await usedCloud();
  const { organisation, aws } = platform;
  fs.writeFileSync(path.join(folder, 'owner.json'), JSON.stringify({ organisation, accountId: aws.accountId }));
  expect(await claimAccount(folder, platform)).toBeUndefined();
  expect(readFiles(folder)).toMatchObject(CLOUD);
  expect(await claimAccount(folder, { ...platform, aws: { ...aws, region: 'us-east-1' } })).toBeDefined();
});

test.each([
  ['organisation', (): FleetFacts['platform'] => ({ ...platform, organisation: 'acme' })],
  ['AWS account', (): FleetFacts['platform'] => ({ ...platform, aws: { ...platform.aws, accountId: '999988887777' } })],
  ['region', (): FleetFacts['platform'] => ({ ...platform, aws: { ...platform.aws, region: 'us-east-1' } })],
])('the account of another %s is emptied once', async (_, changed) => {
  const folder = await usedCloud();
  const { accountId, region } = platform.aws;
  const before = { organisation: platform.organisation, accountId, region };
  expect(await claimAccount(folder, changed())).toEqual(before);
  expect(Object.keys(readFiles(folder)).sort()).toEqual(['owner.json', 'schemas/aws']);
  expect(await claimAccount(folder, changed())).toBeUndefined();
});

test('a reset empties the simulated cloud of an invalid fleet, and removes nothing else', async () => {
  const folder = testFolder({
    'platform.yaml': 'nonsense',
    'dist/simulated/notes': 'mine',
    'dist/simulated/states/x': '',
  });
  const fleet = openFleet({ cwd: folder });
  const cloud = path.join(folder, 'dist', 'simulated');
  expect(await fleet.resetSimulation()).toEqual({ folder: cloud, removed: false, servers: [] });
  fs.writeFileSync(path.join(cloud, 'account'), 'damaged');
  expect(await fleet.resetSimulation()).toEqual({ folder: cloud, removed: true, servers: [] });
  expect(Object.keys(readFiles(folder)).sort()).toEqual(['dist/simulated/notes', 'platform.yaml']);
});
