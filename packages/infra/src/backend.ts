import type { StackFacts } from '@goldenpath/model';
import { LocalBackend, S3Backend, type TerraformStack } from 'cdktf';

/** Where the state is: S3 with its native lock and encryption, or a file beside the stack. */
export function addBackend(stack: TerraformStack, { state, stateKey }: StackFacts): void {
  if (state.type === 'local') {
    new LocalBackend(stack, { path: stateKey });
    return;
  }
  const backend = new S3Backend(stack, { bucket: state.bucket, key: stateKey, region: state.region, encrypt: true });
  // The bindings are older than the argument.
  backend.addOverride('use_lockfile', true);
}
