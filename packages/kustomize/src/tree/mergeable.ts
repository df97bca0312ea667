import { isList, isMap } from './json';
import { below, elementsByKey, listStrategy, usableKeys } from './merge-keys';
import type { SchemaPath } from './merge-keys';
import type { Json } from './types';

/** The field that a merge patch reads as an instruction. */
export const PATCH_DIRECTIVE = '$patch';

const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_./-]*$/;
const READ_AS_ANOTHER_TYPE = /^(?:true|false|yes|no|on|off|y|n|null)$/i;

/**
 * Returns whether a merge patch can contain a field with this name. kustomize writes names without quotes, so `"true"` and `"8080"` would
 * no longer be text, and `$patch` is an instruction.
 */
export function isMergeableName(field: string): boolean {
  return PLAIN_NAME.test(field) && !READ_AS_ANOTHER_TYPE.test(field);
}

/**
 * Returns whether a merge adds this value unchanged. It would drop a `null`, misread some field names, combine elements with the same key,
 * and lose elements without a key.
 */
export function isMergeable(value: Json, schemaPath: SchemaPath): boolean {
  if (isMap(value)) {
    return Object.entries(value).every(
      ([field, item]) => isMergeableName(field) && isMergeable(item, below(schemaPath, field)),
    );
  }
  if (isList(value)) return isMergeableList(value, schemaPath);
  return value !== null;
}

function isMergeableList(list: readonly Json[], schemaPath: SchemaPath): boolean {
  const strategy = listStrategy(schemaPath);
  if (strategy.type === 'unknown') return false;
  // The content of an atomic list is copied, whatever merge keys its fields would have elsewhere.
  if (strategy.type === 'atomic') return list.every(isPlain);
  const keys = usableKeys(strategy.keys, list);
  return (
    keys !== undefined &&
    elementsByKey(list, keys) !== undefined &&
    list.every((element) => isMergeable(element, schemaPath))
  );
}

function isPlain(value: Json): boolean {
  if (isList(value)) return value.every(isPlain);
  if (!isMap(value)) return value !== null;
  return Object.entries(value).every(([field, item]) => isMergeableName(field) && isPlain(item));
}
