/** A stack in Terraform's JSON: blocks by kind, then by type. */
type Stack = { readonly [kind: string]: { readonly [type: string]: unknown } | undefined };

/** Returns the types in stacks, so that only those are served. A data source and a resource can share a name. */
export function typesIn(stacks: readonly Stack[]): ReadonlySet<string> {
  return new Set(
    stacks.flatMap((stack) => ['resource', 'data', 'ephemeral'].flatMap((kind) => Object.keys(stack[kind] ?? {}))),
  );
}
