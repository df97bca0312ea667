import * as fs from 'node:fs';
import * as path from 'node:path';
import { type Fleet, InvalidFleetError, openFleet } from '@goldenpath/fleet';
import { passwordRotationDays } from '@goldenpath/parts';
import { ROOT } from '@goldenpath/testing/fleet';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';
import { passwordRotation } from '../../src/rds/rotation-due';

test.each([
  ['a second before its interval is over', '2026-11-26T11:59:59Z', false],
  ['when its interval is over', '2026-11-26T12:00:00Z', true],
  ['later', '2027-06-01T00:00:00Z', true],
  ['on a clock that is behind the secret', '2026-01-01T00:00:00Z', false],
])('a password is due for rotation after its interval: %s', (_, now, isDue) => {
  expect(passwordRotation(new Date('2026-10-27T12:00:00Z'), 30, new Date(now))).toEqual({
    since: new Date('2026-10-27T12:00:00Z'),
    everyDays: 30,
    dueAt: new Date('2026-11-26T12:00:00Z'),
    isDue,
  });
});

test('a higher risk rotates more often, and the platform file documents each interval', () => {
  const intervals = (['low', 'medium', 'high'] as const).map(passwordRotationDays);
  expect(intervals).toEqual([...intervals].sort((a, b) => b - a));
  expect(new Set(intervals).size).toBe(3);
  const page = fs.readFileSync(path.join(ROOT, 'docs/reference/platform-file.md'), 'utf8');
  const [low, medium, high] = intervals;
  expect(page).toContain(`every ${low} days for low, ${medium} for medium and ${high} for high risk`);
  expect(fs.readFileSync(path.join(ROOT, 'docs/guides/deploying.md'), 'utf8')).toContain(
    `${low} days for low risk, ${medium} for medium and ${high} for high`,
  );
});

describe('the claim that a password rotates', () => {
  const WORKFLOW = fs.readFileSync(path.join(ROOT, '.github/workflows/rotate-passwords.yml'), 'utf8');
  let fleet: FleetFolder;
  beforeEach(() => {
    fleet = fleetFolder();
  });
  afterEach(() => fleet.remove());

  const open = (): Fleet => openFleet({ cwd: fleet.root });
  const schedule = (value = 'scheduled') => {
    const file = path.join(fleet.root, 'platform.yaml');
    const platform = JSON.parse(fs.readFileSync(file, 'utf8')) as object;
    fs.writeFileSync(file, JSON.stringify({ ...platform, postgres: { passwordRotation: value } }));
  };
  const workflow = (text: string, name = 'rotate-passwords.yml') => {
    const folder = path.join(fleet.root, '.github/workflows');
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  };
  const claims = async () => ({
    graph: JSON.stringify(await open().graph({ app: 'orders' })).match(/password rotates every \d+ days/)?.[0],
    explain: (await open().explain('orders')).find(({ fact }) => fact.endsWith('secret.rotationDays'))?.value,
  });
  const problem = async () => {
    const error: unknown = await open()
      .validate()
      .then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
    return error instanceof InvalidFleetError ? error.diagnostics : error;
  };

  test('is not made if the platform does not schedule it, even with a workflow', async () => {
    workflow(WORKFLOW);
    expect(await claims()).toEqual({ graph: undefined, explain: undefined });
    schedule('manual');
    expect(await claims()).toEqual({ graph: undefined, explain: undefined });
  });

  test('is made if the platform schedules it and a workflow does it', async () => {
    workflow(WORKFLOW, 'nightly.yaml');
    schedule();
    expect(await claims()).toEqual({ graph: 'password rotates every 90 days', explain: 90 });
    expect(await problem()).toBeUndefined();
  });

  test.each([
    ['no workflow', undefined],
    ['a workflow without a schedule', WORKFLOW.replace(/ {2}schedule:\n.*\n/, '')],
    ['a workflow that rotates nothing', WORKFLOW.replaceAll('rds rotate', 'rds status')],
    ['a workflow that rotates whatever is not due', WORKFLOW.replaceAll(' --due', '')],
    ['a workflow that is commented out', WORKFLOW.replaceAll(/^/gm, '# ')],
  ])('is an error with %s', async (_, text) => {
    if (text !== undefined) workflow(text);
    schedule();
    expect(await problem()).toEqual([
      expect.objectContaining({
        rule: 'rotation-not-scheduled',
        remedy: 'Add the workflow `rotate-passwords.yml`, or set `passwordRotation: manual`.',
        location: expect.objectContaining({ file: 'platform.yaml', line: 1 }),
      }),
    ]);
  });

  test('is an error when the workflow is removed after a synthesis', async () => {
    workflow(WORKFLOW);
    schedule();
    await open().synth();
    expect(await problem()).toBeUndefined();
    fs.rmSync(path.join(fleet.root, '.github'), { recursive: true });
    expect(await problem()).toEqual([expect.objectContaining({ rule: 'rotation-not-scheduled' })]);
  });

  test('needs a workflow of the repository, in whichever folder the fleet is', async () => {
    fs.mkdirSync(path.join(fleet.root, 'inner'));
    for (const name of ['apps', 'platform.yaml'])
      fs.renameSync(path.join(fleet.root, name), path.join(fleet.root, 'inner', name));
    workflow(WORKFLOW);
    const file = path.join(fleet.root, 'inner/platform.yaml');
    const platform = JSON.parse(fs.readFileSync(file, 'utf8')) as object;
    fs.writeFileSync(file, JSON.stringify({ ...platform, postgres: { passwordRotation: 'scheduled' } }));
    const validate = () => openFleet({ cwd: path.join(fleet.root, 'inner') }).validate();
    await expect(validate()).resolves.toBeDefined();
    fs.mkdirSync(path.join(fleet.root, 'inner/.git'));
    await expect(validate()).rejects.toBeInstanceOf(InvalidFleetError);
  });
});
