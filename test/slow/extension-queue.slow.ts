import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Ended, goldenpath, run } from '@goldenpath/testing/command';
import { ROOT } from '@goldenpath/testing/fleet';
import { readFiles, testFolder } from '@goldenpath/testing/folders';

const EXAMPLE = join(ROOT, 'examples', 'extension-queue');
const NAME = '@goldenpath-examples/extension-queue';
const SPEC = 'apps/invoices/app.yaml';

/** The example's fleet in a folder and a repository of its own, with the extension installed. */
async function fleetFolder(): Promise<string> {
  const folder = testFolder();
  cpSync(join(EXAMPLE, 'fleet'), folder, { recursive: true });
  const link = join(folder, 'node_modules', NAME);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(EXAMPLE, link, 'junction');
  writeFileSync(join(folder, '.gitignore'), 'node_modules\ndist\ncdktf.out\n.goldenpath\n');
  await commit(folder, 'init', '-q', '-b', 'main');
  await commit(folder, 'add', '-A');
  await commit(folder, 'commit', '-q', '-m', 'A fleet with a queue');
  return folder;
}

async function commit(cwd: string, ...args: string[]): Promise<void> {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org'];
  expect(await run('git', [...who, ...args], { cwd })).toMatchObject({ code: 0 });
}

function edit(folder: string, from: string, to: string): void {
  const text = readFileSync(join(folder, SPEC), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(folder, SPEC), text.replace(from, to));
}

const command = (cwd: string, ...args: string[]): Promise<Ended> => goldenpath(args, { cwd });

let fleet: string;

beforeEach(async () => {
  fleet = await fleetFolder();
});

test('both planes contain the additions of the extension', async () => {
  expect(await command(fleet, 'synth', '--out', 'out', '--quiet')).toMatchObject({ code: 0, stderr: '' });
  const files = readFiles(join(fleet, 'out'));
  expect(files['gitops/apps/invoices/deploy/overlays/prod/configmap.yaml']).toContain(
    'ORDERS_QUEUE_URL: https://sqs.eu-west-2.amazonaws.com/123456789012/invoices-prod-orders\n',
  );
  const { resource } = JSON.parse(files['cdktf.out/stacks/app-invoices-prod/cdk.tf.json'] ?? '') as {
    readonly resource: Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>>;
  };
  expect(Object.keys(resource).sort()).toEqual(['aws_iam_policy', 'aws_sqs_queue']);
  expect(resource['aws_sqs_queue']?.['queue']).toMatchObject({
    name: 'invoices-prod-orders',
    visibility_timeout_seconds: 120,
    lifecycle: { prevent_destroy: true },
  });
});

test('the stacks deploy in the simulated cloud', async () => {
  const { code, stdout } = await command(fleet, 'deploy', '--simulate', '--auto-approve');
  expect(code).toBe(0);
  expect(stdout).toContain('aws_sqs_queue.queue-dead-letters');
  expect(stdout).toContain('3 stacks to deploy: 3 done.');
}, 60_000);

test.each([
  ['visibilityTimeoutSeconds: 120', 'visibilityTimeout: 120', 'did you mean `visibilityTimeoutSeconds`'],
  ['kind: queue-worker', 'kind: queue-worke', 'Did you mean `queue-worker`?'],
  ['  name: orders', '  nam: orders', 'did you mean `name`'],
  ['queue:\n  name: orders', 'queue:\n  name: orders\n  maxReceives: 0', '`queue.maxReceives`'],
  ['owner: billing', 'owner: billing\nenv:\n  ORDERS_QUEUE_URL: x', '`ORDERS_QUEUE_URL` is already set by the queue'],
  [
    'queue:\n  name: orders',
    'risk: high\nqueue:\n  name: orders\n  visibilityTimeoutSeconds: 901',
    '[queue-visibility-too-long]',
  ],
])('a mistake in its fields reads as one of the product: %s → %s', async (from, to, expected) => {
  edit(fleet, from, to);
  const { code, stderr } = await command(fleet, 'validate');
  expect(code).toBe(1);
  expect(stderr).toContain(expected);
  expect(stderr).toMatch(/^apps\/invoices\/app\.yaml:\d+:\d+: error: /);
});

