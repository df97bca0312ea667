import type { StackFacts } from '@goldenpath/extension';
import { TerraformElement, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { addBackend } from './backend';
import { REQUIRED_TERRAFORM } from './synthesis/root';

/** An empty stack with its name, its state and the Terraform that it needs. */
export function openStack(root: Construct, facts: StackFacts): TerraformStack {
  const stack = new TerraformStack(root, facts.name);
  addBackend(stack, facts);
  new RequiredVersion(stack, 'required-version');
  return stack;
}

/** `required_version`, which CDKTF has no property for. */
class RequiredVersion extends TerraformElement {
  override toTerraform(): unknown {
    return { terraform: { required_version: REQUIRED_TERRAFORM } };
  }
}
