import { isMap, mapOf, sameJson } from './json';
import type { Operation } from './json-patch';
import { elementKey, elementsByKey, listStrategy, usableKeys } from './merge-keys';
import { isMergeable, PATCH_DIRECTIVE } from './mergeable';
import { replaced } from './patch-parts';
import type { Difference, Position } from './patch-parts';
import type { Json, JsonMap } from './types';

type DifferenceOf = (base: Json, target: Json, position: Position) => Difference;

/** Returns the shortest patch with which kustomize turns one list into the other. */
export function listDifference(
  base: readonly Json[],
  target: readonly Json[],
  position: Position,
  differenceOf: DifferenceOf,
): Difference {
  const strategy = listStrategy(position.schemaPath);
  if (strategy.type === 'unknown' || !isMergeable(target, position.schemaPath)) {
    return merged(base, target, position, differenceOf) ?? replaced(target, position);
  }
  if (strategy.type === 'atomic') return { merge: target, operations: [] };
  const whole: Difference = { merge: [{ [PATCH_DIRECTIVE]: 'replace' }, ...target], operations: [] };
  const byElement = merged(base, target, position, differenceOf);
  return byElement !== undefined && size(byElement) <= size(whole) ? byElement : whole;
}

function size(part: Difference): number {
  return JSON.stringify([part.merge ?? [], part.operations]).length;
}

/** Compares element by element; returns `undefined` when a merge of elements cannot produce the target. */
function merged(
  base: readonly Json[],
  target: readonly Json[],
  position: Position,
  differenceOf: DifferenceOf,
): Difference | undefined {
  const strategy = listStrategy(position.schemaPath);
  const keys = strategy.type === 'keyed' ? usableKeys(strategy.keys, [...base, ...target]) : undefined;
  const baseElements = keys && elementsByKey(base, keys);
  if (keys === undefined || baseElements === undefined || elementsByKey(target, keys) === undefined) return undefined;

  const changes = elementChanges(baseElements, target, keys, position, differenceOf);
  if (changes === undefined) return undefined;
  const entries =
    keys.length > 1 ? changesInPlace(baseElements, changes) : changesInOrder(baseElements, changes, keys[0] ?? '');
  if (entries === undefined) return undefined;
  return {
    merge: entries.length > 0 ? entries : undefined,
    operations: changes.flatMap((change) => change.operations),
  };
}

/** The change of one element. */
interface ElementChange {
  readonly key: string;
  /** Only the merge keys, which name the element without changing it. */
  readonly mention: JsonMap;
  /** The patch of the element; `undefined` when it need not be mentioned. */
  readonly merge: JsonMap | undefined;
  readonly operations: readonly Operation[];
}

function elementChanges(
  base: ReadonlyMap<string, Json>,
  target: readonly Json[],
  keys: readonly string[],
  position: Position,
  differenceOf: DifferenceOf,
): ElementChange[] | undefined {
  const changes: ElementChange[] = [];
  for (const [index, element] of target.entries()) {
    if (!isMap(element)) return undefined;
    const key = elementKey(element, keys);
    const mention = mapOf(Object.entries(element).filter(([field]) => keys.includes(field)));
    const old = base.get(key);
    if (old === undefined) {
      if (!isMergeable(element, position.schemaPath)) return undefined;
      changes.push({ key, mention, merge: element, operations: [] });
      continue;
    }
    if (!isMap(old) || keys.some((field) => old[field] !== element[field])) return undefined;
    const { merge, operations } = differenceOf(old, element, {
      schemaPath: position.schemaPath,
      path: [...position.path, index],
    });
    changes.push({ key, mention, merge: isMap(merge) ? { ...mention, ...merge } : undefined, operations });
  }
  return changes;
}

/** With two merge keys kustomize keeps the order of elements, so this is exact only if none is added, removed or moved. */
function changesInPlace(base: ReadonlyMap<string, Json>, changes: readonly ElementChange[]): Json[] | undefined {
  if (
    !sameJson(
      [...base.keys()],
      changes.map(({ key }) => key),
    )
  )
    return undefined;
  return changes.flatMap(({ merge }) => (merge === undefined ? [] : [merge]));
}

/**
 * With one merge key kustomize puts the elements of a patch first, in the patch's order, then the others in the base's order. So the patch
 * mentions all elements up to the last one that is changed, added or moved.
 */
function changesInOrder(base: ReadonlyMap<string, Json>, changes: readonly ElementChange[], key: string): Json[] {
  const baseOrder = new Map([...base.keys()].map((element, index) => [element, index]));
  let named = changes.length;
  let next = Infinity;
  while (named > 0) {
    const change = changes[named - 1];
    const index = change && baseOrder.get(change.key);
    if (change?.merge !== undefined || index === undefined || index >= next) break;
    next = index;
    named -= 1;
  }
  const kept = new Set(changes.map((change) => change.key));
  const gone = [...base].filter(([element]) => !kept.has(element));
  return [
    ...changes.slice(0, named).map(({ mention, merge }) => merge ?? mention),
    ...gone.map(([, element]) => ({
      [key]: isMap(element) ? (element[key] ?? null) : null,
      [PATCH_DIRECTIVE]: 'delete',
    })),
  ];
}
