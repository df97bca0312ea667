import type { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { renderStack } from './render-stack';
import { stackRoot } from './root';
import { withoutStackTraces } from './stack-traces';
import { withOwnTokens } from './token-registry';

/** Path of a stack's configuration below the output folder, where CDKTF's tools look for it. */
export function stackFilePath(stack: string): string {
  return `stacks/${stack}/cdk.tf.json`;
}

/** The text of one stack, which the function given builds in a root of its own. */
export function stackText(build: (root: Construct) => TerraformStack): string {
  return withoutStackTraces(() => withOwnTokens(() => renderStack(build(stackRoot()))));
}
