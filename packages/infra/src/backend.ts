import type { StackFacts } from '@goldenpath/model';
import { LocalBackend, S3Backend, TerraformElement, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { REQUIRED_TERRAFORM } from './synthesis/root';

/** An empty stack with its name, its state and the Terraform that it needs. */
export function openStack(root: Construct, facts: StackFacts): TerraformStack {
  const stack = new TerraformStack(root, facts.name);
  addBackend(stack, facts);
  new RequiredVersion(stack, 'required-version');
  return stack;
}

/** Where the state is: S3 with its native lock and encryption, or a file beside the stack. */
function addBackend(stack: TerraformStack, { state, stateKey }: StackFacts): void {
  if (state.type === 'local') {
    new LocalBackend(stack, { path: stateKey });
    return;
  }
  const backend = new S3Backend(stack, { bucket: state.bucket, key: stateKey, region: state.region, encrypt: true });
  // The bindings are older than the argument.
  backend.addOverride('use_lockfile', true);
}

/** `required_version`, which CDKTF has no property for. */
class RequiredVersion extends TerraformElement {
  override toTerraform(): unknown {
    return { terraform: { required_version: REQUIRED_TERRAFORM } };
  }
}
