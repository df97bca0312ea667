import type { ObjectPatch } from '@goldenpath/extension';
import { pointerSteps } from '@goldenpath/kustomize';

type Path = readonly (string | number)[];

/**
 * Returns where a patch sets a field of an object: below `merge` or `operations`.
 *
 * @param path - The fields that lead to it in the object. Elements of lists are their names.
 */
export function positionIn({ merge, operations }: Pick<ObjectPatch, 'merge' | 'operations'>, path: Path): Path {
  return merge === undefined ? inOperations(operations ?? [], path) : inMerge(merge, path);
}

/** Follows the path as far as the patch goes. */
function inMerge(merge: unknown, path: Path): Path {
  const found: (string | number)[] = [];
  let current: unknown = merge;
  for (const step of path) {
    const key = Array.isArray(current) ? indexOfNamed(current, step) : step;
    if (typeof current !== 'object' || current === null || key === undefined || !Object.hasOwn(current, key)) break;
    found.push(key);
    current = (current as Readonly<Record<string | number, unknown>>)[key];
  }
  return found;
}

function indexOfNamed(list: readonly unknown[], name: string | number): number | undefined {
  if (typeof name === 'number') return name;
  const index = list.findIndex((element) => Object(element)['name'] === name);
  return index < 0 ? undefined : index;
}

/** The operation whose pointer has most of the fields of the path. Elements of lists are numbers in it, and match any name. */
function inOperations(operations: NonNullable<ObjectPatch['operations']>, path: Path): Path {
  let best: { readonly index: number; readonly depth: number } | undefined;
  for (const [index, { op, path: pointer }] of operations.entries()) {
    if (op === 'test') continue;
    const steps = pointerSteps(pointer) ?? [];
    const mismatch = steps.findIndex((step, depth) => step !== path[depth] && !/^(\d+|-)$/.test(step));
    const depth = mismatch < 0 ? Math.min(steps.length, path.length) : mismatch;
    if (best === undefined || depth >= best.depth) best = { index, depth };
  }
  return best === undefined ? [] : [best.index];
}
