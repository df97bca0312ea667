import { isList, isMap } from './json';
import { below, elementsByKey, listStrategy, usableKeys } from './merge-keys';
import type { Place } from './merge-keys';
import type { Json } from './types';

/** The field that a merge takes for an instruction: no value with such a field can be merged as it is. */
export const PATCH_DIRECTIVE = '$patch';

/**
 * Whether a merge puts this value, where the base has none, exactly as it is. It would not: drop a `null`, take a field
 * for an instruction, make one of two elements with the same key, or lose one without a key.
 */
export function isMergeable(value: Json, place: Place): boolean {
  if (isMap(value)) {
    return Object.entries(value).every(([field, item]) => field !== PATCH_DIRECTIVE && isMergeable(item, below(place, field)));
  }
  if (isList(value)) return isMergeableList(value, place);
  return value !== null;
}

function isMergeableList(list: readonly Json[], place: Place): boolean {
  const strategy = listStrategy(place);
  if (strategy.type === 'unknown') return false;
  // What is inside an atomic list is copied, whatever its fields are called: only instructions must not be in it.
  if (strategy.type === 'atomic') return list.every(holdsNoInstruction);
  const keys = usableKeys(strategy.keys, list);
  return (
    keys !== undefined &&
    elementsByKey(list, keys) !== undefined &&
    list.every((element) => isMergeable(element, place))
  );
}

function holdsNoInstruction(value: Json): boolean {
  if (isList(value)) return value.every(holdsNoInstruction);
  if (!isMap(value)) return value !== null;
  return Object.entries(value).every(([field, item]) => field !== PATCH_DIRECTIVE && holdsNoInstruction(item));
}
