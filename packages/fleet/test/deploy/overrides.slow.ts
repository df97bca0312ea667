import * as fs from 'node:fs';
import * as path from 'node:path';
import { Account } from '@goldenpath/simulator';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder, writeFiles } from '@goldenpath/testing/folders';
import { goldenpathIn, plannedActions, simulated, statusCounts } from '@goldenpath/testing/simulated-fleet';

const SPEC = {
  kind: 'stateless-app',
  name: 'shop',
  description: 'Sells things',
  owner: 'app-team',
  environments: ['dev'],
  queues: { mails: {} },
};

const override = (seconds: number) => `resource:
  aws_sqs_queue:
    queue-mails:
      delay_seconds: ${seconds}
`;
const FILE = 'apps/shop/patches/terraform/dev/queue.yaml';
const STACK = ['--stack', 'app-shop-dev'];

function fleet(): string {
  return testFolder({
    'platform.yaml': fs.readFileSync(path.join(ROOT, 'platform.yaml'), 'utf8'),
    'apps/shop/app.yaml': JSON.stringify(SPEC),
  });
}

/** What is planned for the queue, with the attributes that change. */
async function plannedFor(folder: string): Promise<readonly (readonly [string, readonly string[]])[]> {
  const { stacks } = await simulated(folder, 'plan', ...STACK);
  const changes = stacks.flatMap(({ plan }) => plan?.changes ?? []).filter(({ action }) => action !== 'read');
  return changes.map(({ address, attributes }) => [address, attributes.map((each) => each.path)] as const);
}

test('plan, deploy and drift see the overridden value, and a changed or removed file', async () => {
  const folder = fleet();
  expect(statusCounts(await simulated(folder, 'deploy', ...STACK))).toEqual({ applied: 1 });

  writeFiles(folder, { [FILE]: override(5) });
  expect(await plannedFor(folder)).toEqual([['aws_sqs_queue.queue-mails', ['delay_seconds']]]);
  expect(statusCounts(await simulated(folder, 'deploy', ...STACK))).toEqual({ applied: 1 });
  expect(plannedActions(await simulated(folder, 'plan', ...STACK))).toEqual([]);

  writeFiles(folder, { [FILE]: override(9) });
  expect(await plannedFor(folder)).toEqual([['aws_sqs_queue.queue-mails', ['delay_seconds']]]);

  fs.rmSync(path.join(folder, 'apps/shop/patches'), { recursive: true });
  expect(await plannedFor(folder)).toEqual([['aws_sqs_queue.queue-mails', ['delay_seconds']]]);
}, 120_000);

test('a synthesis makes only the stack of a changed override anew, also from the cache', async () => {
  const folder = fleet();
  writeFiles(folder, { [FILE]: override(5) });
  const stackFile = path.join(folder, 'cdktf.out/stacks/app-shop-dev/cdk.tf.json');
  const synth = async () => {
    const ended = await goldenpathIn(folder, ['synth', '--json']);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    return ended.stdout;
  };
  await synth();
  expect(fs.readFileSync(stackFile, 'utf8')).toContain('"delay_seconds": 5');
  const others = () =>
    fs
      .readdirSync(path.join(folder, 'cdktf.out/stacks'))
      .filter((name) => name !== 'app-shop-dev')
      .map((name) => fs.statSync(path.join(folder, 'cdktf.out/stacks', name, 'cdk.tf.json')).mtimeMs);
  const before = others();
  for (const seconds of [7, 8]) {
    writeFiles(folder, { [FILE]: override(seconds) });
    await synth();
    expect(fs.readFileSync(stackFile, 'utf8')).toContain(`"delay_seconds": ${seconds}`);
  }
  expect(others()).toEqual(before);
  expect((await goldenpathIn(folder, ['synth', '--check'])).code).toBe(0);
}, 60_000);

/** The queue in the simulated cloud of a folder. */
function queueIn(folder: string): { readonly account: Account; readonly key: string; readonly delay: unknown } {
  const account = new Account(path.join(folder, 'dist/simulated/account'));
  const found = account.all('aws_sqs_queue').find(({ values }) => !String(values['name']).includes('dead'));
  return { account, key: found?.key ?? '', delay: found?.values['delay_seconds'] };
}

/** Plans as the workflow does, and reports the drift as `resource: attribute`. */
async function driftIn(folder: string): Promise<string[]> {
  const report = await goldenpathIn(folder, ['plan', ...STACK, '--simulate', '--json']);
  writeFiles(folder, { 'plans/1.json': report.stdout });
  const { code, stdout, stderr } = await goldenpathIn(folder, ['drift', '--json', '--plan', 'plans']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { findings } = JSON.parse(stdout) as {
    readonly findings: readonly {
      readonly resource: string;
      readonly attributes: readonly { readonly path: string }[];
    }[];
  };
  return findings.flatMap(({ resource, attributes }) => attributes.map((each) => `${resource}: ${each.path}`));
}

test('what differs from an override in the cloud is drift, and what the override ignores changes nothing', async () => {
  const folder = fleet();
  const ignored = `${override(5)}      lifecycle: { ignore_changes: [receive_wait_time_seconds] }\n`;
  writeFiles(folder, { [FILE]: ignored });
  expect(statusCounts(await simulated(folder, 'deploy', ...STACK))).toEqual({ applied: 1 });
  expect(await driftIn(folder)).toEqual([]);

  const { account, key } = queueIn(folder);
  account.tamper('aws_sqs_queue', key, { receive_wait_time_seconds: 3 });
  expect(plannedActions(await simulated(folder, 'plan', ...STACK))).toEqual([]);
  account.tamper('aws_sqs_queue', key, { receive_wait_time_seconds: 0, delay_seconds: 0 });
  expect(await driftIn(folder)).toEqual(['aws_sqs_queue.queue-mails: delay_seconds']);
  expect(statusCounts(await simulated(folder, 'deploy', ...STACK))).toEqual({ applied: 1 });
  expect(queueIn(folder).delay).toBe(5);
}, 120_000);

test('a snapshot keeps the overridden value: its plan and its deployment are those of the fleet at that time', async () => {
  const folder = fleet();
  writeFiles(folder, { [FILE]: override(5) });
  const snapshot = path.join(folder, 'fleet.snapshot');
  expect(await goldenpathIn(folder, ['snapshot', '--out', snapshot])).toMatchObject({ code: 0 });
  const ofFleet = (await simulated(folder, 'plan', ...STACK)).stacks.map(({ plan }) => plan?.changes);

  writeFiles(folder, { [FILE]: override(9) });
  const fromSnapshot = ['--snapshot', snapshot, ...STACK];
  const ofSnapshot = (await simulated(folder, 'plan', ...fromSnapshot)).stacks.map(({ plan }) => plan?.changes);
  expect(ofSnapshot).toEqual(ofFleet);
  expect(statusCounts(await simulated(folder, 'deploy', ...fromSnapshot))).toEqual({ applied: 1 });
  expect(queueIn(folder).delay).toBe(5);
  expect(await plannedFor(folder)).toEqual([['aws_sqs_queue.queue-mails', ['delay_seconds']]]);
}, 120_000);
