import { isMap, type Json, type JsonMap } from '@goldenpath/extension';

/** A value that an override changes. */
export interface ArgumentDifference {
  /** The arguments that lead to it, without the positions in lists: `['rule', 'expiration', 'days']`. */
  readonly path: readonly string[];
  /** The same with the positions. */
  readonly position: readonly (string | number)[];
  /** `undefined` where there is none. */
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** Returns the innermost values that differ between a resource and its overridden form. */
export function differencesOf(before: JsonMap, after: JsonMap): ArgumentDifference[] {
  return inValues(before, after, []);
}

function inValues(
  before: Json | undefined,
  after: Json | undefined,
  position: ArgumentDifference['position'],
): ArgumentDifference[] {
  if (isEqual(before, after)) return [];
  const old = asBlocks(before);
  const now = asBlocks(after);
  if (old !== undefined || now !== undefined) {
    // A value of another form is a change as a whole.
    if (isScalar(before) || isScalar(after)) return [difference(before, after, position)];
    return inBlocks(old ?? [], now ?? [], position, Array.isArray(after));
  }
  return [difference(before, after, position)];
}

function inBlocks(
  old: readonly JsonMap[],
  now: readonly JsonMap[],
  position: ArgumentDifference['position'],
  hasPositions: boolean,
): ArgumentDifference[] {
  return Array.from({ length: Math.max(old.length, now.length) }).flatMap((_, index) => {
    const [a, b] = [old[index], now[index]];
    const names = [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])];
    const at = hasPositions ? [...position, index] : position;
    return [
      // An added or removed block is a change, even without an argument.
      ...(a === undefined || b === undefined ? [difference(a, b, at)] : []),
      ...names.flatMap((name) => inValues(member(a, name), member(b, name), [...at, name])),
    ];
  });
}

function member(object: JsonMap | undefined, name: string): Json | undefined {
  return object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
}

function difference(
  before: Json | undefined,
  after: Json | undefined,
  position: ArgumentDifference['position'],
): ArgumentDifference {
  return { path: position.filter((step) => typeof step === 'string'), position, before, after };
}

/** One block is written as a mapping, or as a list of mappings. */
function asBlocks(value: Json | undefined): readonly JsonMap[] | undefined {
  if (isMap(value)) return [value];
  const isBlocks = Array.isArray(value) && value.length > 0 && value.every(isMap);
  return isBlocks ? (value as readonly JsonMap[]) : undefined;
}

function isScalar(value: Json | undefined): boolean {
  return value !== undefined && (typeof value !== 'object' || value === null);
}

/** Terraform takes `true` and `"true"` for the same. */
function isEqual(a: Json | undefined, b: Json | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return isScalar(a) && isScalar(b) ? String(a) === String(b) : JSON.stringify(a) === JSON.stringify(b);
}
