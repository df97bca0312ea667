import { isMap, type ObjectPatch } from '@goldenpath/extension';

/** What identifies the object of a merge patch. */
const IDENTITY: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata.name']);

/** Returns the fields that a patch sets, in readable form: `spec.template.spec.containers[web].image`. */
export function patchedFields({ merge, operations }: Pick<ObjectPatch, 'merge' | 'operations'>): string[] {
  const fields =
    merge === undefined
      ? (operations ?? []).filter(({ op }) => op !== 'test').map(({ path }) => path)
      : leaves(merge, '').filter((field) => !IDENTITY.has(field));
  return [...new Set(fields)];
}

function leaves(value: unknown, path: string): string[] {
  if (Array.isArray(value)) {
    const named = value.every((item) => isMap(item) && typeof item['name'] === 'string');
    return named ? value.flatMap((item) => leavesOfElement(item as Readonly<Record<string, unknown>>, path)) : [path];
  }
  if (!isMap(value) || Object.keys(value).length === 0) return [path];
  return Object.entries(value).flatMap(([field, item]) => leaves(item, path === '' ? field : `${path}.${field}`));
}

function leavesOfElement({ name, ...rest }: Readonly<Record<string, unknown>>, path: string): string[] {
  if (Object.keys(rest).length === 0) return [];
  return leaves(rest, `${path}[${String(name)}]`);
}
