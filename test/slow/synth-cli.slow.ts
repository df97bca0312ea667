import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderApp } from '@goldenpath/manifests';
import { builtInRegistry } from '@goldenpath/parts';
import { type Ended, GOLDENPATH, goldenpath, run } from '@goldenpath/testing/command';
import { openFleet, ROOT } from '@goldenpath/testing/fleet';
import { outputFiles, readFiles, testFolder } from '@goldenpath/testing/folders';
import { byIdentity, kustomizeFolder } from '@goldenpath/testing/kustomize';

const OVERLAY = 'gitops/apps/user-service/deploy/overlays/prod';

/** What a run of the example fleet writes, whole. */
let whole: Readonly<Record<string, string>>;

beforeAll(async () => {
  const out = testFolder();
  expect(await synth(ROOT, out)).toMatchObject({ code: 0, stderr: '' });
  whole = readFiles(out);
}, 30_000);

function synth(fleet: string, out: string, ...flags: string[]): Promise<Ended> {
  return goldenpath(['synth', '--platform', join(fleet, 'platform.yaml'), '--out', out, ...flags], { cwd: '/' });
}

/** A folder that a run has written the example fleet into. */
async function synthesised(prefix?: string): Promise<string> {
  const out = testFolder({}, prefix);
  expect(await synth(ROOT, out)).toMatchObject({ code: 0 });
  return out;
}

/** The example fleet, to change; with nothing that has to be run. */
function copiedFleet(): string {
  const fleet = testFolder();
  cpSync(join(ROOT, 'platform.yaml'), join(fleet, 'platform.yaml'));
  for (const app of ['user-service', 'my-redis', 'orders-api', 'reporting-db'])
    cpSync(join(ROOT, 'apps', app), join(fleet, 'apps', app), { recursive: true });
  return fleet;
}

function edit(file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(from);
  writeFileSync(file, text.replace(from, to));
}

/** Everything in a folder, our own records too. Without the two that hold the status of files, which each write changes. */
async function everything(folder: string): Promise<string> {
  const script =
    'find . -type f ! -path "*/.goldenpath/index" ! -path "*/.goldenpath/cache" -exec sha256sum {} + | sort; find . | sort';
  return (await run('sh', ['-c', script], { cwd: folder })).stdout;
}

describe('a failed run leaves the previous output, byte for byte', () => {
  test('for a spec with a mistake', async () => {
    const fleet = copiedFleet();
    const out = await synthesised();
    const before = await everything(out);
    edit(join(fleet, 'apps/user-service/app.yaml'), 'replicas: 2', 'replica: 2');
    const { code, stderr } = await synth(fleet, out);
    expect([code, stderr]).toEqual([1, expect.stringContaining('did you mean `replicas`')]);
    expect(await everything(out)).toBe(before);
  });

  test('for an overlay without its release', async () => {
    const fleet = copiedFleet();
    const out = await synthesised();
    writeFileSync(join(out, OVERLAY, 'kustomization.yaml'), 'images: [\n');
    const before = await everything(out);
    const { code, stdout, stderr } = await synth(fleet, out);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('apps/user-service/deploy/overlays/prod/kustomization.yaml: this is not YAML');
    expect(await everything(out)).toBe(before);
  });

  test('for a generator that throws, which is our bug', async () => {
    const out = await synthesised();
    const before = await everything(out);
    const fleet = copiedFleet();
    edit(join(fleet, 'apps/user-service/app.yaml'), 'replicas: 2', 'replicas: 3');
    // The charts of `workload`: whatever is taken from them throws.
    const preload = join(testFolder({ 'broken.cjs': BROKEN_CHARTS }), 'broken.cjs');
    const { code, stderr } = await run(process.execPath, [
      '--require',
      preload,
      GOLDENPATH,
      ...argumentsTo(fleet, out),
    ]);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(
        /^This is a bug in goldenpath.*\n\nPartError: The part workload cannot make the objects of user-service in dev: broken on purpose\n/s,
      ),
    ]);
    expect(await everything(out)).toBe(before);
  });

  test('for a disk that takes no more', async () => {
    const out = await synthesised();
    const before = await everything(out);
    const fleet = copiedFleet();
    edit(join(fleet, 'apps/orders-api/app.yaml'), 'replicas: 1', 'replicas: 2');
    // The system lets no file grow beyond this, as if the disk were full.
    const { code, stderr } = await limited('ulimit -f 4', fleet, out);
    expect([code, stderr]).toEqual([1, expect.stringContaining('There is no space left on the disk of ')]);
    expect(stderr).toContain('The files there are as they were.');
    expect(await everything(out)).toBe(before);
  });

  test('for a folder that may not be written to', async () => {
    const out = await synthesised();
    const before = await everything(out);
    const fleet = copiedFleet();
    edit(join(fleet, 'apps/user-service/app.yaml'), 'replicas: 2', 'replicas: 3');
    await run('chmod', ['-R', 'a-w', out]);
    const { code, stderr } = await withoutPowers(argumentsTo(fleet, out));
    await run('chmod', ['-R', 'u+w', out]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^error: There is no permission to write to .*\n$/)]);
    expect(await everything(out)).toBe(before);
  });
});

