import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testFolder } from '@goldenpath/testing/folders';

const PACKAGE = join(__dirname, '..');
const run = promisify(execFile);

/** The first JavaScript of the README. */
function example(): string {
  const [, code] = /```js\n(.*?)```/s.exec(readFileSync(join(PACKAGE, 'README.md'), 'utf8')) ?? [];
  if (code === undefined) throw new Error('The README has no example.');
  return code;
}

test('the example of the README runs on the example fleet', async () => {
  const out = testFolder();
  const args = ['--input-type=module', '--eval', example()];
  // From within the package, which finds itself by its name; the fleet is found above it.
  const { stdout, stderr } = await run(process.execPath, args, { cwd: PACKAGE, env: { ...process.env, OUT: out } });
  expect(stdout).toContain('orders-api https://orders-api.goldenpathidp.io\n');
  expect(stdout).toMatch(new RegExp(`^manifests: [1-9]\\d* files in ${out}/gitops$`, 'm'));
  expect(stdout).toMatch(new RegExp(`^stacks: [1-9]\\d* files in ${out}/cdktf.out$`, 'm'));
  expect(stdout).toContain('orders_db');
  expect(stderr).toMatch(/^1 of \d+\n/);
});

test('the example is short', () => {
  expect(
    example()
      .split('\n')
      .filter((line) => line !== '').length,
  ).toBeLessThanOrEqual(15);
});
