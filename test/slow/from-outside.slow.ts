import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ended, goldenpath, run } from '@goldenpath/testing/command';
import { ROOT } from '@goldenpath/testing/fleet';
import { readFiles, testFolder, writeFiles } from '@goldenpath/testing/folders';
import { copyInto, installOutside, packAll } from '@goldenpath/testing/outside-project';

const MINUTE = 60_000;
const PACKAGES = readdirSync(join(ROOT, 'packages'))
  .filter((name) => existsSync(join(ROOT, 'packages', name, 'package.json')))
  .flatMap((name) => {
    const manifest = readFileSync(join(ROOT, 'packages', name, 'package.json'), 'utf8');
    const { name: published, private: own } = JSON.parse(manifest) as { name: string; private?: boolean };
    return own === true ? [] : published;
  });

let project: string;

const npx = (...args: string[]): Promise<Ended> => run('npx', ['goldenpath', ...args], { cwd: project });

beforeAll(async () => {
  project = await installOutside(await packAll(), ['@goldenpath/cli', '@goldenpath/spec', 'create-goldenpath']);
  copyInto(project, ['platform.yaml', 'apps/my-redis/app.yaml']);
}, 3 * MINUTE);

test(
  'the packages make of one spec elsewhere what this repository makes of it',
  async () => {
    expect(await npx('synth')).toMatchObject({ code: 0 });
    const there = { gitops: readFiles(join(project, 'dist/gitops')), stacks: readFiles(join(project, 'cdktf.out')) };

    const out = testFolder();
    const here = await goldenpath(['synth', '--platform', join(project, 'platform.yaml'), '--out', out], { cwd: ROOT });
    expect(here).toMatchObject({ code: 0 });
    expect(there).toEqual({ gitops: readFiles(join(out, 'gitops')), stacks: readFiles(join(out, 'cdktf.out')) });
    expect(Object.keys(there.gitops)).toContain('apps/my-redis/deploy/overlays/prod/kustomization.yaml');
    expect(Object.keys(there.stacks)).toContain('stacks/app-my-redis/cdk.tf.json');
  },
  MINUTE,
);

