import { type Difference, isList, isMap, isSame, type Json, type JsonMap, ownValue } from '@goldenpath/extension';
import { mergedNames } from '../order';
import { alignByKey } from './element-keys';
import { elementText, fieldText } from './path-text';

/** Options of a comparison. */
export interface DifferenceOptions {
  /** Whether a map that is added or removed as a whole is compared value by value. @default false */
  readonly leaves?: boolean;
  /** Whether the only elements of two lists count as renamed. @default true */
  readonly renames?: boolean;
  /** The position of the two values. @default the root */
  readonly at?: Pick<Difference, 'path' | 'fields'>;
}

export type { Difference } from '@goldenpath/extension';

interface Position {
  readonly path: string;
  readonly fields: readonly string[];
}

/**
 * Returns the differences between two values, in the order of their fields. Maps are compared recursively, and lists of maps element by
 * element by key. Any other list is one value, because its elements belong together, and so is a value that is added or removed as a whole.
 */
export function differences(
  before: Json,
  after: Json,
  { leaves = false, renames = true, at = TOP }: DifferenceOptions = {},
): Difference[] {
  const found: Difference[] = [];
  visit(before, after, at, { leaves, renames, tell: (difference) => found.push(difference) });
  return found;
}

interface Visitor {
  readonly leaves: boolean;
  readonly renames: boolean;
  readonly tell: (difference: Difference) => void;
}

const EMPTY: JsonMap = {};
const TOP: Position = { path: '', fields: [] };

function visit(before: Json, after: Json, place: Position, visitor: Visitor): void {
  if (before === after) return;
  if (visitor.leaves && before === null && isMap(after)) return visit(EMPTY, after, place, visitor);
  if (visitor.leaves && after === null && isMap(before)) return visit(before, EMPTY, place, visitor);
  if (isMap(before) && isMap(after)) {
    for (const name of mergedNames(Object.keys(before), Object.keys(after)))
      visit(ownValue(before, name) ?? null, ownValue(after, name) ?? null, below(place, name), visitor);
    return;
  }
  if (isList(before) && isList(after) && visitElements(before, after, place, visitor)) return;
  if (!isSame(before, after)) visitor.tell({ ...place, before, after });
}

/** Compares lists element by element; returns whether that is possible. */
function visitElements(before: readonly Json[], after: readonly Json[], place: Position, visitor: Visitor): boolean {
  if (before.length === 0 || after.length === 0) return false;
  const named = alignByKey(before, after);
  const [only] = before;
  const [onlyAfter] = after;
  const isOne = before.length === 1 && after.length === 1 && isMap(only) && isMap(onlyAfter);
  if (
    isOne &&
    visitor.renames &&
    (named === undefined || [...named.before.keys()].some((name) => !named.after.has(name)))
  ) {
    visit(only, onlyAfter, element(place, '[0]'), visitor);
    return true;
  }
  if (named === undefined) return false;
  for (const name of mergedNames([...named.before.keys()], [...named.after.keys()])) {
    visit(named.before.get(name) ?? null, named.after.get(name) ?? null, element(place, elementText(name)), visitor);
  }
  return true;
}

function below({ path, fields }: Position, name: string): Position {
  return { path: path + fieldText(name, path), fields: [...fields, name] };
}

function element({ path, fields }: Position, text: string): Position {
  return { path: path + text, fields };
}
