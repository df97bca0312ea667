import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const PACKAGES = path.join(__dirname, '../../../..');
const HOLD = JSON.stringify(path.join(PACKAGES, 'cli/dist/signals/hold-signals.js'));
const WRITE = JSON.stringify(path.join(PACKAGES, 'fleet/dist/new/write-spec.js'));

let apps: string;

beforeEach(() => (apps = fs.mkdtempSync(path.join(os.tmpdir(), 'interrupted-'))));
afterEach(() => fs.rmSync(apps, { recursive: true }));

/** Runs a program that is sent Ctrl-C right before a step on disk. */
function interrupted(step: string, program: string) {
  const script = `
    const fs = require('node:fs');
    const step = fs[${JSON.stringify(step)}];
    fs[${JSON.stringify(step)}] = (...given) => { process.kill(process.pid, 'SIGINT'); return step(...given); };
    ${program}`;
  return spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', env: { ...process.env, TMPDIR: apps } });
}

test.each(['mkdirSync', 'writeFileSync', 'renameSync'])(
  'Ctrl-C at %s leaves the whole spec, and then stops',
  (step) => {
    const program = `
      const { writeSpec } = require(${WRITE});
      const write = () => writeSpec(${JSON.stringify(apps)}, 'shop', 'kind: x\\n');
      require(${HOLD}).holdSignals(write).then(() => setTimeout(() => {}, 5000));`;
    const { signal, stderr } = interrupted(step, program);
    expect({ signal, stderr }).toEqual({ signal: 'SIGINT', stderr: '' });
    expect(fs.readdirSync(apps, { recursive: true }).map(String).sort()).toEqual(['shop', 'shop/app.yaml']);
    expect(fs.readFileSync(path.join(apps, 'shop/app.yaml'), 'utf8')).toBe('kind: x\n');
  },
);

test('a folder that appears during the run is not overwritten, and no files are left next to it', () => {
  const program = `
    const fs = require('node:fs');
    const rename = fs.renameSync;
    fs.renameSync = (from, to) => { fs.mkdirSync(to); fs.writeFileSync(to + '/app.yaml', 'theirs'); rename(from, to); };
    try { require(${WRITE}).writeSpec(${JSON.stringify(apps)}, 'shop', 'ours'); } catch (error) { console.log(error.message); }`;
  const { stdout } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
  expect(stdout).toContain('already exists and is not overwritten.');
  expect(fs.readdirSync(apps)).toEqual(['shop']);
  expect(fs.readFileSync(path.join(apps, 'shop/app.yaml'), 'utf8')).toBe('theirs');
});
