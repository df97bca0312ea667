import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goldenpath } from '@goldenpath/testing/command';
import { fleetVersion } from '@goldenpath/testing/fleet-versions';
import { testFolder } from '@goldenpath/testing/folders';

const ROOT = join(__dirname, '../..');
const RECORDER = 'scripts/lib/record-code.cjs';

/** Loaded into a command: prints, for each file of the bundle, whether V8 took its compiled code. */
const REPORT = `
const vm = require('node:vm');
const taken = {};
vm.Script = class extends vm.Script {
  constructor(text, options) {
    super(text, options);
    taken[require('node:path').basename(options.filename)] = this.cachedDataRejected === false;
  }
};
process.on('exit', () => process.stderr.write(JSON.stringify(taken)));
`;

test('the build compiles what the light commands load, and V8 takes it', async () => {
  const folder = fleetVersion(0, 5);
  const report = join(testFolder(), 'report.cjs');
  writeFileSync(report, REPORT);
  const env = { ...process.env, NODE_OPTIONS: `--require ${report}` };
  const taken: Record<string, boolean>[] = [];
  for (const command of ['synth --quiet', 'synth --quiet', 'validate', 'list --json', 'help']) {
    const { code, stderr } = await goldenpath(command.split(' '), { cwd: folder, env });
    expect(code).toBe(0);
    taken.push(JSON.parse(stderr) as Record<string, boolean>);
  }
  expect(taken.flatMap((files) => Object.keys(files).filter((file) => files[file] !== true))).toEqual([]);
  // After a synthesis, no specs are checked.
  expect(taken.map((files) => [files['main.js'], 'validators-app.js' in files])).toEqual([
    [true, true],
    ...Array.from({ length: 4 }, () => [true, false]),
  ]);
});

/** Loaded into a recorded run: replaces a file of the bundle before the run ends, as a second build does. */
const REPLACE = `
const file = process.env.BUNDLE_FILE;
process.on('exit', () => require('node:fs').writeFileSync(file, "exports.value=()=>'new'"));
`;

test('code of a file that another build replaced meanwhile is not used', () => {
  const root = testFolder();
  const dist = join(root, 'packages/cli/dist');
  for (const file of ['packages/cli/dist/load-bundle.js', 'packages/cli/dist/engine-flags.js', RECORDER])
    cpSync(join(ROOT, file), join(root, file));
  const replace = join(root, 'replace.cjs');
  writeFileSync(replace, REPLACE);
  const main = join(dist, 'goldenpath/main.js');
  mkdirSync(join(dist, 'goldenpath'));
  writeFileSync(main, "exports.value=()=>'old'");
  const program = `const {codeCacheOf,loadBundle}=require('./load-bundle.js');
    require('node:fs').mkdirSync(codeCacheOf(),{recursive:true});
    process.stdout.write(loadBundle().value());`;
  const run = (...args: string[]) =>
    execFileSync(process.execPath, [...args, '-e', program], {
      cwd: dist,
      encoding: 'utf8',
      env: { ...process.env, BUNDLE_FILE: main },
    });
  const recorded = run('--require', replace, '--require', join(root, RECORDER));
  expect([recorded, run()]).toEqual(['old', 'new']);
});
