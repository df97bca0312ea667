import * as fs from 'node:fs';
import * as path from 'node:path';
import { openFleet } from '@goldenpath/fleet';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';
import { git } from '@goldenpath/testing/git';

let folder: FleetFolder;

beforeEach(() => {
  folder = fleetFolder();
});
afterEach(() => folder.remove());

function commit(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder.root, name)), { recursive: true });
    fs.writeFileSync(path.join(folder.root, name), text);
  }
  git(folder.root, ['add', '-A']);
  git(folder.root, ['commit', '-qm', 'x']);
}

test('a review with --data-only runs none of the generators that a pull request changes', async () => {
  const ran = path.join(folder.root, 'ran');
  git(folder.root, ['init', '-q', '-b', 'main']);
  commit({});
  git(folder.root, ['checkout', '-q', '-b', 'pr']);
  const script = `node -e "require('fs').writeFileSync(process.env.RAN, '')"`;
  const orders = fs.readFileSync(path.join(folder.root, 'apps/orders/app.yaml'), 'utf8');
  commit({
    'apps/orders/app.yaml': `${orders}replicas: 2\n`,
    'package.json': JSON.stringify({ name: 'x', version: '1.0.0', scripts: { preinstall: script, build: script } }),
    'package-lock.json': JSON.stringify({
      name: 'x',
      version: '1.0.0',
      lockfileVersion: 3,
      packages: { '': { name: 'x', version: '1.0.0' } },
    }),
    '.npmrc': 'node-options=--require=./evil.js\n',
    '.pnpmfile.cjs': `require('fs').writeFileSync(process.env.RAN, '');`,
    'evil.js': `require('fs').writeFileSync(process.env.RAN, '');`,
    '.gitattributes': '* filter=evil diff=evil\n',
    '.githooks/post-checkout': `#!/bin/sh\ntouch "$RAN"\n`,
    'node_modules/.bin/git': `#!/bin/sh\ntouch "$RAN"\n`,
  });
  git(folder.root, ['checkout', '-q', 'main']);
  const fleet = openFleet({ cwd: folder.root, dataOnly: true, env: { ...process.env, RAN: ran } });
  const { versions } = await fleet.review({ base: 'main', head: 'pr', plan: false });
  expect(versions.notes).toEqual(['Base and head are made by the generators that are installed here.']);
  expect(fs.existsSync(ran)).toBe(false);
});
