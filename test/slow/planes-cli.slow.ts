import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ended, goldenpath, run } from '@goldenpath/testing/command';
import { ROOT } from '@goldenpath/testing/fleet';
import { readFiles, testFolder, writeFiles } from '@goldenpath/testing/folders';

/** Without these the cdktf command line asks the network for newer versions of itself. */
const { TF_CLI_CONFIG_FILE: _, ...environment } = process.env;
const OFFLINE = { ...environment, CHECKPOINT_DISABLE: '1', DISABLE_VERSION_CHECK: '1', CI: '1' };

let expected: Readonly<Record<string, string>>;
let stateOfRepository: string;

beforeAll(async () => {
  const out = testFolder();
  await goldenpath(['synth', '--platform', join(ROOT, 'platform.yaml'), '--out', out, '--quiet']);
  expected = readFiles(out);
  stateOfRepository = await repositoryState();
}, 30_000);

/** What git knows of, and the settings of the two command lines, which cdktf writes into where it misses something. */
async function repositoryState(): Promise<string> {
  const settings = ['cdktf.json', 'cdk8s.yaml'].map((file) => readFileSync(join(ROOT, file), 'utf8'));
  const { stdout } = await run(
    'git',
    ['ls-files', '--others', '--exclude-standard', '--', '*.json', 'cdktf.out', 'dist'],
    { cwd: ROOT },
  );
  return [...settings, stdout].join('\n');
}

/** Runs a program of the workspace as `npx` does, from the root. */
function npx(program: string, ...args: string[]): Promise<Ended> {
  return run(join(ROOT, 'node_modules', '.bin', program), args, { cwd: ROOT, env: { ...OFFLINE, HOME: testFolder() } });
}

function below(tree: string): Record<string, string> {
  const prefix = `${tree}/`;
  const inTree = Object.entries(expected).filter(([path]) => path.startsWith(prefix));
  return Object.fromEntries(inTree.map(([path, text]) => [path.slice(prefix.length), text]));
}

/** A repository of the example fleet elsewhere, with the settings of this one: what runs there is its own. */
function elsewhere(): string {
  const folder = testFolder();
  for (const name of ['apps', 'platform.yaml']) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  const settings = readFileSync(join(ROOT, 'cdk8s.yaml'), 'utf8');
  writeFileSync(join(folder, 'cdk8s.yaml'), settings.replace('node scripts/', `node "${join(ROOT, 'scripts')}"/`));
  return folder;
}

function cdk8s(cwd: string, ...args: string[]): Promise<Ended> {
  const program = join(ROOT, 'node_modules', '.bin', 'cdk8s');
  return run(program, ['synth', ...args], { cwd, env: { ...OFFLINE, HOME: testFolder() } });
}

test('cdk8s synth writes the same manifests as goldenpath, to its own folder and to dist/gitops', async () => {
  const folder = elsewhere();
  expect(await cdk8s(folder)).toMatchObject({ code: 0 });
  expect(readFiles(join(folder, 'dist', 'cdk8s'))).toEqual(below('gitops'));
  expect(readFiles(join(folder, 'dist', 'gitops'))).toEqual(below('gitops'));
}, 60_000);

test('cdk8s synth keeps released tags, although it empties its folder first', async () => {
  const folder = elsewhere();
  await goldenpath(['synth', '--quiet'], { cwd: folder });
  const overlay = join('apps', 'user-service', 'deploy', 'overlays', 'prod', 'kustomization.yaml');
  const moved = (below('gitops')[overlay] ?? '').replace('newTag: prod-0000000', 'newTag: prod-1a2b3c4');
  expect(moved).toContain('prod-1a2b3c4');
  writeFileSync(join(folder, 'dist', 'gitops', overlay), moved);
  for (const args of [[], [], ['--output', 'other']]) expect(await cdk8s(folder, ...args)).toMatchObject({ code: 0 });
  for (const tree of ['dist/cdk8s', 'dist/gitops', 'other'])
    expect(readFileSync(join(folder, tree, overlay), 'utf8')).toBe(moved);
}, 60_000);

test('cdktf synth writes the stacks that goldenpath writes', async () => {
  const out = join(testFolder(), 'stacks');
  const { code, stdout } = await npx('cdktf', 'synth', '--output', out);
  expect([code, stdout]).toEqual([0, expect.stringContaining('app-orders-api-prod')]);
  expect(readFiles(out)).toEqual(below('cdktf.out'));
}, 60_000);

test('cdktf list lists every stack with its folder', async () => {
  const out = join(testFolder(), 'stacks');
  const { code, stdout } = await npx('cdktf', 'list', '--output', out);
  expect(code).toBe(0);
  const { stacks } = JSON.parse(below('cdktf.out')['manifest.json'] ?? '') as { stacks: Record<string, object> };
  // Its table is as wide as a terminal, and breaks paths that are wider.
  const table = stdout.replaceAll(/\s/g, '');
  for (const name of Object.keys(stacks)) expect(table).toContain(`${name}${join(out, 'stacks', name)}`);
}, 60_000);

test('cdktf diff takes no stack from a tree that a run left unfinished', async () => {
  const out = join(testFolder(), 'stacks');
  const { 'manifest.json': _manifest, ...unfinished } = below('cdktf.out');
  writeFiles(out, unfinished);
  const ended = await npx('cdktf', 'diff', 'app-orders-api-dev', '--skip-synth', '--output', out);
  expect(ended.code).not.toBe(0);
  expect(ended.stdout + ended.stderr).toContain('manifest.json');
}, 60_000);

test('neither leaves anything behind in the repository', async () => {
  expect(await repositoryState()).toBe(stateOfRepository);
});
