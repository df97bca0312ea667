import { fieldOf, isList, isMap, mapOf, sameJson } from './json';
import { jsonPointer } from './json-patch';
import type { Operation } from './json-patch';
import { listDifference } from './list-difference';
import { below } from './merge-keys';
import { isMergeable, isMergeableName } from './mergeable';
import { NO_DIFFERENCE, replaced } from './patch-parts';
import type { Difference, Position } from './patch-parts';
import type { Json, JsonMap } from './types';

/** Returns the smallest patch with which kustomize turns the base into exactly the target. */
export function difference(base: Json, target: Json, position: Position): Difference {
  if (sameJson(base, target)) return NO_DIFFERENCE;
  if (isMap(base) && isMap(target)) return mapDifference(base, target, position);
  if (isList(base) && isList(target)) return listDifference(base, target, position, difference);
  if (isMergeableScalar(base, target)) return { merge: target, operations: [] };
  return replaced(target, position);
}

const PLAIN_TEXT = /^[!-~](?:[ -~\n]*[!-~])?\n?$/;

/**
 * Returns whether a merge turns one scalar into the other. kustomize keeps the style of the replaced scalar: `10` in place of `"5"` stays a
 * string, and text that starts with a tab in place of a block scalar is invalid YAML.
 */
export function isMergeableScalar(base: Json, target: Json): boolean {
  if (typeof base !== typeof target || typeof base === 'object') return false;
  return typeof base !== 'string' || !base.includes('\n') || PLAIN_TEXT.test(String(target));
}

function mapDifference(base: JsonMap, target: JsonMap, position: Position): Difference {
  const merge: [string, Json][] = [];
  const operations: Operation[] = [];
  const add = (field: string, part: Difference) => {
    if (part.merge !== undefined) merge.push([field, part.merge]);
    operations.push(...part.operations);
  };
  for (const [field, value] of Object.entries(target))
    add(field, fieldDifference(fieldOf(base, field), value, field, position));
  for (const field of Object.keys(base)) if (!Object.hasOwn(target, field)) add(field, removed(field, position));
  return { merge: merge.length > 0 ? mapOf(merge) : undefined, operations };
}

function fieldDifference(base: Json | undefined, target: Json, field: string, above: Position): Difference {
  const position = { schemaPath: below(above.schemaPath, field), path: [...above.path, field] };
  if (base !== undefined && isMergeableName(field)) return difference(base, target, position);
  if (base !== undefined) return sameJson(base, target) ? NO_DIFFERENCE : replaced(target, position);
  if (isMergeableName(field) && isMergeable(target, position.schemaPath)) return { merge: target, operations: [] };
  return { merge: undefined, operations: [{ op: 'add', path: jsonPointer(position.path), value: target }] };
}

function removed(field: string, { path }: Position): Difference {
  if (isMergeableName(field)) return { merge: null, operations: [] };
  return { merge: undefined, operations: [{ op: 'remove', path: jsonPointer([...path, field]) }] };
}
