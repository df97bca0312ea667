import type { AppInEnvironment, StackOverride } from '@goldenpath/extension';
import { environmentStack } from '@goldenpath/infra';
import { builtInRegistry } from '@goldenpath/parts';
import { openFleet, ROOT } from '@goldenpath/testing/fleet';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountOf } from './support/example-stacks';
import { type Stack, Workbench } from './support/terraform';

/** An override of each kind: values, a map, an argument that is removed, a block, blocks, `lifecycle`. */
const RESOURCE: StackOverride['resources'] = {
  aws_sqs_queue: {
    'queue-work': { delay_seconds: 5, receive_wait_time_seconds: null, timeouts: { create: '5m' } },
  },
  aws_dynamodb_table: {
    'table-index': {
      attribute: [
        { name: 'document', type: 'S' },
        { name: 'version', type: 'N' },
        { name: 'owner', type: 'S' },
      ],
      global_secondary_index: [{ name: 'by-owner', hash_key: 'owner', projection_type: 'ALL' }],
      point_in_time_recovery: { enabled: true, recovery_period_in_days: 35 },
    },
  },
  aws_s3_bucket: {
    'bucket-documents': {
      tags: { id: 'archive', 'cost-centre': '7' },
      lifecycle: { ignore_changes: ['request_payer'] },
    },
  },
};

/** The stack of an application with most kinds of resources, as it is and overridden. */
async function stacks(): Promise<{ readonly plain: Stack; readonly overridden: Stack }> {
  const { facts } = await openFleet(join(ROOT, 'test/unit/every-part'));
  const app = facts.apps.find(({ name }) => name === 'archive');
  const inProd = app?.environments.find(({ environment }) => environment === 'prod');
  if (app === undefined || inProd === undefined) throw new Error('The application is not in the fleet.');
  const stackOf = (overrides: readonly object[]): Stack => {
    const inOne = { ...inProd, handOverrides: { overrides } } as AppInEnvironment;
    const file = environmentStack(app, inOne, { platform: facts.platform, registry: builtInRegistry });
    return JSON.parse(file?.content ?? '{}') as Stack;
  };
  const written = { file: 'patches/terraform/all.yaml', content: JSON.stringify({ resource: RESOURCE }) };
  return { plain: stackOf([]), overridden: stackOf([written]) };
}

interface Plan {
  readonly planned_values: object;
  readonly resource_changes: readonly { readonly address: string; readonly change: { readonly after: object } }[];
}

async function planOf(bench: Workbench, name: string): Promise<Plan> {
  await bench.init(name);
  const planned = await bench.terraform(name, 'plan', '-out=plan', '-input=false', '-no-color');
  if (planned.code !== 0) throw new Error(planned.output);
  return JSON.parse((await bench.terraform(name, 'show', '-json', 'plan')).output) as Plan;
}

test('Terraform plans the same from an overridden stack as from the stack with the override file', async () => {
  const { plain, overridden } = await stacks();
  const bench = await Workbench.open({ plain, merged: plain, overridden }, { accountId: accountOf({ plain }) });
  writeFileSync(join(bench.folder, 'merged', 'hand_override.tf.json'), JSON.stringify({ resource: RESOURCE }));
  const before = await planOf(bench, 'plain');
  const merged = await planOf(bench, 'merged');
  const after = await planOf(bench, 'overridden');
  expect(after.planned_values).toEqual(merged.planned_values);
  expect(after.resource_changes).toEqual(merged.resource_changes);
  expect(after.planned_values).not.toEqual(before.planned_values);
  const planned = (address: string) => after.resource_changes.find((each) => each.address === address)?.change.after;
  expect(planned('aws_sqs_queue.queue-work')).toMatchObject({ delay_seconds: 5 });
  expect(planned('aws_dynamodb_table.table-index')).toMatchObject({
    global_secondary_index: [{ name: 'by-owner', hash_key: 'owner' }],
    point_in_time_recovery: [{ recovery_period_in_days: 35 }],
  });
  expect(planned('aws_s3_bucket.bucket-documents')).toMatchObject({ tags: { id: 'archive', 'cost-centre': '7' } });
}, 120_000);

test('what is overridden is deployed, and then there is nothing left to do', async () => {
  const { overridden } = await stacks();
  const bench = await Workbench.open({ overridden }, { accountId: accountOf({ overridden }) });
  await bench.init('overridden');
  expect((await bench.apply('overridden')).output).toContain('Apply complete!');
  expect(await bench.plan('overridden')).toMatchObject({ code: 0 });
}, 120_000);
