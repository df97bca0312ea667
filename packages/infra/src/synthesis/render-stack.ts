import { isMap, type Json, type JsonMap } from '@goldenpath/extension';
import { TerraformElement, type TerraformStack } from 'cdktf';
import { version } from 'cdktf/package.json';
import { resolveTokens } from './resolve';
import { stableJson } from './stable-json';

type Mutable = Record<string, Json>;

/**
 * The text of a stack's `cdk.tf.json`: the same bytes that `App.synth()` writes for it.
 *
 * `App.synth()` resolves every element three times: once to find references between stacks, of which ours have none, once
 * for itself, and once more within the whole. Here it is once.
 */
export function renderStack(stack: TerraformStack): string {
  const elements = stack.node.findAll().filter((node) => TerraformElement.isTerraformElement(node));
  const metadata: Mutable = { version, stackName: stack.node.id, backend: 'local' };
  const result: Mutable = { '//': { metadata, outputs: {} } };
  for (const element of elements) {
    merge(metadata, resolved(element.toMetadata(), stack));
    merge(result, resolved(element.toTerraform(), stack));
  }
  return stableJson(result);
}

function resolved(fragment: unknown, stack: TerraformStack): JsonMap {
  return resolveTokens(fragment, stack) as JsonMap;
}

/** Adds what an element contributes: objects member by member, lists at the end, anything else in place of what was. */
function merge(target: Mutable, source: JsonMap): void {
  for (const [key, value] of Object.entries(source)) {
    const present = target[key];
    if (isMap(present) && isMap(value)) merge(present as Mutable, value);
    else target[key] = Array.isArray(present) && Array.isArray(value) ? [...present, ...value] : value;
  }
}
