import * as fs from 'node:fs';
import * as path from 'node:path';
import { draftFleet, InvalidFleetError, openFleet, type InitAnswers, writeFleet } from '@goldenpath/fleet';
import { isUserError } from '@goldenpath/errors';
import { load } from 'js-yaml';
import { ACTION_PINS } from '@goldenpath/testing/action-pins';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder, writeFiles } from '@goldenpath/testing/folders';

const FILES = [
  '.github/workflows/_build-and-release.yml',
  '.github/workflows/create-rds-database.yml',
  '.github/workflows/deploy.yml',
  '.github/workflows/plan.yml',
  '.github/workflows/release.yml',
  '.github/workflows/rotate-passwords.yml',
  '.gitignore',
  'apps/hello/app.yaml',
  'package.json',
  'platform.yaml',
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
  expect(asked).toHaveLength(5);
  expect(draft.answers).toMatchObject({ organisation: 'example', domain: 'example.example.com', region: 'us-east-1' });
  expect(draft.examples).toEqual(['organisation', 'domain', 'account']);
});

describe('the workflows', () => {
  const texts = async () =>
    (await draftFleet({}, { version: '1.2.3' })).files.filter(({ path: file }) => file.endsWith('.yml'));

  test('pin actions to the commits in the list', async () => {
    for (const { text } of await texts())
      for (const [, name = '', commit, version] of text.matchAll(/uses: ([^@\s]+)@(\S+) # (v[\d.]+)/g))
        expect({ name, commit, version }).toEqual({ name, ...ACTION_PINS[name] });
  });

  test('have only the permissions of their jobs, and none to write', async () => {
    for (const { text } of await texts()) {
      const { permissions, jobs } = load(text) as {
        permissions: object;
        jobs: Record<string, { permissions: object }>;
      };
      expect(permissions).toEqual({});
      // `audit` appends lines to a branch, and `request` pushes one. They run nothing of the fleet.
      for (const [name, job] of Object.entries(jobs))
        if (name !== 'audit' && name !== 'request') expect(job.permissions).not.toHaveProperty('contents', 'write');
    }
  });

  test('keep the audit of databases with the shell that the full set of workflows has', async () => {
    const deploy = (await texts()).find(({ path: file }) => file.endsWith('deploy.yml'))?.text ?? '';
    const { jobs } = load(deploy) as { jobs: Record<string, { steps: { uses?: string; run?: string }[] }> };
    const steps = jobs['audit']?.steps ?? [];
    expect(steps.map(({ uses = '' }) => uses.split('@')[0])).toEqual(['actions/download-artifact', '']);
    const [, script = ''] = fs
      .readFileSync(path.join(ROOT, 'scripts/ci/keep-audit.sh'), 'utf8')
      .split('set -euo pipefail\n');
    expect(steps.at(-1)?.run).toBe(script.replace('$(realpath "$1")', '$PWD/audit'));
  });

  test('run no code of a spec where there are credentials', async () => {
    const deploy = (await texts()).find(({ path: file }) => file.endsWith('deploy.yml'))?.text ?? '';
    const { jobs } = load(deploy) as { jobs: Record<string, { environment?: string; steps: { run?: string }[] }> };
    const commands = Object.entries(jobs).flatMap(([job, { environment, steps }]) =>
      steps
        .flatMap(({ run = '' }) => run.match(/goldenpath [a-z].*/g) ?? [])
        .map((command) => ({ job, isTrusted: environment !== undefined, command })),
    );
    expect(commands.map(({ job, isTrusted, command }) => [job, isTrusted, command.split(' ')[1]])).toEqual([
      ['targets', false, 'affected'],
      ['targets', false, 'snapshot'],
      ['deploy', true, 'deploy'],
      ['deploy', true, 'publish'],
    ]);
    for (const { command } of commands.filter(({ isTrusted }) => isTrusted))
      expect(command).toContain('--snapshot "$SNAPSHOT" --snapshot-digest "$DIGEST"');
  });
});
