import { fieldOf, isList, isMap, mapOf } from '../tree/json';
import { below, elementKey, elementsByKey, listStrategy, type SchemaPath, usableKeys } from '../tree/merge-keys';
import { isMergeableName, PATCH_DIRECTIVE } from '../tree/mergeable';
import { isMergeableScalar } from '../tree/difference';
import type { Json, JsonMap } from '../tree/types';
import { refuse } from './types';

type Path = readonly (string | number)[];

/** The position of a value in the patch, and its schema for merge keys. */
interface Position {
  readonly path: Path;
  readonly schema: SchemaPath;
}

const USE_JSON_PATCH = 'Write this change as a JSON patch: `target` and `patch` with a list of operations.';

/**
 * Applies a strategic merge patch as kustomize does. What kustomize would merge in a surprising way is refused.
 *
 * @throws PatchError for what cannot be merged, and for a `$patch: delete` of what is not there.
 */
export function withMerge(object: JsonMap, patch: JsonMap, schema: SchemaPath): JsonMap {
  return mergedMap(object, patch, { path: [], schema });
}

function merged(base: Json | undefined, patch: Json, position: Position): Json {
  if (isMap(patch)) {
    if (base === undefined) return mergedMap({}, patch, position);
    if (isMap(base)) return mergedMap(base, patch, position);
  } else if (isList(patch)) {
    if (base === undefined) return mergedList([], patch, position);
    if (isList(base)) return mergedList(base, patch, position);
  } else if (base === undefined || base === patch || isMergeableScalar(base, patch)) return patch;
  return refuse(
    position.path,
    `This is ${typeWord(patch)}, and the object has ${typeWord(base ?? null)} here${isText(base, patch) ? ', whose form kustomize keeps' : ''}.`,
    isText(base, patch) ? USE_JSON_PATCH : `Write ${typeWord(base ?? null)}. ${USE_JSON_PATCH}`,
  );
}

function isText(base: Json | undefined, patch: Json): boolean {
  return typeof base === 'string' && typeof patch === 'string';
}

function typeWord(value: Json): string {
  if (value === null) return 'null';
  if (isList(value)) return 'a list';
  return isMap(value)
    ? 'a mapping'
    : { string: 'a text', number: 'a number', boolean: 'a boolean' }[typeof value as 'string'];
}

function mergedMap(base: JsonMap, patch: JsonMap, { path, schema }: Position): JsonMap {
  const directive = fieldOf(patch, PATCH_DIRECTIVE);
  if (directive !== undefined && directive !== 'replace' && directive !== 'merge')
    return refuse([...path, PATCH_DIRECTIVE], ...unknownDirective(directive));
  const result = new Map<string, Json>(Object.entries(directive === 'replace' ? {} : base));
  for (const [field, value] of Object.entries(patch)) {
    if (field === PATCH_DIRECTIVE) continue;
    const position = { path: [...path, field], schema: below(schema, field) };
    checkName(field, position.path);
    if (value === null || isDeletion(value)) {
      if (!result.delete(field)) nothingToDelete(position.path, field, Object.keys(base));
    } else result.set(field, merged(result.get(field), value, position));
  }
  return mapOf([...result]);
}

function nothingToDelete(path: Path, field: string, candidates: readonly string[]): never {
  return refuse(path, `There is no ${JSON.stringify(field)} to delete.`, 'Remove this line.', {
    written: field,
    candidates: [...candidates].sort(),
  });
}

function isDeletion(value: Json): boolean {
  return isMap(value) && value[PATCH_DIRECTIVE] === 'delete';
}

function unknownDirective(directive: Json): [message: string, remedy: string] {
  return [
    `\`$patch: ${String(directive)}\` has no meaning here.`,
    'Write `replace` to replace a whole mapping or list, or `delete` in the mapping or element to delete.',
  ];
}

function checkName(field: string, path: Path): void {
  if (field.startsWith('$'))
    refuse(path, `The directive \`${field}\` is not supported.`, 'Use `$patch`, or write this change as a JSON patch.');
  if (!isMergeableName(field))
    refuse(path, `kustomize cannot merge a field with the name ${JSON.stringify(field)}.`, USE_JSON_PATCH);
}

function mergedList(base: readonly Json[], patch: readonly Json[], position: Position): Json {
  const strategy = listStrategy(position.schema);
  if (strategy.type === 'atomic') return patch.map((item, index) => plain(item, at(position, index).path));
  if (strategy.type === 'unknown')
    return refuse(
      position.path,
      `How kustomize merges the list \`${position.schema.fields.join('.')}\` of a ${position.schema.kind} is not known.`,
      USE_JSON_PATCH,
    );
  const replaces = patch.some(isReplaceElement);
  const elements = patch
    .map((element, index) => ({ element, index }))
    .filter(({ element }) => !isReplaceElement(element));
  const keys = usableKeys(strategy.keys, [...(replaces ? [] : base), ...elements.map(({ element }) => element)]);
  const old = keys && elementsByKey(replaces ? [] : base, keys);
  if (keys === undefined || old === undefined)
    return refuse(
      position.path,
      `Elements of \`${position.schema.fields.join('.')}\` need ${strategy.keys.map((key) => `\`${key}\``).join(' and ')}.`,
      'Add what is missing, or write this change as a JSON patch.',
    );
  return mergedElements(old, elements, { keys, position });
}

function isReplaceElement(element: Json): boolean {
  return isMap(element) && Object.keys(element).length === 1 && element[PATCH_DIRECTIVE] === 'replace';
}

interface Elements {
  readonly keys: readonly string[];
  readonly position: Position;
}

/**
 * With one merge key, kustomize puts the elements of the patch first. With several, it keeps the elements of the object in place and puts
 * new ones in front.
 */
function mergedElements(
  old: ReadonlyMap<string, Json>,
  patch: readonly { readonly element: Json; readonly index: number }[],
  { keys, position }: Elements,
): Json {
  const first: [string, Json][] = [];
  const rest = new Map(old);
  const seen = new Set<string>();
  for (const { element, index } of patch) {
    const own = at(position, index);
    const key = elementKey(element, keys);
    const before = old.get(key);
    if (seen.has(key)) refuse(own.path, 'Another element of this list has the same key.', 'Merge the two.');
    seen.add(key);
    if (isDeletion(element)) {
      if (before === undefined) refuse(own.path, 'There is no such element to delete.', 'Remove it from the patch.');
      rest.delete(key);
      continue;
    }
    const value = merged(before, element, own);
    if (keys.length === 1 || before === undefined) {
      first.push([key, value]);
      rest.delete(key);
    } else rest.set(key, value);
  }
  return [...first.map(([, value]) => value), ...rest.values()];
}

function at({ path, schema }: Position, index: number): Position {
  return { path: [...path, index], schema };
}

/** The content of an atomic list is copied, and kustomize drops a `null` in it. */
function plain(value: Json, path: Path): Json {
  if (value === null) return refuse(path, '`null` cannot be in a list.', USE_JSON_PATCH);
  if (isList(value)) return value.map((item, index) => plain(item, [...path, index]));
  if (!isMap(value)) return value;
  return mapOf(
    Object.entries(value).map(([field, item]): [string, Json] => {
      checkName(field, [...path, field]);
      return [field, plain(item, [...path, field])];
    }),
  );
}
