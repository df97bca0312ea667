import * as fs from 'node:fs';
import * as path from 'node:path';
import { run } from '../../../src/run';
import { contextOf } from '../../context';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';

let folder: FleetFolder;
beforeEach(() => {
  folder = fleetFolder();
});
afterEach(() => folder.remove());

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  template:
    spec:
      nodeName: one
      containers:
        - name: shop
          image: shop:1.0
          env: [{ name: API_TOKEN, value: hunter2hunter2 }]
`;

async function importing(...flags: string[]) {
  fs.writeFileSync(path.join(folder.root, 'shop.yaml'), DEPLOYMENT);
  const context = contextOf(folder.root, false);
  const code = await run(['import', 'shop.yaml', '--owner', 'app-team', ...flags], context);
  return { code, said: context.printed.join('') };
}

test('says what was written, what was not carried over, which secrets to fill, and what differs', async () => {
  const { code, said } = await importing();
  expect(code).toBe(0);
  expect(said).toContain('Wrote apps/shop/app.yaml.');
  expect(said).toContain('  shop.yaml:7  Deployment/shop spec.template.spec.nodeName  A spec has no field for it.\n');
  expect(said).toContain('Secrets that need a value in the secret store\n  API_TOKEN   shop.yaml:11\n');
  expect(said).toContain('Differences of the objects in prod from the manifests\n  ~ Deployment/shop\n');
  expect(said).toContain('      - spec.template.spec.nodeName: "one"\n');
  expect(said).not.toContain('hunter2');
});

test('a dry run prints the spec, and JSON is for programs', async () => {
  const { said } = await importing('--dry-run');
  expect(said).toContain('kind: stateless-app\nname: shop\n');
  expect(said).toContain('Nothing was written.');
  expect(folder.tree()).not.toContain('apps/shop');
  const { said: json } = await importing('--json', '--dry-run');
  expect(JSON.parse(json)).toMatchObject({ source: 'manifests', apps: [{ name: 'shop', isWritten: false }] });
});

test('an application that exists is one error', async () => {
  await importing();
  const { code, said } = await importing();
  expect(code).toBe(1);
  expect(said).toBe(
    'error: apps/shop already exists and is not overwritten. Choose another name, or edit the existing file.\n',
  );
});
