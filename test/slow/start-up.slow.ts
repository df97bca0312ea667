import { appendFileSync, cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ended, goldenpath, run } from '@goldenpath/testing/command';
import { ROOT } from '@goldenpath/testing/fleet';
import { fleetVersion } from '@goldenpath/testing/fleet-versions';
import { outputFiles, testFolder, writeFiles } from '@goldenpath/testing/folders';
import { copyInto } from '@goldenpath/testing/outside-project';

const LIGHT = [
  ['validate'],
  ['validate', '--json'],
  ['validate', '--only', 'nobody'],
  ['list', '--json'],
  ['explain', 'my-redis'],
  ['explain', 'my-redi'],
  ['completion', 'bash'],
  ['synth', '--check', '--json'],
  ['synth', '--only', 'nobody'],
  ['help'],
  ['help', 'synth'],
  ['--version'],
  ['__complete', 'explain', ''],
];

/** Runs the command package by package, as the commands start that are not in the bundle. */
function unbundled(args: readonly string[], cwd: string): Promise<Ended> {
  const start = `process.argv.splice(1, 0, 'goldenpath'); require(${JSON.stringify(join(ROOT, 'packages/cli/dist/main.js'))});`;
  return run(process.execPath, ['--eval', start, '--', ...args], { cwd });
}

test.each(LIGHT)('%s %s %s says from one file what it says from the packages', async (...args) => {
  const given = args.filter((arg) => arg !== undefined);
  expect(await goldenpath(given, { cwd: ROOT })).toEqual(await unbundled(given, ROOT));
});

test('errors are the same from one file as from the packages', async () => {
  const folder = testFolder();
  copyInto(folder, ['platform.yaml']);
  writeFiles(folder, {
    'apps/web/app.yaml': 'kind: stateless-app\nname: web\nreplica: 2\n',
    'apps/shop/app.ts': `export default { kind: 'stateless-app', name: 'shop', port: 'x' };\n`,
  });
  const told = await goldenpath(['validate'], { cwd: folder });
  expect(told).toEqual(await unbundled(['validate'], folder));
  expect(told).toMatchObject({ code: 1, stderr: expect.stringContaining('did you mean `replicas`?') });
});

test('languages of the platform are checked from one file as from the packages', async () => {
  const folder = testFolder();
  copyInto(folder, ['platform.yaml']);
  appendFileSync(join(folder, 'platform.yaml'), 'runtimes:\n  go:\n    template: ./go\n');
  const shop = { kind: 'stateless-app', name: 'shop', description: 'x', owner: 'app-team', runtime: 'go' };
  writeFiles(folder, {
    'apps/shop/app.yaml': JSON.stringify(shop),
    'go/base/main.go': 'package main\n',
    'go/base/Dockerfile': 'FROM scratch\n',
  });
  for (const command of ['validate', 'list', 'explain shop']) {
    const told = await goldenpath(command.split(' '), { cwd: folder });
    expect(told).toEqual(await unbundled(command.split(' '), folder));
    expect(told).toMatchObject({ code: 0, stderr: '' });
  }
  writeFiles(folder, { 'go/base/main.go': 'package {{nope}}\n' });
  const told = await goldenpath(['synth'], { cwd: folder });
  expect(told).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no value `nope`.') });
});

test('each generator of every part makes the same from the bundle as from the packages', async () => {
  const folder = testFolder();
  cpSync(join(ROOT, 'test/unit/every-part'), folder, { recursive: true });
  const args = (out: string) => ['synth', '--quiet', '--out', join(folder, out)];
  expect(await goldenpath(args('bundle'), { cwd: folder })).toMatchObject({ code: 0, stderr: '' });
  expect(await unbundled(args('packages'), folder)).toMatchObject({ code: 0, stderr: '' });
  const made = outputFiles(join(folder, 'bundle'));
  expect(Object.keys(made).length).toBeGreaterThan(100);
  expect(made).toEqual(outputFiles(join(folder, 'packages')));
});

test('overrides of Terraform are checked from one file as from the packages', async () => {
  const folder = testFolder();
  copyInto(folder, ['platform.yaml']);
  const shop = { kind: 'stateless-app', name: 'shop', description: 'x', owner: 'app-team' };
  const override = (has: unknown) => ({ resource: { github_repository: { repository: { has_wiki: has } } } });
  const write = (has: unknown) =>
    writeFiles(folder, {
      'apps/shop/app.yaml': JSON.stringify(shop),
      'apps/shop/patches/terraform/once/wiki.yaml': JSON.stringify(override(has)),
    });
  for (const [has, code] of [
    [true, 0],
    ['yes', 1],
  ] as const) {
    write(has);
    const told = await goldenpath(['validate'], { cwd: folder });
    expect(told).toEqual(await unbundled(['validate'], folder));
    expect(told.code).toBe(code);
    expect(told.stderr.includes('`has_wiki` is not true or false.')).toBe(code === 1);
  }
});

test('a synthesis with nothing to do loads none of the heavy packages', async () => {
  const folder = fleetVersion(0, 5);
  const report = join(testFolder(), 'report.cjs');
  writeFileSync(report, `process.on('exit', () => process.stderr.write(JSON.stringify(Object.keys(require.cache))));`);
  const env = { ...process.env, NODE_OPTIONS: `--require ${report}` };
  const loaded: string[][] = [];
  for (let time = 0; time < 2; time += 1) {
    const { code, stderr } = await goldenpath(['synth', '--quiet'], { cwd: folder, env });
    expect(code).toBe(0);
    loaded.push(JSON.parse(stderr) as string[]);
  }
  const heavy = /node_modules\/(ajv|cdk8s|cdk8s-plus-28|cdktf|constructs|@cdktf|piscina|preact)\//;
  const [first = [], again = []] = loaded;
  expect(first.some((file) => heavy.test(file))).toBe(true);
  expect(again.filter((file) => heavy.test(file) || /packages\/(?!cli\/)[a-z]+\/dist\//.test(file))).toEqual([]);
});

test.each(['validate', 'list', 'explain my-redis'])('%s loads none of the heavy packages', async (command) => {
  const report = join(testFolder(), 'report.cjs');
  writeFileSync(report, `process.on('exit', () => process.stderr.write(JSON.stringify(Object.keys(require.cache))));`);
  const options = { cwd: ROOT, env: { ...process.env, NODE_OPTIONS: `--require ${report}` } };
  const ended = await goldenpath(command.split(' '), options);
  expect(ended).toMatchObject({ code: 0 });
  const loaded = JSON.parse(ended.stderr) as string[];
  const heavy = /node_modules\/(ajv|cdk8s|cdk8s-plus-28|cdktf|constructs|@cdktf|piscina|preact)\//;
  expect(loaded.filter((file) => heavy.test(file))).toEqual([]);
  // What starts the process of a spec in TypeScript, and what reads the schedule of a job: nothing else.
  const ours = loaded.filter((file) => /packages\/(?!cli\/)[a-z]+\/dist\//.test(file));
  const needed =
    /packages\/(spec\/dist\/(code\/|types\/define\.js$)|process\/dist\/|secrets\/dist\/|errors\/dist\/|parts\/dist\/cron-job\/)/;
  expect(ours.filter((file) => !needed.test(file))).toEqual([]);
  expect(loaded).toContain(join(ROOT, 'packages/cli/dist/load-bundle.js'));
});
