/** A stack as Terraform reads it from JSON: blocks by kind, then by type. */
type Stack = { readonly [kind: string]: { readonly [type: string]: unknown } | undefined };

/** The types that stacks use, to serve those and no others. A data source and a resource may share a name. */
export function typesIn(stacks: readonly Stack[]): ReadonlySet<string> {
  return new Set(
    stacks.flatMap((stack) => ['resource', 'data', 'ephemeral'].flatMap((kind) => Object.keys(stack[kind] ?? {}))),
  );
}