describe('a fleet that init creates', () => {
  let fleet: string;
  const inFleet = (...args: string[]): Promise<Ended> => run('npx', ['goldenpath', ...args], { cwd: fleet });

  beforeAll(async () => {
    fleet = join(project, 'a fleet');
    // npx finds the command in the folder above, as it would after `npm install` in the fleet.
    expect(await run('npx', ['create-goldenpath', 'a fleet', '--yes'], { cwd: project })).toMatchObject({ code: 0 });
    const git = (...args: string[]) =>
      run('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], { cwd: fleet });
    for (const args of [
      ['init', '-q', '-b', 'main'],
      ['add', '-A'],
      ['commit', '-q', '-m', 'Create the fleet'],
    ])
      expect(await git(...args)).toMatchObject({ code: 0 });
  }, MINUTE);

  test(
    'goes through every first step',
    async () => {
      expect(await inFleet('init', '--yes')).toMatchObject({ code: 1, stdout: '' });
      expect(await inFleet('validate')).toMatchObject({ code: 0 });
      expect(await inFleet('synth')).toMatchObject({ code: 0 });
      expect((await inFleet('list')).stdout).toContain('hello');
      const fields = ['--name', 'shop', '--owner', 'platform-team', '--description', 'Sells things'];
      expect(await inFleet('new', '--kind', 'stateless-app', ...fields)).toMatchObject({ code: 0 });
      const review = await inFleet('review', '--base', 'HEAD', '--no-plan');
      expect(review).toMatchObject({ code: 0 });
      expect(review.stdout).toContain('shop');
      expect(readdirSync(fleet).filter((name) => name.startsWith('.goldenpath-init'))).toEqual([]);
    },
    3 * MINUTE,
  );
});

test(
  'a picture brings its colours with it',
  async () => {
    const { code, stdout } = await npx('graph', 'my-redis');
    expect({ code, isDrawn: stdout.startsWith('<svg') }).toEqual({ code: 0, isDrawn: true });
    expect(stdout).toContain('--paper: light-dark(');
  },
  MINUTE,
);

test(
  'a mistake is told as it is here',
  async () => {
    const folder = testFolder();
    copyInto(folder, ['platform.yaml']);
    writeFiles(folder, { 'apps/web/app.yaml': 'kind: stateless-app\nname: web\nreplica: 2\n' });
    const flags = ['validate', '--platform', join(folder, 'platform.yaml')];
    const there = await run(
      process.execPath,
      [join(project, 'node_modules/@goldenpath/cli/bin/goldenpath.js'), ...flags],
      {
        cwd: folder,
      },
    );
    const here = await goldenpath(flags, { cwd: folder });
    expect(there).toEqual(here);
    expect(there.code).toBe(1);
    expect(there.stderr).toContain('did you mean');
  },
  MINUTE,
);

describe('with a spec in TypeScript next to it', () => {
  beforeAll(() => {
    writeFiles(project, {
      'apps/web/app.ts': `import { defineApp } from '@goldenpath/spec';
export default defineApp({
  kind: 'stateless-app',
  name: 'web',
  description: 'The pages',
  owner: 'app-team',
  uses: ['my-redis'],
});
`,
    });
  });

  test(
    'validate --json says which of the two is a program',
    async () => {
      const { code, stdout } = await npx('validate', '--json');
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toEqual({
        valid: true,
        apps: [
          { name: 'my-redis', kind: 'stateful-app', file: 'apps/my-redis/app.yaml', trust: 'data' },
          { name: 'web', kind: 'stateless-app', file: 'apps/web/app.ts', trust: 'code' },
        ],
        diagnostics: [],
        notes: [expect.stringContaining('Set `github.plan` in the platform file')],
      });
    },
    MINUTE,
  );

  test(
    'list --json has both',
    async () => {
      const { code, stdout } = await npx('list', '--json');
      expect(code).toBe(0);
      const { apps } = JSON.parse(stdout) as { apps: { name: string }[] };
      expect(apps.map(({ name }) => name)).toEqual(['my-redis', 'web']);
    },
    MINUTE,
  );

  test(
    'the compiler takes it, and says where a field is wrong',
    async () => {
      const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
      const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', ''];
      const check = (file: string) => run(process.execPath, [compiler, ...options, file], { cwd: project });
      expect(await check('apps/web/app.ts')).toMatchObject({ code: 0, stdout: '' });

      const wrong = readFileSync(join(project, 'apps/web/app.ts'), 'utf8').replace('owner:', 'ownr:');
      writeFiles(project, { 'wrong.ts': wrong });
      const { code, stdout } = await check('wrong.ts');
      expect(code).not.toBe(0);
      expect(stdout).toContain('wrong.ts');
      expect(stdout).toContain("'ownr'");
    },
    MINUTE,
  );
});

describe.each(PACKAGES)('what is packed of %s', (name) => {
  const folder = () => join(project, 'node_modules', name);
  const paths = () =>
    readdirSync(folder(), { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));

  test('is the compiled code with its types, a README and the licence', () => {
    expect(paths()).toEqual(
      expect.arrayContaining(['package.json', 'README.md', 'LICENSE', 'dist/index.js', 'dist/index.d.ts']),
    );
  });

  test('is nothing that only this repository needs', () => {
    // Templates are code of the applications that are made from them.
    const own = paths().filter((path) => !path.startsWith('templates/'));
    const stray = own.filter((path) =>
      /(^|\/)(src|test|node_modules)(\/|$)|tsbuildinfo|tsconfig|\.(test|slow)\./.test(path),
    );
    expect(stray).toEqual([]);
  });

  test('has no source maps to somewhere else, and no path of the machine that it was made on', () => {
    expect(paths().filter((path) => path.endsWith('.map'))).toEqual([]);
    expect(Object.entries(readFiles(folder())).filter(([, text]) => text.includes(ROOT))).toEqual([]);
  });

  test('names versions in its package.json, not places in a workspace', () => {
    const manifest = readFileSync(join(folder(), 'package.json'), 'utf8');
    expect(manifest).not.toMatch(/"(workspace|catalog|link|file):/);
    expect(JSON.parse(manifest)).toMatchObject({ name, license: 'Apache-2.0', main: './dist/index.js' });
  });
});

test('the schemas are packed for editors', () => {
  for (const schema of ['app.schema.json', 'platform.schema.json']) {
    const packed = readFileSync(join(project, 'node_modules/@goldenpath/spec/schemas', schema), 'utf8');
    expect(packed).toBe(readFileSync(join(ROOT, 'schemas', schema), 'utf8'));
  }
});