/** Files of the bundle are loaded by Node, or from its compiled code. */
const BROKEN_CHARTS = `
const Module = require('node:module');
const vm = require('node:vm');
const broken = new Proxy({}, { get() {
  throw new Error('broken on purpose');
} });
const isCharts = (file) => file.endsWith('/charts.js');
const broke = (loaded) => new Proxy(loaded, { get: (target, name) => (name === 'workload' ? broken : target[name]) });
const load = Module._load;
Module._load = function (request, ...rest) {
  const loaded = load.call(this, request, ...rest);
  return isCharts(request) ? broke(loaded) : loaded;
};
vm.Script = class extends vm.Script {
  constructor(text, options) {
    super(text, options);
    this.file = options.filename;
  }
  runInThisContext() {
    const run = super.runInThisContext();
    if (!isCharts(this.file)) return run;
    return (exports, require, module) => {
      run(exports, require, module);
      module.exports = broke(module.exports);
    };
  }
};
`;

function argumentsTo(fleet: string, out: string): string[] {
  return ['synth', '--platform', join(fleet, 'platform.yaml'), '--out', out];
}

function limited(limit: string, fleet: string, out: string): Promise<Ended> {
  return run('sh', ['-c', `${limit} && exec "$0" "$@"`, process.execPath, GOLDENPATH, ...argumentsTo(fleet, out)]);
}

/** To root every folder is writable, unless that power is taken away. */
function withoutPowers(args: readonly string[]): Promise<Ended> {
  if (process.getuid?.() !== 0) return goldenpath(args);
  return run('setpriv', ['--bounding-set=-dac_override,-dac_read_search', process.execPath, GOLDENPATH, ...args]);
}

