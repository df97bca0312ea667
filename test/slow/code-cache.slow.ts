import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goldenpath } from '@goldenpath/testing/command';
import { fleetVersion } from '@goldenpath/testing/fleet-versions';
import { testFolder } from '@goldenpath/testing/folders';

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
