import { join } from 'node:path';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { describeShell, runShell, runStep } from '@goldenpath/testing/workflow-run';
import { step } from '@goldenpath/testing/workflows';

describeShell('ci.yml', () => {
  test.each([
    ['success', 0],
    ['failure', 1],
    ['cancelled', 1],
    ['skipped', 1],
  ])('where the parts say %s, the whole ends with %d', async (result, code) => {
    const gather = step('ci.yml', 'ci', 'Fail where any part did');
    const ended = await runStep(gather, { cwd: testFolder(), values: { 'needs.check.result': result } });
    expect(ended.code).toBe(code);
  });
});

describeShell('setup', () => {
  const install = join(ROOT, '.github/actions/setup/install.sh');
  const programs = { npx: '', npm: '' };

  test('installs the packages of the lockfile with the pinned pnpm', async () => {
    const cwd = testFolder({ 'pnpm-lock.yaml': '', 'package.json': '{"packageManager":"pnpm@10.34.9+sha512.abc"}' });
    const { code, calls } = await runShell(`bash '${install}'`, { cwd, programs });
    expect(code).toBe(0);
    expect(calls.map(({ args }) => args)).toEqual([
      ['--yes', 'pnpm@10.34.9', 'install', '--frozen-lockfile', '--reporter=append-only'],
    ]);
  });

  test("works with npm in a fleet's own repository", async () => {
    const { code, calls } = await runShell(`bash '${install}'`, {
      cwd: testFolder({ 'package.json': '{}' }),
      programs,
    });
    expect(code).toBe(0);
    expect(calls.map(({ program, args }) => [program, ...args])).toEqual([
      ['npm', 'ci', '--no-audit', '--no-fund', '--ignore-scripts'],
    ]);
  });
});
