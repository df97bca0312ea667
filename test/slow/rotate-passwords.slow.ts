import { chmodSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goldenpath } from '@goldenpath/testing/command';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { describeShell, runStep, takeSnapshot } from '@goldenpath/testing/workflow-run';
import { job, step } from '@goldenpath/testing/workflows';

const SLOW = 300_000;
const FILE = 'rotate-passwords.yml';
const LONG_AGO = '2020-01-02T03:04:05.000Z';

interface Rotated {
  readonly databases: readonly {
    readonly database: string;
    readonly status: string;
    readonly steps: readonly string[];
    readonly rotation?: { readonly since: string; readonly everyDays: number; readonly dueAt: string };
    readonly error?: { readonly code: string };
  }[];
}

let folder: string;
const secretFile = (database: string) =>
  join(folder, 'dist/embedded-postgres/secrets', `${encodeURIComponent(`goldenpath/dev/${database}/postgres`)}.json`);
const secret = (database: string) => JSON.parse(readFileSync(secretFile(database), 'utf8')) as Record<string, string>;
const audit = () => readFileSync(join(folder, 'dist/embedded-postgres/governance/dev/rds_provision_audit.csv'), 'utf8');

function age(database: string): void {
  writeFileSync(secretFile(database), JSON.stringify({ ...secret(database), rotatedAt: LONG_AGO }));
}

async function rotate(...flags: readonly string[]): Promise<Rotated & { readonly code: number | string }> {
  const flagsOfAll = ['--env', 'dev', '--local', '--due', '--json', ...flags];
  const { stdout, code, stderr } = await goldenpath(['rds', 'rotate', ...flagsOfAll], { cwd: folder });
  expect(stderr).toBe('');
  return { ...(JSON.parse(stdout) as Rotated), code };
}

const statusesOf = ({ databases }: Rotated) =>
  Object.fromEntries(databases.map(({ database, status }) => [database, status]));

beforeAll(async () => {
  folder = testFolder();
  // The server runs as another user where the test runs as root.
  chmodSync(folder, 0o711);
  for (const name of ['apps', 'platform.yaml']) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  const { code } = await goldenpath(['rds', 'provision', '--env', 'dev', '--local'], { cwd: folder });
  expect(code).toBe(0);
}, SLOW);

test(
  'new passwords are not due, and nothing changes',
  async () => {
    const before = readFileSync(secretFile('orders_db'), 'utf8');
    const lines = audit();
    const found = await rotate();
    expect(found.code).toBe(0);
    expect(new Set(Object.values(statusesOf(found)))).toEqual(new Set(['unchanged']));
    const { rotation } = found.databases.find(({ database }) => database === 'orders_db') ?? {};
    // The application has a high risk.
    expect(rotation?.everyDays).toBe(30);
    expect(Date.parse(rotation?.dueAt ?? '') - Date.parse(rotation?.since ?? '')).toBe(30 * 24 * 60 * 60 * 1000);
    expect(readFileSync(secretFile('orders_db'), 'utf8')).toBe(before);
    expect(audit()).toBe(lines);
  },
  SLOW,
);

test(
  'a password that is due rotates once, and a dry run only says so',
  async () => {
    age('orders_db');
    const before = secret('orders_db');
    const dry = await rotate('--dry-run');
    expect(dry.databases.find(({ database }) => database === 'orders_db')).toMatchObject({
      status: 'planned',
      steps: ['new password: the current one is of 2020-01-02'],
      rotation: { since: LONG_AGO },
    });
    expect(secret('orders_db')).toEqual(before);
    const done = await rotate();
    expect(done.code).toBe(0);
    expect(statusesOf(done)).toMatchObject({ orders_db: 'changed' });
    expect(Object.values(statusesOf(done)).filter((status) => status === 'changed')).toHaveLength(1);
    const after = secret('orders_db');
    expect(after['password']).not.toBe(before['password']);
    expect(Date.parse(after['rotatedAt'] ?? '')).toBeGreaterThan(Date.parse(LONG_AGO));
    expect(audit()).toMatch(/orders_db,orders_app_user,rotate,success/);
    expect(statusesOf(await rotate())).toMatchObject({ orders_db: 'unchanged' });
  },
  SLOW,
);

test(
  'one secret that cannot be read does not stop the others with --keep-going',
  async () => {
    const names = (await rotate()).databases.map(({ database }) => database);
    const [broken = '', ...others] = names;
    const content = readFileSync(secretFile(broken), 'utf8');
    writeFileSync(secretFile(broken), '{}');
    for (const name of others) age(name);
    expect(statusesOf(await rotate())).toMatchObject({
      [broken]: 'failed',
      ...Object.fromEntries(others.map((name) => [name, 'skipped'])),
    });
    const going = await rotate('--keep-going');
    expect(going.code).toBe(1);
    expect(statusesOf(going)).toMatchObject({
      [broken]: 'failed',
      ...Object.fromEntries(others.map((name) => [name, 'changed'])),
    });
    writeFileSync(secretFile(broken), content);
  },
  SLOW,
);

