import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyOfFleet, goldenpathIn } from '@goldenpath/testing/simulated-fleet';

/** Real Terraform in a simulated cloud. */
const folder = copyOfFleet();
const state = 'simulated/buckets/goldenpath-idp-terraform-state/goldenpath/bootstrap-123456789012.tfstate';

async function bootstrap(...args: readonly string[]): Promise<{ status: string | number; output: string }> {
  const { code, stdout, stderr } = await goldenpathIn(folder, ['bootstrap', ...args, '--simulate']);
  return { status: code, output: stdout + stderr };
}

test('bootstrap makes everything once, moves its state into the bucket, and is undone only when that is asked for', async () => {
  const first = await bootstrap('deploy', '--local-state');
  expect(first).toMatchObject({ status: 0 });
  expect(first.output).toContain('aws_iam_openid_connect_provider.github-tokens');

  expect((await bootstrap('deploy')).output).toContain('No changes');

  const moved = await bootstrap('migrate');
  expect(moved).toMatchObject({ status: 0 });
  const file = join(folder, 'dist', state);
  expect(existsSync(file)).toBe(true);
  expect(readFileSync(file, 'utf8')).toContain('"goldenpath-idp-plan"');

  const kept = await bootstrap('destroy');
  expect(kept.status).toBe(1);
  expect(kept.output).toContain('is protected from being destroyed');

  const undone = await bootstrap('destroy', '--unprotected');
  expect(undone).toMatchObject({ status: 0 });
  expect(undone.output).toContain('aws_s3_bucket.state-goldenpath-idp-terraform-state');
});

test('a state that does not exist is not migrated', async () => {
  const other = copyOfFleet();
  const { code, stderr } = await goldenpathIn(other, ['bootstrap', 'migrate', '--simulate']);
  expect(code).toBe(1);
  expect(stderr).toContain('has no state in');
});

test('bootstrap makes the role of the operator of secrets, and gives it to its pod, once', async () => {
  const other = copyOfFleet();
  const file = join(other, 'platform.yaml');
  const text = readFileSync(file, 'utf8')
    .replace('name: goldenpath-dev', 'name: acme-dev')
    .replace('\nkubernetes:\n', '\ncomponents: {}\nkubernetes:\n');
  writeFileSync(file, text);
  const deploy = () => goldenpathIn(other, ['bootstrap', 'deploy', '--local-state', '--simulate']);
  const first = await deploy();
  expect({ code: first.code, stderr: first.stderr }).toMatchObject({ code: 0 });
  for (const address of ['iam_role.secrets-role-dev', 'eks_pod_identity_association.secrets-role-dev-association'])
    expect(first.stdout).toContain(`aws_${address}`);
  expect((await deploy()).stdout).toContain('No changes');
});
