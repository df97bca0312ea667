import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInRegistry } from '@goldenpath/parts';
import { assembleVersion, writtenFleet } from '../../src/review/fleet-version';
import { readVersionFile, writeVersionFile } from '../../src/review/version-file';
import { testFolder } from '@goldenpath/testing/folders';
import { openWritten } from '@goldenpath/testing/written-fleet';

const HOSTILE = '"\\n${{ }}\u2028<script>';

async function aVersion() {
  const fleet = await openWritten([
    { kind: 'stateless-app', name: 'web', description: 'Pages', owner: 'app-team', env: { TEXT: 'plain' } },
  ]);
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web-config' }, data: { TEXT: HOSTILE } };
  const rendered = [
    { stacks: { 'platform-prod': { terraform: { required_version: HOSTILE } } }, objects: {} },
    { app: 'web', stacks: { 'app-web': { resource: {} } }, objects: { dev: [object], prod: [object, object] } },
  ];
  return { written: writtenFleet({ ...fleet, registry: builtInRegistry }), rendered };
}

test('a fleet version is read back from its file unchanged', async () => {
  const file = join(testFolder(), 'version.jsonl');
  const { written, rendered } = await aVersion();
  writeVersionFile(file, written, rendered);
  const back = await readVersionFile(file);
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;
  const version = assembleVersion(written, rendered);
  expect(plain(back?.facts)).toEqual(plain(version.facts));
  expect(plain([...(back?.stacks ?? [])])).toEqual(plain([...version.stacks]));
  expect(plain([...(back?.objects.get('web') ?? [])])).toEqual(plain([...(version.objects.get('web') ?? [])]));
  expect(plain([...(back?.writtenApps ?? [])])).toEqual(plain([...version.writtenApps]));
});

test('a file that another version wrote is not misread', async () => {
  const file = join(testFolder(), 'version.jsonl');
  const { written, rendered } = await aVersion();
  writeVersionFile(file, written, rendered);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"version":1', '"version":2'));
  expect(await readVersionFile(file)).toBeUndefined();
});
