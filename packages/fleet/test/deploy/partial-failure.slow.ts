import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {
  type Engine,
  findEngine,
  outcomesText,
  readStacks,
  runStacks,
  simulatedTarget,
  type Stack,
  type StackOutcome,
} from '@goldenpath/deploy';
import { type Fault, startSimulator, typesIn } from '@goldenpath/simulator';
import { goldenpathIn, copyOfFleet } from '@goldenpath/testing/simulated-fleet';

/** The stacks in which a password goes from one resource to another: a shared and a dedicated instance, and their secrets. */
const NAMES = ['platform-prod', 'app-orders-api-prod', 'app-reporting-db-prod'];
const INFRA = path.join(__dirname, '..', '..', '..', 'infra', 'node_modules');
const BINDINGS = ['aws', 'random'].map((name) => path.join(INFRA, '@cdktf', `provider-${name}`));

let stacks: Stack[];
let engine: Engine;
const folders: string[] = [];

beforeAll(async () => {
  const fleet = copyOfFleet();
  await goldenpathIn(fleet, ['synth', '--plane', 'infra', '--quiet']);
  stacks = readStacks(path.join(fleet, 'cdktf.out')).filter(({ name }) => NAMES.includes(name));
  engine = await findEngine({ env: process.env, cache: '/nowhere', mayFetch: false });
}, 60_000);

afterAll(() => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});

/** What a run left, and how many operations it took. */
interface Ran {
  readonly outcomes: readonly StackOutcome[];
  readonly changes: number;
}

function newFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'goldenpath-partial-'));
  folders.push(folder);
  return folder;
}

/** Plans or deploys the stacks in a simulated cloud, one after the other, with the given faults. */
async function run(folder: string, purpose: 'plan' | 'deploy', faults: readonly Fault[] = []): Promise<Ran> {
  const contents = stacks.map(
    ({ file }) => JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, Record<string, unknown>>,
  );
  const simulator = await startSimulator({
    bindings: BINDINGS,
    account: path.join(folder, 'account'),
    cache: path.join(os.tmpdir(), 'goldenpath-partial-schemas'),
    types: typesIn(contents),
    environment: {},
    accountId: '123456789012',
    faults,
  });
  try {
    // One operation at a time: what else is on its way to a provider that dies may be made and never be heard of.
    const one = { TF_CLI_ARGS_apply: '-parallelism=1' };
    const target = simulatedTarget(folder, { ...process.env, ...simulator.environment, ...one });
    const outcomes = await runStacks(stacks, purpose, {
      engine,
      target,
      parallelism: 1,
      approve: () => Promise.resolve(true),
    });
    return { outcomes, changes: simulator.changes };
  } finally {
    await simulator.stop();
  }
}

const statusesOf = ({ outcomes }: Ran) => [...new Set(outcomes.map(({ status }) => status))].sort();

/** Every password that the cloud was ever given: the account's file keeps what a cloud keeps, and its history. */
function passwordsIn(folder: string): string[] {
  const account = fs.readFileSync(path.join(folder, 'account'), 'utf8');
  return [...new Set([...account.matchAll(/\\"password\\":\\"([^"\\]+)\\"/g)].map((match) => match[1] ?? ''))];
}

/** All that a run leaves behind or shows: states, work folders, data and summaries. */
function tracesOf(folder: string, runs: readonly Ran[]): string {
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name));
  const texts = files
    .filter((file) => fs.statSync(file).isFile() && path.basename(file) !== 'account')
    .map((file) => fs.readFileSync(file, 'utf8'));
  const shown = runs.map(({ outcomes }) => outcomesText(outcomes, { purpose: 'deploy', simulated: true }));
  return [...texts, ...shown, JSON.stringify(runs)].join('\n');
}

function expectNoSecret(folder: string, runs: readonly Ran[]): void {
  const traces = tracesOf(folder, runs);
  const passwords = passwordsIn(folder);
  // Those of two masters, which RDS keeps, and of two applications.
  expect(passwords.length).toBeGreaterThanOrEqual(4);
  expect(traces).toContain('app-orders-api-prod');
  expect(passwords.filter((password) => traces.includes(password))).toEqual([]);
}

test('an apply that dies at any operation is completed by the next one, and leaves no password', async () => {
  const whole = newFolder();
  const { changes } = await run(whole, 'deploy');
  expect(changes).toBeGreaterThan(10);
  for (let nth = 1; nth <= changes; nth++) {
    const folder = newFolder();
    const died = await run(folder, 'deploy', [{ kind: 'die', nth }]);
    expect([nth, statusesOf(died)]).toEqual([nth, expect.arrayContaining(['failed'])]);
    const next = await run(folder, 'deploy');
    expect([nth, statusesOf(next).filter((status) => !['applied', 'unchanged'].includes(status))]).toEqual([nth, []]);
    const last = await run(folder, 'plan');
    expect([nth, statusesOf(last)]).toEqual([nth, ['unchanged']]);
    expectNoSecret(folder, [died, next, last]);
  }
}, 300_000);

test('a password is written once, and a run after a failure does not change it', async () => {
  const folder = newFolder();
  await run(folder, 'deploy');
  const passwords = passwordsIn(folder);
  expect(passwords).toHaveLength(4);
  await run(folder, 'deploy');
  expect(passwordsIn(folder)).toEqual(passwords);
}, 60_000);
