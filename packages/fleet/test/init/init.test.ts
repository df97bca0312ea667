import * as fs from 'node:fs';
import * as path from 'node:path';
import { draftFleet, InvalidFleetError, openFleet, type InitAnswers, writeFleet } from '@goldenpath/fleet';
import { isUserError } from '@goldenpath/errors';
import { load } from 'js-yaml';
import { ACTION_PINS } from '@goldenpath/testing/action-pins';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder, writeFiles } from '@goldenpath/testing/folders';

const FILES = [
  '.github/actions/setup/action.yml',
  '.github/actions/setup/install.sh',
  '.github/workflows/_build-and-release.yml',
  '.github/workflows/create-rds-database.yml',
  '.github/workflows/deploy-target.yml',
  '.github/workflows/deploy.yml',
  '.github/workflows/plan.yml',
  '.github/workflows/release.yml',
  '.github/workflows/rotate-passwords.yml',
  '.gitignore',
  'apps/hello/app.yaml',
  'package.json',
  'platform.yaml',
  'scripts/ci/find-deployment.mjs',
  'scripts/ci/find-removals.mjs',
  'scripts/ci/keep-audit.sh',
  'scripts/ci/lib.mjs',
  'scripts/ci/protect-environments.sh',
];

/** Every file of a folder with its text, including hidden files. */
function readFiles(folder: string): Record<string, string> {
  const paths = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = paths.filter((file) => fs.statSync(path.join(folder, file)).isFile());
  return Object.fromEntries(files.map((file) => [file, fs.readFileSync(path.join(folder, file), 'utf8')]));
}

async function init(folder: string, given: Partial<InitAnswers> = {}) {
  return writeFleet(folder, await draftFleet(given, { version: '1.2.3' }));
}

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

test('an empty folder becomes a valid fleet', async () => {
  const folder = testFolder();
  await init(folder);
  expect(Object.keys(readFiles(folder)).sort()).toEqual(FILES);
  const { apps } = await openFleet({ cwd: folder }).validate();
  expect(apps.map(({ name }) => name)).toEqual(['hello']);
  expect(JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))).toMatchObject({
    devDependencies: { '@goldenpath/cli': '1.2.3', '@goldenpath/spec': '1.2.3' },
  });
});

test('a folder that does not exist is created', async () => {
  const folder = path.join(testFolder(), 'new folder', 'fleet');
  await init(folder);
  expect(Object.keys(readFiles(folder)).sort()).toEqual(FILES);
});

test.each(['null', 'true', '1e3', '123', 'no'])(
  'a name that YAML reads as something else stays text: %s',
  async (name) => {
    const folder = testFolder();
    await init(folder, { organisation: name, team: name });
    await expect(openFleet({ cwd: folder }).validate()).resolves.toBeDefined();
  },
);

test.each(['platform.yaml', 'platform.ts', 'apps/web/app.yaml', '.github/workflows/plan.yml'])(
  'it does not overwrite %s, and writes nothing beside it',
  async (file) => {
    const folder = testFolder();
    writeFiles(folder, { [file]: 'mine' });
    const error = await errorOf(init(folder));
    expect(isUserError(error) && error.message).toContain('does not overwrite files');
    expect(readFiles(folder)).toEqual({ [file]: 'mine' });
  },
);

test('it keeps an existing package.json and .gitignore', async () => {
  const folder = testFolder();
  writeFiles(folder, { 'package.json': '{}', '.gitignore': 'x' });
  const { kept } = await init(folder);
  expect([...kept].sort()).toEqual(['.gitignore', 'package.json']);
  expect(readFiles(folder)).toMatchObject({ 'package.json': '{}', '.gitignore': 'x' });
});

test('a link cannot lead a file out of the folder', async () => {
  const [folder, outside] = [testFolder(), testFolder()];
  fs.symlinkSync(outside, path.join(folder, '.github'));
  expect(isUserError(await errorOf(init(folder)))).toBe(true);
  expect(fs.readdirSync(outside)).toEqual([]);
  expect(fs.readdirSync(folder)).toEqual(['.github']);
});

test.each([
  [{ organisation: 'Acme Inc' }, '--organisation'],
  [{ domain: 'nodots' }, '--domain'],
  [{ account: '123' }, '--account'],
  [{ region: 'Ireland' }, '--region'],
  [{ team: 'a b' }, '--team'],
  [{ app: '../x' }, '--app'],
  [{ branch: 'a b' }, '--branch'],
])('a wrong value is refused with its flag: %j', async (given, flag) => {
  const error = await errorOf(draftFleet(given, { version: '1.2.3' }));
  expect(isUserError(error) && error.remedy).toContain(flag);
});

