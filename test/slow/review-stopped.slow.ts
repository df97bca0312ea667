import { chmodSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ended, run, startGoldenpath } from '@goldenpath/testing/command';
import { testFolder, writeFiles } from '@goldenpath/testing/folders';
import { commitAll, type Edit, repositoryWith } from '@goldenpath/testing/review-cases';
import { cloudlessEnvironment } from '@goldenpath/testing/simulated-fleet';

const LOST_DATABASE: Edit = {
  title: 'A database goes',
  replace: { 'apps/ledger/app.yaml': [['environments: [dev, prod]', 'environments: [dev]']] },
};
const LOOP = 'for (;;);\nexport default {};\n';

/** A folder with a program that says that it runs, and never ends. */
function hangingProgram(name: string, first = ''): string {
  const folder = testFolder({ [name]: `#!/bin/sh\n${first}\necho $$ > "$RUNNING/pid"\nexec sleep 600\n` });
  chmodSync(join(folder, name), 0o755);
  return folder;
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries += 1) {
    if (tries > 3000) throw new Error('It never came to that.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Starts a review, and stops it once `isReady` says so of the folder that it makes things in. */
async function stopped(
  folder: string,
  signal: NodeJS.Signals,
  isReady: (temporary: string, running: string) => boolean,
  { env = {}, isRepeated = false }: { readonly env?: NodeJS.ProcessEnv; readonly isRepeated?: boolean } = {},
) {
  const [temporary, running] = [testFolder(), testFolder()];
  const child = startGoldenpath(['review'], {
    cwd: folder,
    env: { ...cloudlessEnvironment(), TMPDIR: temporary, RUNNING: running, ...env },
  });
  const end = ended(child);
  await until(() => isReady(temporary, running));
  child.kill(signal);
  const again = isRepeated ? setInterval(() => child.kill(signal), 2000) : undefined;
  // What cannot be stopped must not run on after the test has failed.
  const giveUp = setTimeout(() => child.kill('SIGKILL'), 30_000);
  const { code, stdout, stderr } = await end;
  clearTimeout(giveUp);
  clearInterval(again);
  await until(() => readdirSync(temporary).length === 0);
  return { code, stdout, stderr, running };
}

/** Whether the spec that never ends has been put into the folder of the review. */
const isChecked = (temporary: string) =>
  readdirSync(temporary, { recursive: true, encoding: 'utf8' }).some((name) => name.endsWith(join('loop', 'app.ts')));

const runs = (_: string, running: string) => readdirSync(running).includes('pid');

async function isAlive(running: string): Promise<boolean> {
  const { code } = await run('sh', ['-c', `kill -0 "$(cat '${running}/pid')"`]);
  return code === 0;
}

test('stopped while Terraform plans, it says nothing of a change that it has not looked at, and leaves nothing running', async () => {
  const terraform = hangingProgram('terraform', '[ "$1" = version ] && exec "$REAL" "$@"');
  const { stdout: real } = await run('sh', ['-c', 'command -v terraform']);
  const env = { PATH: [terraform, process.env['PATH']].join(delimiter), REAL: real.trim() };
  const { code, stdout, running } = await stopped(repositoryWith(LOST_DATABASE), 'SIGINT', runs, { env });
  expect({ code, stdout }).toEqual({ code: 'SIGINT', stdout: '' });
  expect(await isAlive(running)).toBe(false);
});

test("stopped while the base's generators are installed, it leaves no installation running", async () => {
  const folder = repositoryWith({ title: 'Nothing' });
  const lock = (version: string) => ({ 'package.json': '{}', 'pnpm-lock.yaml': `lockfileVersion: ${version}\n` });
  writeFiles(folder, lock("'9.0'"));
  commitAll(folder);
  writeFiles(folder, lock("'9.1'"));
  const env = { PATH: [hangingProgram('npx'), process.env['PATH']].join(delimiter) };
  const { code, running } = await stopped(folder, 'SIGTERM', runs, { env });
  expect(code).toBe('SIGTERM');
  expect(await isAlive(running)).toBe(false);
});

test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('a spec that never ends is ended by %s', async (signal) => {
  const folder = repositoryWith({ title: 'Nothing' });
  writeFiles(folder, { 'apps/loop/app.ts': LOOP });
  commitAll(folder);
  await run('rm', ['-r', join(folder, 'apps', 'loop')]);
  // Node loses a signal that arrives in the moment in which its listener is removed. A person presses Ctrl-C again.
  const { code, stdout, stderr } = await stopped(folder, signal, isChecked, { isRepeated: true });
  expect({ code, stdout, stderr }).toEqual({ code: signal, stdout: '', stderr: '' });
});

test('a review that dies with the shell that cleans up after it leaves the clone as it was, and the next review removes its folder', async () => {
  const folder = repositoryWith({ title: 'Nothing' });
  writeFiles(folder, { 'apps/loop/app.ts': LOOP });
  commitAll(folder);
  await run('rm', ['-r', join(folder, 'apps', 'loop')]);
  const inClone = () => readdirSync(join(folder, '.git'), { recursive: true, encoding: 'utf8' }).sort();
  const before = inClone();
  const temporary = testFolder();
  const options = { cwd: folder, env: { ...cloudlessEnvironment(), TMPDIR: temporary } };
  const child = startGoldenpath(['review'], options);
  const end = ended(child);
  await until(() => isChecked(temporary));
  const { stdout: shells } = await run('pgrep', ['-P', String(child.pid), '-f', 'exec /bin/rm -rf']);
  for (const shell of shells.trim().split('\n')) process.kill(Number(shell), 'SIGKILL');
  child.kill('SIGKILL');
  await end;
  const left = readdirSync(temporary).filter((name) => name.startsWith('goldenpath-review-'));
  expect(left).toHaveLength(1);
  expect(inClone()).toEqual(before);
  await run('git', ['-C', folder, 'reset', '--quiet', '--hard', 'HEAD~1']);
  expect((await ended(startGoldenpath(['review', '--base', 'HEAD'], options))).code).toBe(0);
  expect(readdirSync(temporary).filter((name) => name.startsWith('goldenpath-review-'))).toEqual([]);
});
