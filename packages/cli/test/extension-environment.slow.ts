import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';

let folder: FleetFolder;

beforeEach(() => {
  folder = fleetFolder();
});
afterEach(() => folder.remove());

test('the code of an extension finds no credentials in its environment', () => {
  const platformFile = path.join(folder.root, 'platform.yaml');
  const platform = JSON.parse(fs.readFileSync(platformFile, 'utf8')) as object;
  fs.writeFileSync(platformFile, JSON.stringify({ ...platform, extensions: ['./extension'] }));
  fs.mkdirSync(path.join(folder.root, 'extension'));
  fs.writeFileSync(
    path.join(folder.root, 'extension/index.ts'),
    `process.stderr.write('seen ' + Object.keys(process.env).join(' ') + ' end. ');\nexport const parts = [];\nexport const kinds = [];\n`,
  );
  const { stderr } = spawnSync(process.execPath, [path.join(__dirname, '../bin/goldenpath.js'), 'validate'], {
    cwd: folder.root,
    encoding: 'utf8',
    env: { ...process.env, GITOPS_TOKEN: 'planted', AWS_SECRET_ACCESS_KEY: 'planted', AWS_PROFILE: 'x', VISIBLE: '1' },
  });
  expect(stderr).toMatch(/seen .*\bVISIBLE\b/);
  expect(stderr).not.toMatch(/GITOPS_TOKEN|AWS_/);
});
