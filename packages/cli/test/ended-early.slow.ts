import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';

let folder: FleetFolder;

beforeEach(() => {
  folder = fleetFolder();
});
afterEach(() => folder.remove());

const COMMAND = path.join(__dirname, '../bin/goldenpath.js');
const SPEC = { kind: 'stateless-app', name: 'shop', description: 'Sells', owner: 'app-team' };

function validate(before: string) {
  fs.mkdirSync(path.join(folder.root, 'apps/shop'));
  fs.writeFileSync(path.join(folder.root, 'apps/shop/app.ts'), `${before}\nexport default ${JSON.stringify(SPEC)};\n`);
  return spawnSync(process.execPath, [COMMAND, 'validate', '--json'], {
    cwd: folder.root,
    timeout: 20_000,
    encoding: 'utf8',
  });
}

test('a command whose spec calls process.exit fails', () => {
  expect(validate('process.exit(0);')).toMatchObject({ status: 1 });
});

test('callbacks that the code of a spec leaves in the event loop never run', () => {
  const { status, stdout } = validate('void Promise.resolve().then(() => process.exit(1));');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ valid: true });
});

test('a timer in the code of a spec does not keep the command running', () => {
  expect(validate('setInterval(() => undefined, 1000);')).toMatchObject({ status: 0, signal: null });
});

test('output of the code of a spec is not part of the result', () => {
  const { stdout, stderr } = validate("console.log('noise');");
  expect(JSON.parse(stdout)).toMatchObject({ valid: true });
  expect(stderr).toContain('noise');
});