describeShell('rotate-passwords.yml', () => {
  const find = step(FILE, 'environments', 'Find the environments with databases');
  const due = step(FILE, 'due', 'Find the passwords that are due');
  const local = { ...due, run: due.run?.replace('rds rotate', 'rds rotate --local') ?? '' };

  /** Runs the jobs from the search to the matrix of the rotations. */
  async function gathered(environments: readonly string[], given: Readonly<Record<string, string>>) {
    const { values, env } = await takeSnapshot(folder);
    const temp = testFolder();
    const found = testFolder();
    const runs = [];
    for (const environment of environments) {
      const of = { ...values, 'matrix.environment': environment, ...given };
      runs.push(await runStep(local, { cwd: folder, values: of, env: { ...env, RUNNER_TEMP: temp } }));
    }
    // The artifacts of all these jobs, merged.
    if (existsSync(join(temp, 'due'))) cpSync(join(temp, 'due'), join(found, 'due'), { recursive: true });
    const matrix = JSON.stringify({ include: environments.map((environment) => ({ environment })) });
    const gather = step(FILE, 'gather', 'Gather the environments with passwords that are due');
    const { outputs } = await runStep(gather, {
      cwd: found,
      values: { 'needs.environments.outputs.matrix': matrix },
    });
    return { runs, outputs };
  }

  test(
    'finds the environments with databases, and of these the ones with a password that is due',
    async () => {
      const environments = ['dev', 'test', 'staging', 'prod'].map((environment) => ({ environment }));
      const found = await runStep(find, { cwd: folder });
      expect(found).toMatchObject({
        code: 0,
        outputs: { any: 'true', matrix: JSON.stringify({ include: environments }) },
      });
      const role = { 'vars.PLAN_ROLE_ARN': 'a-role' };
      const none = { any: 'false', matrix: '{"include":[]}' };
      expect((await gathered(['dev'], role)).outputs).toEqual(none);
      age('orders_db');
      const aged = await gathered(['dev'], role);
      expect(aged.runs).toMatchObject([{ code: 0, stdout: expect.stringContaining('orders_db: planned\n') }]);
      expect(aged.outputs).toEqual({ any: 'true', matrix: '{"include":[{"environment":"dev"}]}' });
      const run = step(FILE, 'rotate', 'Rotate');
      const rotating = { ...run, run: run.run?.replace('rds rotate', 'rds rotate --local') ?? '' };
      const { values, env } = await takeSnapshot(folder);
      const given = { ...values, 'matrix.environment': 'dev' };
      const rotated = await runStep(rotating, { cwd: folder, values: given, env });
      expect(rotated).toMatchObject({ code: 0, stdout: expect.stringMatching(/orders_db .*changed/) });
      expect((await gathered(['dev'], role)).outputs).toEqual(none);
    },
    SLOW,
  );

  test(
    'without a role that reads, every environment has a job; with a snapshot of another digest, none has',
    async () => {
      const all = await gathered(['dev', 'prod'], { 'vars.PLAN_ROLE_ARN': '' });
      expect(all.outputs).toEqual({
        any: 'true',
        matrix: '{"include":[{"environment":"dev"},{"environment":"prod"}]}',
      });
      const forged = { 'vars.PLAN_ROLE_ARN': 'a-role', 'needs.environments.outputs.digest': 'sha256:00' };
      const refused = await gathered(['dev'], forged);
      expect(refused.runs[0]?.code).not.toBe(0);
      expect(refused.outputs['any']).toBe('false');
    },
    SLOW,
  );

  test(
    'A1: each environment is looked at in its own account and region',
    async () => {
      const acme = testFolder();
      cpSync(join(ROOT, 'examples/acme'), acme, { recursive: true });
      const { outputs, stderr } = await runStep(find, { cwd: acme });
      expect(stderr).toBe('');
      const { include } = JSON.parse(outputs['matrix'] ?? '') as { include: readonly Record<string, string>[] };
      const accounts = include.map(({ environment, account, region }) => [environment, account, region]);
      expect(new Set(accounts.map(([, account]) => account)).size).toBeGreaterThan(1);
      for (const [environment, account, region] of accounts)
        expect([environment, account, region]).toEqual([
          environment,
          expect.stringMatching(/^[0-9]{12}$/),
          expect.stringMatching(/^[a-z]+-[a-z]+-[0-9]$/),
        ]);
    },
    SLOW,
  );

  test('asks the reviewers of an environment only for its own job', () => {
    expect(job(FILE, 'rotate').environment).toBe('${{ matrix.environment }}');
    expect(job(FILE, 'due').environment).toBe('scheduled');
    expect(job(FILE, 'environments').environment).toBeUndefined();
  });
});
