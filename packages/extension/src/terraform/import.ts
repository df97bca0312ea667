import { TerraformElement } from 'cdktf';
import type { Construct } from 'constructs';

/** What an `import` block has. */
export interface ImportOptions {
  /** An expression of a map or set with what exists, known when Terraform plans. */
  readonly forEach: string;
  /** The address, with `each.key`: `aws_cloudwatch_log_group.logs[each.key]`. */
  readonly to: string;
  /** The id in the cloud, with `each.value`. */
  readonly id: string;
}

/**
 * An `import` block with `for_each`, for which CDKTF has no construct. A resource is then adopted where it exists already, and created where
 * it does not.
 */
export class ImportExisting extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly options: ImportOptions,
  ) {
    super(scope, id);
  }

  override toTerraform(): unknown {
    const { forEach, to, id } = this.options;
    return { import: [{ for_each: forEach, to, id }] };
  }
}
