import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  type Engine,
  findEngine,
  readStacks,
  runStacks,
  simulatedTarget,
  type Stack,
  type StackOutcome,
} from '@goldenpath/deploy';
import { openFleet, ROOT } from '@goldenpath/testing/fleet';
import { cloudlessEnvironment, copyOfFleet, goldenpathIn } from '@goldenpath/testing/simulated-fleet';
import { startSimulatedCloud } from '../../src/deploy/simulated-cloud';

/** Stacks of the example fleet as an earlier version generated them. */
const EARLIER = path.join(__dirname, 'earlier-stacks');
/** What lists the changes of an upgrade of these stacks. */
const CHANGELOGS = ['.changeset/upgrade-of-stacks.md', 'packages/infra/CHANGELOG.md'].map((file) =>
  path.join(ROOT, file),
);
const INTRODUCTION = 'An upgrade of stacks that an earlier version deployed';

/** Resources whose loss loses something that no later apply brings back. */
const HOLDS_DATA = [
  'aws_db_instance',
  'aws_db_parameter_group',
  'aws_db_subnet_group',
  'aws_ecr_repository',
  'aws_kms_key',
  'aws_secretsmanager_secret',
  'github_repository',
  'random_password',
];

const LOSES = ['destroy', 'replace', 'forget'];

const SLOW = 600_000;

let folder: string;
let before: Stack[];
let after: Stack[];
let upgrade: StackOutcome[];

beforeAll(async () => {
  folder = copyOfFleet();
  const synthesised = await goldenpathIn(folder, ['synth', '--plane', 'infra', '--quiet']);
  expect(synthesised).toMatchObject({ code: 0, stderr: '' });
  before = readStacks(EARLIER);
  const names = new Set(before.map(({ name }) => name));
  after = readStacks(path.join(folder, 'cdktf.out')).filter(({ name }) => names.has(name));
  expect(after.map(({ name }) => name)).toEqual(before.map(({ name }) => name));
  upgrade = await deployBoth();
}, SLOW);

/** Deploys the earlier stacks, then those of today over them. Returns what the second run did. */
async function deployBoth(): Promise<StackOutcome[]> {
  const env = cloudlessEnvironment();
  const cloudFolder = path.join(folder, 'cloud');
  const { facts } = await openFleet(ROOT);
  const cloud = await startSimulatedCloud({ folder: cloudFolder, facts, stacks: [...before, ...after], env });
  try {
    const engine: Engine = await findEngine({ env: process.env, cache: '/nowhere', mayFetch: false });
    const target = simulatedTarget(cloudFolder, { ...env, ...cloud.environment });
    const deploy = (stacks: readonly Stack[]) =>
      runStacks(stacks, 'deploy', { engine, target, approve: () => Promise.resolve(true) });
    const first = await deploy(before);
    expect(first.map(problemsOf).filter(({ status }) => status !== 'applied')).toEqual([]);
    return await deploy(after);
  } finally {
    await cloud.stop();
  }
}

function problemsOf({ stack, status, problems }: StackOutcome) {
  return { stack, status, problems: problems.filter(({ severity }) => severity === 'error') };
}

/** What the upgrade does, without reads and moves in the state. */
function changes() {
  return upgrade.flatMap(({ stack, plan }) =>
    (plan?.changes ?? [])
      .filter(({ action }) => action !== 'read' && action !== 'no-op')
      .map(({ action, address, type }) => ({ stack, action, address, type })),
  );
}

test('an upgrade of the stacks of an earlier version succeeds', () => {
  expect(upgrade.map(problemsOf).filter(({ status }) => !['applied', 'unchanged'].includes(status))).toEqual([]);
});

test('it destroys and replaces nothing that holds data', () => {
  const types = new Set(before.flatMap(({ file }) => Object.keys(resourcesIn(file))));
  // The earlier stacks have such resources, and the plans of today change one of them.
  expect([...types]).toEqual(expect.arrayContaining(['aws_db_instance', 'aws_ecr_repository', 'github_repository']));
  expect(changes()).toContainEqual({
    stack: 'platform-prod',
    action: 'update',
    address: 'aws_db_instance.shared-instance',
    type: 'aws_db_instance',
  });
  const lost = changes().filter(({ action }) => LOSES.includes(action));
  expect(lost.filter(({ type }) => HOLDS_DATA.includes(type))).toEqual([]);
});

test('the changelog lists each type that it changes, and no other', () => {
  const done = new Set(changes().map(({ action, type }) => `${action} \`${type}\``));
  expect(listedChanges()).toEqual([...done].sort());
});

/** The changes that the changeset lists, or the changelog after its release. */
function listedChanges(): string[] {
  const file = CHANGELOGS.find((each) => fs.existsSync(each) && fs.readFileSync(each, 'utf8').includes(INTRODUCTION));
  const text = file === undefined ? '' : fs.readFileSync(file, 'utf8');
  const list = text.slice(text.indexOf(INTRODUCTION)).split(/\n\s*\n/)[1] ?? '';
  return [...list.matchAll(/^\s*- ([a-z]+ `[a-z_]+`)/gm)].map(([, change = '']) => change).sort();
}

function resourcesIn(file: string): Record<string, unknown> {
  return (JSON.parse(fs.readFileSync(file, 'utf8')) as { resource: Record<string, unknown> }).resource;
}