describe('the same bytes, in any folder and any mode', () => {
  test('in a path with spaces, in another language, time zone and folder', async () => {
    const out = join(testFolder({}, 'golden path ’s '), 'not there yet', 'ünder');
    const env = { ...process.env, LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Pacific/Kiritimati' };
    expect(await goldenpath(argumentsTo(ROOT, out), { cwd: '/', env })).toMatchObject({ code: 0, stderr: '' });
    expect(readFiles(out)).toEqual(whole);
  });

  test('through a link to the folder', async () => {
    const real = testFolder();
    const link = join(testFolder(), 'out');
    symlinkSync(real, link);
    expect(await synth(ROOT, link)).toMatchObject({ code: 0, stderr: '' });
    expect(readFiles(real)).toEqual(whole);
    expect(await synth(ROOT, link, '--check')).toMatchObject({ code: 0 });
  });

  test('with relative paths', async () => {
    const base = testFolder();
    const ended = await goldenpath(['synth', '--platform', join(ROOT, 'platform.yaml'), '--out', 'a/b'], { cwd: base });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(readFiles(join(base, 'a/b'))).toEqual(whole);
  });

  test('one part after the other', async () => {
    const out = testFolder();
    for (const part of ['user-service', 'storefront', 'my-redis', 'orders-api'])
      expect(await synth(ROOT, out, '--only', part)).toMatchObject({ code: 0 });
    expect(Object.keys(readFiles(out))).not.toContain('cdktf.out/stacks/platform-dev/cdk.tf.json');
    expect(await synth(ROOT, out)).toMatchObject({ code: 0 });
    expect(readFiles(out)).toEqual(whole);
  });
});

describe('a run for a part leaves the rest', () => {
  test('for one application and one environment', async () => {
    const fleet = copiedFleet();
    const out = testFolder();
    await synth(fleet, out);
    const before = readFiles(out);
    edit(join(fleet, 'apps/user-service/app.yaml'), 'replicas: 2', 'replicas: 3');
    edit(join(fleet, 'apps/orders-api/app.yaml'), 'replicas: 1', 'replicas: 2');
    expect(await synth(fleet, out, '--only', 'user-service', '--env', 'dev')).toMatchObject({ code: 0, stderr: '' });
    const after = readFiles(out);
    const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(changed.length).toBeGreaterThan(0);
    const part = /^gitops\/apps\/user-service\/deploy\/(base|overlays\/dev)\//;
    expect(changed.filter((path) => !part.test(path))).toEqual([]);
    expect((await synth(fleet, out, '--check')).code).toBe(1);
  });

  test('and an unknown name is an error that suggests the nearest one', async () => {
    const { code, stderr } = await synth(ROOT, testFolder(), '--only', 'user-servce');
    expect([code, stderr]).toEqual([1, expect.stringContaining('user-service')]);
  });
});

describe('--check', () => {
  test('writes nothing, and its exit code shows whether something would change', async () => {
    const fleet = copiedFleet();
    const out = testFolder();
    expect((await synth(fleet, out, '--check')).code).toBe(1);
    expect(await everything(out)).toBe('.\n');
    await synth(fleet, out);
    const before = await everything(out);
    expect(await synth(fleet, out, '--check')).toMatchObject({ code: 0, stderr: '' });
    edit(join(out, OVERLAY, 'deployment.yaml'), 'user-service', 'user-servant');
    const { code, stdout } = await synth(fleet, out, '--check');
    expect([code, stdout]).toEqual([1, expect.stringContaining('deployment.yaml')]);
    await synth(fleet, out);
    expect(await everything(out)).toBe(before);
  });
});

describe('machine-readable output', () => {
  test('--json is JSON and nothing else, also of a mistake', async () => {
    const fleet = copiedFleet();
    const out = testFolder();
    const { code, stdout, stderr } = await synth(fleet, out, '--json');
    expect([code, stderr]).toEqual([0, '']);
    const { trees, catalog } = JSON.parse(stdout) as {
      trees: { changes: { path: string }[] }[];
      catalog: { found: string };
    };
    const written = Object.keys(outputFiles(out)).filter((file) => file !== 'rds-catalog.yaml');
    expect(trees.flatMap(({ changes }) => changes).length).toBe(written.length);
    expect(catalog.found).toBe('missing');
    edit(join(fleet, 'apps/user-service/app.yaml'), 'replicas: 2', 'replicas: 200');
    const failed = await synth(fleet, out, '--json');
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(/^error: [^\n]*app\.yaml:\d+:\d+[^\n]*\n$/);
    expect(JSON.parse(failed.stdout)).toMatchObject({ valid: false });
  });

  test('there are no colours and no progress in a pipe, whatever the terminal is', async () => {
    for (const env of [{ NO_COLOR: '1' }, { TERM: 'xterm-256color' }, { CI: 'true' }]) {
      const { stdout, stderr } = await goldenpath(argumentsTo(ROOT, testFolder()), { env: { ...process.env, ...env } });
      expect(stdout).toContain('user-service');
      expect(stdout + stderr).not.toMatch(/[\u001b\r]/);
    }
  });

  test('a closed pipe is not an error', async () => {
    const script = 'set -o pipefail; "$0" "$@" | head -1';
    const ended = await run('bash', [
      '-c',
      script,
      process.execPath,
      GOLDENPATH,
      ...argumentsTo(ROOT, testFolder()),
      '--json',
    ]);
    expect(ended).toEqual({ code: 0, stdout: '{\n', stderr: '' });
  });
});

describe('the image that runs is kept', () => {
  const kustomization = `${OVERLAY}/kustomization.yaml`;

  test.each([
    {
      how: 'a tag that was moved',
      from: /newTag: prod-0000000/,
      to: 'newTag: prod-1a2b3c4',
      released: { newTag: 'prod-1a2b3c4' },
    },
    {
      how: 'a tag that could be a number',
      from: /newTag: prod-0000000/,
      to: "newTag: '1e10'",
      released: { newTag: '1e10' },
    },
    {
      how: 'a digest, as `kustomize edit set image` orders and writes it',
      from: /images:\n.*\n.*\n *newTag: .*\n/,
      to: `images:\n- digest: sha256:${'a'.repeat(64)}\n  name: user-service\n  newName: 123456789012.dkr.ecr.eu-west-2.amazonaws.com/user-service\n`,
      released: { digest: `sha256:${'a'.repeat(64)}` },
    },
  ])('$how', async ({ from, to, released }) => {
    const fleet = copiedFleet();
    const out = testFolder();
    await synth(fleet, out);
    edit(join(out, kustomization), from, to);
    edit(join(fleet, 'apps/user-service/app.yaml'), 'replicas: 2', 'replicas: 3');
    expect(await synth(fleet, out)).toMatchObject({ code: 0, stderr: '' });
    const app = (await openFleet(fleet)).facts.apps.find(({ name }) => name === 'user-service');
    const prod = app?.environments.find(({ environment }) => environment === 'prod');
    if (prod === undefined) throw new Error('The example fleet has lost its user-service.');
    expect(byIdentity(kustomizeFolder(join(out, OVERLAY)))).toEqual(
      byIdentity(renderApp('user-service', prod, builtInRegistry, released)),
    );
    expect(await synth(fleet, out, '--check')).toMatchObject({ code: 0 });
  });
});