test('the schema for editors has its fields and its kind', async () => {
  expect(await command(fleet, 'schema')).toMatchObject({ code: 0 });
  const schema = readFileSync(join(fleet, '.goldenpath', 'app.schema.json'), 'utf8');
  expect(JSON.parse(schema)).toHaveProperty('properties.kind.enum', expect.arrayContaining(['queue-worker']));
  expect(schema).toContain('How often a message is delivered before it moves to the dead-letter queue.');
  expect(schema).toContain('"queue-loss"');
});

test('`explain` shows the origin of its facts', async () => {
  const { stdout } = await command(fleet, 'explain', 'invoices', '--json');
  const { facts } = JSON.parse(stdout) as {
    facts: { fact: string; environment?: string; group: string; source: { line: number } }[];
  };
  const found = facts.find(
    ({ fact, environment }) => fact === 'queue.visibilityTimeoutSeconds' && environment === 'prod',
  );
  expect(found).toMatchObject({ group: 'Queue', source: { from: 'override', line: 11 } });
});

test('`graph` shows the queue and its dead letters', async () => {
  const { stdout } = await command(fleet, 'graph', 'invoices', '--format', 'mermaid');
  expect(stdout).toContain('invoices-prod-orders-dead');
});

test('`affected` names the stacks that a changed queue is in, and no other', async () => {
  edit(fleet, 'visibilityTimeoutSeconds: 120', 'visibilityTimeoutSeconds: 90');
  const { stdout } = await command(fleet, 'affected', '--base', 'HEAD', '--json');
  const { stacks, manifests } = JSON.parse(stdout) as { stacks: { stack: string }[]; manifests: unknown[] };
  expect(stacks.map(({ stack }) => stack)).toEqual(['app-invoices-prod']);
  expect(manifests).toEqual([]);
});

test('`review` finds the loss of a queue, and knows its price', async () => {
  edit(fleet, '  name: orders', '  name: bills');
  const renamed = await command(fleet, 'review', '--base', 'HEAD', '--no-plan', '--json');
  expect(renamed.code).toBe(1);
  expect(rulesOf(renamed)).toContain('queue-loss');
  edit(
    fleet,
    'owner: billing',
    'owner: billing\naccept:\n  - { rule: queue-loss, reason: The queue is empty }\n  - { rule: privilege-gained, reason: The queue is empty }',
  );
  expect(await command(fleet, 'review', '--base', 'HEAD', '--no-plan', '--json')).toMatchObject({ code: 0 });
});

function rulesOf({ stdout }: Ended): string[] {
  return (JSON.parse(stdout) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule);
}

test('the price of a new queue is in the cost of its environment', async () => {
  cpSync(join(fleet, 'apps/invoices'), join(fleet, 'apps/mails'), { recursive: true });
  const spec = join(fleet, 'apps/mails/app.yaml');
  writeFileSync(spec, readFileSync(spec, 'utf8').replace('name: invoices', 'name: mails'));
  const { stdout } = await command(fleet, 'review', '--base', 'HEAD', '--no-plan', '--json');
  const { cost } = JSON.parse(stdout) as {
    cost: { environments: { items: { what: string; difference: number }[] }[] };
  };
  expect(cost.environments.flatMap(({ items }) => items)).toContainEqual(
    expect.objectContaining({ what: 'the queue mails-prod-orders, a million requests', difference: 0.4 }),
  );
});

test('the code of an extension is not run with --data-only', async () => {
  const { code, stderr } = await command(fleet, 'validate', '--data-only');
  expect([code, stderr]).toEqual([1, expect.stringContaining('[extension-refused]')]);
});

test('nothing in the packages knows of it', async () => {
  const { stdout } = await run('git', ['ls-files', 'packages/*/src/*'], { cwd: ROOT });
  const sources = stdout.trim().split('\n');
  expect(sources.length).toBeGreaterThan(100);
  // Types of AWS are no knowledge of this extension: package `iam` has their calls.
  const names = /extension-queue|queue-worker|queue-loss/;
  expect(sources.filter((file) => names.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
});
