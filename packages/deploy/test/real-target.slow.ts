import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { realTarget } from '@goldenpath/deploy';
import { runHere, statuses } from './support/run';
import { stackTree } from './support/stacks';
import { put } from './support/testdir';

const stack = (input: string) =>
  JSON.stringify({
    terraform: { required_version: '>= 1.11.0', backend: { local: { path: 'here.tfstate' } } },
    resource: { terraform_data: { x: { input } } },
  });

test('on a real target a stack runs in its own folder, with its own backend', async () => {
  const root = stackTree({ a: { resources: {} } });
  put(root, 'stacks/a/cdk.tf.json', stack('one'));
  const target = realTarget({ ...process.env, TF_DATA_DIR: '/not/for/several/stacks' });
  expect(statuses(await runHere(root, 'deploy', { target }))).toEqual({ a: 'applied' });
  expect(readFileSync(join(root, 'stacks/a/here.tfstate'), 'utf8')).toContain('"one"');
  expect(existsSync(join(root, 'stacks/a/.terraform'))).toBe(true);
  put(root, 'stacks/a/cdk.tf.json', stack('two'));
  const [planned] = await runHere(root, 'plan', { target });
  expect(planned?.plan?.changes).toEqual([expect.objectContaining({ address: 'terraform_data.x', action: 'update' })]);
  expect(readFileSync(join(root, 'stacks/a/here.tfstate'), 'utf8')).toContain('"one"');
}, 60_000);
