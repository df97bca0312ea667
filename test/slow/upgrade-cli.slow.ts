import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commit, git } from '@goldenpath/testing/clone';
import { type Ended, goldenpath, GOLDENPATH, run } from '@goldenpath/testing/command';
import { readFiles, testFolder, writeFiles } from '@goldenpath/testing/folders';
import { writtenFleet } from '@goldenpath/testing/written-fleet';

const WEB = { kind: 'stateless-app', name: 'web', description: 'Shows pages', owner: 'app-team', runtime: 'node' };

/** A fleet, and the repository of its application as an earlier description made it. */
async function fleetAndRepository(): Promise<{ readonly cwd: string; readonly root: string }> {
  const root = testFolder({}, 'web repository ');
  const before = writtenFleet([{ ...WEB, description: 'Shows other pages' }]);
  expect(await goldenpath(['scaffold', 'web', '--out', root], { cwd: before })).toMatchObject({ code: 0 });
  git(root, 'init', '--quiet');
  commit(root, 'scaffold');
  return { cwd: writtenFleet([WEB]), root };
}

interface Report {
  readonly dryRun: boolean;
  readonly isResumed: boolean;
  readonly files: readonly { readonly path: string; readonly change: string }[];
}

const reportOf = ({ stdout }: Ended) => JSON.parse(stdout) as Report;
const changed = (ended: Ended) =>
  Object.fromEntries(
    reportOf(ended)
      .files.filter(({ change }) => change !== 'unchanged')
      .map(({ path, change }) => [path, change]),
  );
const upgrade = (cwd: string, root: string, ...more: string[]) =>
  goldenpath(['upgrade', 'web', '--repo', root, ...more], { cwd });

test('a change of the spec reaches the repository, edits of the team stay, and the exit code is 0', async () => {
  const { cwd, root } = await fleetAndRepository();
  const readme = join(root, 'README.md');
  writeFileSync(readme, `${readFileSync(readme, 'utf8')}\nOurs.\n`);
  commit(root, 'team');
  const expected = { 'README.md': 'merged', 'catalog-info.yaml': 'updated', 'metadata.yaml': 'updated' };
  const rehearsed = await upgrade(cwd, root, '--json', '--dry-run');
  expect(rehearsed.code).toBe(0);
  expect(changed(rehearsed)).toMatchObject(expected);
  expect(git(root, 'status', '--porcelain')).toBe('');
  const done = await upgrade(cwd, root);
  expect(done).toMatchObject({ code: 0, stderr: '' });
  expect(done.stdout).toContain('  merged   README.md\n  updated  catalog-info.yaml');
  expect(readFileSync(readme, 'utf8')).toMatch(/Shows pages[^]*\nOurs\.\n$/);
});

test('a conflict ends with exit code 1, and the file shows both sides', async () => {
  const { cwd, root } = await fleetAndRepository();
  const readme = join(root, 'README.md');
  writeFileSync(readme, readFileSync(readme, 'utf8').replace('Shows other pages', 'Ours'));
  commit(root, 'team');
  const done = await upgrade(cwd, root);
  expect(done).toMatchObject({ code: 1, stderr: '' });
  expect(done.stdout).toContain('1 file has conflicts.');
  expect(readFileSync(readme, 'utf8')).toContain('<<<<<<< this repository\nOurs\n||||||| generated last\n');
  expect(await upgrade(cwd, root)).toMatchObject({ code: 1, stderr: expect.stringContaining('uncommitted changes') });
});

/** Kills the process when it moves the given file, counted from 0, to its place: before or after. */
function killer(folder: string): string {
  const file = join(folder, 'kill.cjs');
  writeFileSync(
    file,
    `const fs = require('node:fs');
     const rename = fs.renameSync;
     let left = Number(process.env.KILL_AT);
     fs.renameSync = (from, to) => {
       if (!/upgrade\\.(next|json)/.test(from + to)) return rename(from, to);
       const die = () => process.kill(process.pid, 'SIGKILL');
       if (left === 0 && process.env.KILL === 'before') die();
       rename(from, to);
       if (left-- === 0) die();
     };`,
  );
  return file;
}

/** Moves into place: the journal, three files and the record. */
const KILLS = [
  [0, 'after'],
  [1, 'before'],
  [2, 'after'],
  [4, 'before'],
  [4, 'after'],
] as const;

const recordIn = (root: string) => readFileSync(join(root, '.goldenpath.json'), 'utf8');

test('a run that is killed at any step is finished by the next, and no file is half-written', async () => {
  const { cwd, root } = await fleetAndRepository();
  const whole = testFolder();
  git(whole, 'clone', '--quiet', root, 'clone');
  expect(await upgrade(cwd, join(whole, 'clone'))).toMatchObject({ code: 0 });
  const expected = readFiles(join(whole, 'clone'));
  const before = readFiles(root);
  const preload = `--require=${killer(testFolder())}`;
  for (const [at, KILL] of KILLS) {
    git(root, 'reset', '--quiet', '--hard');
    const env = { ...process.env, NODE_OPTIONS: preload, KILL_AT: String(at), KILL };
    const killed = await goldenpath(['upgrade', 'web', '--repo', root], { cwd, env });
    expect([at, KILL, killed.code]).toEqual([at, KILL, 'SIGKILL']);
    for (const [path, text] of Object.entries(readFiles(root)))
      expect([path, [before[path], expected[path]].includes(text)]).toEqual([path, true]);
    expect(git(root, 'ls-files', '--others', '--exclude-standard')).toBe('');
    expect(await upgrade(cwd, root)).toMatchObject({ code: 0, stderr: '' });
    expect(readFiles(root)).toEqual(expected);
    expect(recordIn(root)).toBe(recordIn(join(whole, 'clone')));
  }
});

test('an interrupted upgrade is not finished over an edit that the team made since', async () => {
  const { cwd, root } = await fleetAndRepository();
  const env = { ...process.env, NODE_OPTIONS: `--require=${killer(testFolder())}`, KILL_AT: '1', KILL: 'after' };
  await goldenpath(['upgrade', 'web', '--repo', root], { cwd, env });
  writeFiles(root, { 'metadata.yaml': 'ours\n' });
  const refused = await upgrade(cwd, root);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('metadata.yaml in') });
  expect(readFileSync(join(root, 'metadata.yaml'), 'utf8')).toBe('ours\n');
});

/** To root every folder is writable, unless that power is taken away. */
function withoutPowers(args: readonly string[], cwd: string): Promise<Ended> {
  if (process.getuid?.() !== 0) return goldenpath(args, { cwd });
  const powers = ['--bounding-set=-dac_override,-dac_read_search'];
  return run('setpriv', [...powers, process.execPath, GOLDENPATH, ...args], { cwd });
}

test('a repository that is read-only is refused, and nothing changes', async () => {
  const { cwd, root } = await fleetAndRepository();
  chmodSync(root, 0o555);
  try {
    const refused = await withoutPowers(['upgrade', 'web', '--repo', root], cwd);
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`There is no permission to write to ${root}. Nothing was changed.`),
    });
    expect(git(root, 'status', '--porcelain')).toBe('');
  } finally {
    chmodSync(root, 0o755);
  }
});
