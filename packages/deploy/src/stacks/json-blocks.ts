/** A block of Terraform's JSON syntax: arguments and nested blocks by name. */
export type Block = Readonly<Record<string, unknown>>;

/** A block with its labels, such as the type and the name of a resource. */
export interface LabelledBlock {
  readonly labels: readonly string[];
  readonly body: Block;
}

/** The blocks of a value: an object is one, and a list has any number, at any depth. Comments (`//`) are left out. */
export function blocksOf(value: unknown): Block[] {
  if (Array.isArray(value)) return value.flatMap(blocksOf);
  if (typeof value !== 'object' || value === null) return [];
  const { '//': _, ...block } = value as Block;
  return [block];
}

/** The blocks of a value below so many labels. Each label may be a list of objects as well. */
export function labelledBlocks(value: unknown, depth: number): LabelledBlock[] {
  if (depth === 0) return blocksOf(value).map((body) => ({ labels: [], body }));
  return blocksOf(value).flatMap((block) =>
    Object.entries(block).flatMap(([label, inner]) =>
      labelledBlocks(inner, depth - 1).map(({ labels, body }) => ({ labels: [label, ...labels], body })),
    ),
  );
}
