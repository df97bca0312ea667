import type { StackFacts } from '@goldenpath/extension';
import { literal } from '@goldenpath/extension/terraform';
import { LocalBackend, S3Backend, type TerraformStack } from 'cdktf';

/**
 * From a stack's folder, `cdktf.out/stacks/<stack>`, to beside `cdktf.out`. Never inside: that is a build folder, and the
 * CDKTF command line deletes the folder of a stack that is no more, with the only record of what is still running.
 */
const BESIDE_THE_OUTPUT = '../../..';

/** Where the state is: S3 with its native lock and encryption, or a file beside `cdktf.out`. */
export function addBackend(stack: TerraformStack, { state, stateKey }: StackFacts): void {
  if (state.type === 'local') {
    new LocalBackend(stack, { path: `${BESIDE_THE_OUTPUT}/${stateKey}` });
    return;
  }
  const { bucket, region, kmsKeyId, roleArn } = state;
  const backend = new S3Backend(stack, {
    bucket,
    key: stateKey,
    region,
    encrypt: true,
    ...(kmsKeyId !== undefined && { kmsKeyId: literal(kmsKeyId) }),
    ...(roleArn !== undefined && { assumeRole: { roleArn: literal(roleArn), sessionName: 'goldenpath' } }),
  });
  // The bindings are older than the argument.
  backend.addOverride('use_lockfile', true);
}
