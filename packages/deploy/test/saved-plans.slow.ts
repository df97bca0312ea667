import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPlanWriter, readSavedPlans, readStacks, type RunOptions, type StackOutcome } from '@goldenpath/deploy';
import { actions, engineHere, runHere, statuses } from './support/run';
import { stackTree, writeStacks } from './support/stacks';
import type { StackSketch } from './support/terraform-json';
import { testdir } from './support/testdir';

const SLOW = 120_000;
const OF = { target: 'a test', engine: 'Terraform' };
const shop = (input: string): StackSketch => ({ resources: { app: { input } } });

async function save(root: string): Promise<{ readonly folder: string; readonly outcomes: StackOutcome[] }> {
  const folder = join(testdir(), 'plans');
  const writer = openPlanWriter(folder, OF);
  const outcomes = await runHere(root, 'plan', { keep: writer.keep });
  writer.end(readStacks(root), outcomes);
  return { folder, outcomes };
}

const applySaved = (root: string, folder: string, options: Partial<RunOptions> = {}) =>
  runHere(root, 'deploy', { ...options, saved: readSavedPlans(folder, OF) });

beforeAll(engineHere);

test(
  'a saved plan is applied as it is, and only once',
  async () => {
    const root = stackTree({ shop: shop('v1'), still: { resources: {} } });
    const { folder, outcomes } = await save(root);
    const applied = await applySaved(root, folder);
    expect(actions(applied)).toEqual(actions(outcomes));
    expect(statuses(applied)).toEqual({ shop: 'applied', still: 'unchanged' });
    expect(statuses(await runHere(root, 'plan'))).toEqual({ shop: 'unchanged', still: 'unchanged' });
    await expect(applySaved(root, folder)).rejects.toThrow(
      /the state of `shop` changed since then\. Nothing was applied/,
    );
  },
  SLOW,
);

test(
  'plans are refused as a whole when the state of one stack changed',
  async () => {
    const root = stackTree({ aside: shop('v1'), shop: shop('v1') });
    await runHere(root, 'deploy');
    writeStacks(root, { aside: shop('v2'), shop: shop('v2') });
    const { folder } = await save(root);
    // Another run applies something else in between.
    writeStacks(root, { aside: shop('v2'), shop: shop('v3') });
    await runHere(root, 'deploy', {
      approve: ({ stack }) => Promise.resolve(stack === 'shop'),
    });
    writeStacks(root, { aside: shop('v2'), shop: shop('v2') });
    await expect(applySaved(root, folder)).rejects.toThrow('the state of `shop` changed since then');
    expect(actions(await runHere(root, 'plan'))).toEqual(['update terraform_data.app', 'update terraform_data.app']);
  },
  SLOW,
);

test(
  'plans are refused when a stack is synthesised differently',
  async () => {
    const root = stackTree({ shop: shop('v1') });
    const { folder } = await save(root);
    writeStacks(root, { shop: shop('v2') });
    await expect(applySaved(root, folder)).rejects.toThrow('`shop` changed since then');
    expect(statuses(await runHere(root, 'plan'))).toEqual({ shop: 'planned' });
  },
  SLOW,
);

test(
  'a stack whose dependency has changes waits, and is planned in the same run only on request',
  async () => {
    const sketches = { above: { ...shop('v1'), dependsOn: ['network'] }, network: shop('v1') };
    const root = stackTree(sketches);
    const { folder, outcomes } = await save(root);
    expect(statuses(outcomes)).toEqual({ network: 'planned', above: 'waits by network' });
    expect(statuses(await applySaved(root, folder))).toEqual({ network: 'applied', above: 'waits by network' });
    const second = await save(root);
    expect(statuses(second.outcomes)).toEqual({ network: 'unchanged', above: 'planned' });
    expect(statuses(await applySaved(root, second.folder))).toEqual({ network: 'unchanged', above: 'applied' });

    const whole = stackTree(sketches);
    const plans = await save(whole);
    expect(statuses(await applySaved(whole, plans.folder, { planWaiting: true }))).toEqual({
      network: 'applied',
      above: 'applied',
    });
  },
  SLOW,
);

test(
  'a plan file that is replaced during the run is not applied',
  async () => {
    const root = stackTree({ shop: shop('v1') });
    const { folder } = await save(root);
    const saved = readSavedPlans(folder, OF);
    const file = join(folder, 'shop.tfplan');
    const whole = readFileSync(file);
    const [outcome] = await runHere(root, 'deploy', {
      saved,
      onEvent: ({ kind }) => {
        if (kind === 'started') writeFileSync(file, Buffer.concat([whole, Buffer.from('x')]));
      },
    });
    expect(outcome).toMatchObject({
      status: 'failed',
      problems: [{ summary: 'The plan file of stack `shop` was replaced during this run' }],
    });
    expect(statuses(await runHere(root, 'plan'))).toEqual({ shop: 'planned' });
  },
  SLOW,
);
