import type { TerraformStack } from 'cdktf';
import { openStack } from '../../src/open-stack';
import { renderStack } from '../../src/synthesis/render-stack';
import { stackRoot } from '../../src/synthesis/root';
import { stackFacts } from './facts';

type Block = Record<string, unknown>;
type Blocks = Record<string, Record<string, Block>>;

/** A stack's configuration as Terraform reads it, without CDKTF's notes on where each block came from. */
export interface Configuration {
  readonly resource: Blocks;
  readonly data: Blocks;
  readonly ephemeral: Blocks;
  readonly provider: Record<string, Block[]>;
  readonly terraform: Block;
}

/** The configuration of a stack that a part was added to, and nothing else. */
export function configurationOf(add: (stack: TerraformStack) => void): Configuration {
  const stack = openStack(stackRoot(), stackFacts('test'));
  add(stack);
  return parseConfiguration(renderStack(stack));
}

/** The configuration in a `cdk.tf.json`. */
export function parseConfiguration(content: string): Configuration {
  const read = JSON.parse(content, (key, value: unknown) =>
    key === '//' ? undefined : value,
  ) as Partial<Configuration>;
  return { resource: {}, data: {}, ephemeral: {}, provider: {}, terraform: {}, ...read };
}

/** Every resource block, with its type and its name. */
export function resourcesOf({ resource }: Configuration): { type: string; name: string; block: Block }[] {
  return Object.entries(resource).flatMap(([type, blocks]) =>
    Object.entries(blocks).map(([name, block]) => ({ type, name, block })),
  );
}
