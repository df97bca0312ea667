import { fieldOf, isList, isMap, mapOf, sameJson } from './json';
import { jsonPointer } from './json-patch';
import type { Operation } from './json-patch';
import { listDifference } from './list-difference';
import { below } from './merge-keys';
import { isMergeable, PATCH_DIRECTIVE } from './mergeable';
import { NO_DIFFERENCE, replaced } from './patch-parts';
import type { Difference, Position } from './patch-parts';
import type { Json, JsonMap } from './types';

/** The smallest patch that kustomize turns into exactly the target, given the base. */
export function difference(base: Json, target: Json, position: Position): Difference {
  if (sameJson(base, target)) return NO_DIFFERENCE;
  if (isMap(base) && isMap(target)) return mapDifference(base, target, position);
  if (isList(base) && isList(target)) return listDifference(base, target, position, difference);
  // kustomize keeps the quotes of a scalar that it replaces, and so `10` in place of `"5"` stays a string.
  if (typeof base === typeof target && !isContainerOrNull(base) && !isContainerOrNull(target)) {
    return { merge: target, operations: [] };
  }
  return replaced(target, position);
}

function isContainerOrNull(value: Json): boolean {
  return typeof value === 'object';
}

function mapDifference(base: JsonMap, target: JsonMap, position: Position): Difference {
  const merge: [string, Json][] = [];
  const operations: Operation[] = [];
  const add = (field: string, part: Difference) => {
    if (part.merge !== undefined) merge.push([field, part.merge]);
    operations.push(...part.operations);
  };
  for (const [field, value] of Object.entries(target)) add(field, fieldDifference(fieldOf(base, field), value, field, position));
  for (const field of Object.keys(base)) if (!Object.hasOwn(target, field)) add(field, removed(field, position));
  return { merge: merge.length > 0 ? mapOf(merge) : undefined, operations };
}

function fieldDifference(base: Json | undefined, target: Json, field: string, above: Position): Difference {
  const position = { place: below(above.place, field), path: [...above.path, field] };
  if (base !== undefined && field !== PATCH_DIRECTIVE) return difference(base, target, position);
  if (base !== undefined) return sameJson(base, target) ? NO_DIFFERENCE : replaced(target, position);
  if (field !== PATCH_DIRECTIVE && isMergeable(target, position.place)) return { merge: target, operations: [] };
  return { merge: undefined, operations: [{ op: 'add', path: jsonPointer(position.path), value: target }] };
}

function removed(field: string, { path }: Position): Difference {
  if (field !== PATCH_DIRECTIVE) return { merge: null, operations: [] };
  return { merge: undefined, operations: [{ op: 'remove', path: jsonPointer([...path, field]) }] };
}