test('a draft that is not a valid fleet leaves no file', async () => {
  const folder = path.join(testFolder(), 'fleet');
  const error = await errorOf(init(folder, { app: 'a'.repeat(80) }));
  expect(error).toBeInstanceOf(InvalidFleetError);
  expect(fs.existsSync(folder)).toBe(false);
});

test('it asks for missing values, and checks each answer', async () => {
  const asked: string[] = [];
  const draft = await draftFleet(
    { region: 'us-east-1' },
    {
      version: '1.2.3',
      ask: async (question, check) => {
        asked.push(question.message);
        expect(await check('Not valid!')).toContain('`Not valid!` is not a valid');
        return question.type === 'text' ? question.default : undefined;
      },
    },
  );
  expect(asked).toHaveLength(6);
  expect(draft.answers).toMatchObject({ organisation: 'example', domain: 'example.example.com', region: 'us-east-1' });
  expect(draft.examples).toEqual(['organisation', 'domain', 'account']);
});

describe('the workflows', () => {
  const drafted = async (given: Partial<InitAnswers> = {}) => (await draftFleet(given, { version: '1.2.3' })).files;
  const textOf = async (file: string, given: Partial<InitAnswers> = {}) =>
    (await drafted(given)).find((each) => each.path === file)?.text ?? '';

  test('pin actions to the commits in the list', async () => {
    for (const { path: file, text } of await drafted()) {
      for (const [, name = '', commit, version] of text.matchAll(/uses: ([^@\s]+)@(\S+) # (v[\d.]+)/g))
        expect({ name, commit, version }).toEqual({ name, ...ACTION_PINS[name] });
      if (file.endsWith('.yml')) expect([file, /uses: [^.@\s]+$/m.exec(text)?.[0]]).toEqual([file, undefined]);
    }
  });

  test('A4: are those of this repository, with their scripts, so that each target has a queue and a tag', async () => {
    const files = (await drafted()).filter(({ path: file }) => /^(\.github|scripts)\//.test(file));
    const own = files.filter(({ path: file }) => !/\/(plan|_build-and-release)\.yml$/.test(file));
    expect(own).toHaveLength(FILES.length - 6);
    for (const { path: file, text } of own) {
      const ours = fs.readFileSync(path.join(ROOT, file), 'utf8');
      expect([file, text === ours]).toEqual([file, true]);
    }
  });

  test('find every script and action that they call', async () => {
    const files = await drafted();
    const paths = new Set(files.map(({ path: file }) => file));
    for (const { path: file, text } of files) {
      const scripts = [...text.matchAll(/\bscripts\/ci\/[a-z-]+\.(?:sh|mjs)/g)].map(([script]) => script);
      const actions = [...text.matchAll(/uses: \.\/(\.github\/actions\/[a-z-]+)/g)].map(([, at]) => `${at}/action.yml`);
      const called = [...text.matchAll(/uses: \.\/(\.github\/workflows\/\S+)/g)].map(([, at]) => at);
      for (const each of [...scripts, ...actions, ...called])
        expect([file, each, paths.has(each ?? '')]).toEqual([file, each, true]);
    }
  });

  test('G4: start with the default branch of the platform', async () => {
    expect(await textOf('.github/workflows/deploy.yml')).toContain('    branches: [main]\n');
    expect(await textOf('.github/workflows/deploy.yml', { branch: 'trunk' })).toContain('    branches: [trunk]\n');
    expect(await textOf('.github/workflows/deploy.yml', { branch: '1.0' })).toContain("    branches: ['1.0']\n");
    const platform = await textOf('platform.yaml', { branch: 'trunk' });
    expect(platform).toContain('defaultBranch: trunk\n');
    expect(platform).toContain('_build-and-release.yml@trunk\n');
    expect(await textOf('platform.yaml')).not.toContain('defaultBranch');
  });

  test('approve a delivery once, where it is released', async () => {
    const folder = testFolder();
    await init(folder);
    const synthesised = await openFleet({ cwd: folder }).synth({ plane: 'infra' });
    expect(synthesised).toBeDefined();
    const stack = JSON.parse(fs.readFileSync(path.join(folder, 'cdktf.out/stacks/app-hello/cdk.tf.json'), 'utf8')) as {
      resource: Record<string, Record<string, { environment: string; reviewers?: unknown }>>;
    };
    const environments = Object.values(stack.resource['github_repository_environment'] ?? {});
    expect(environments.map(({ environment, reviewers }) => [environment, reviewers])).toEqual([
      ['dev', undefined],
      ['prod', undefined],
    ]);
    const { jobs } = load(await textOf('.github/workflows/release.yml')) as {
      jobs: Record<string, { environment?: string }>;
    };
    expect(jobs['release']?.environment).toBe('${{ needs.check.outputs.environment }}');
  });
});
