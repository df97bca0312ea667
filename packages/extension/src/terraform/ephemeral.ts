import { ref, TerraformElement, Token } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * An `ephemeral` block, for which CDKTF has no construct: a value that exists only during a run and is never written to a state or a plan.
 * Only write-only arguments accept it.
 */
export class EphemeralResource extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly type: string,
    private readonly config: Readonly<Record<string, unknown>>,
  ) {
    super(scope, id, `ephemeral.${type}`);
  }

  /** Returns a reference to an attribute by its Terraform name. */
  attribute(name: string): string {
    return Token.asString(ref(`ephemeral.${this.type}.${this.friendlyUniqueId}.${name}`, this.cdktfStack));
  }

  override toTerraform(): unknown {
    return { ephemeral: { [this.type]: { [this.friendlyUniqueId]: this.config } } };
  }
}
