type Block = Record<string, unknown>;
type Blocks = Record<string, Record<string, Block>>;

/** A stack's configuration as Terraform reads it, without CDKTF's notes on the origin of each block. */
export interface Configuration {
  readonly resource: Blocks;
  readonly data: Blocks;
  readonly ephemeral: Blocks;
  readonly provider: Record<string, Block[]>;
  readonly terraform: Block;
  readonly variable?: Record<string, Block>;
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
