import type { Path } from '@goldenpath/extension';

/** The same limit as for a YAML document. No real spec is larger. */
const MAX_VALUES = 20_000;
const MAX_DEPTH = 50;
const MAX_PROBLEMS = 20;

/** A value that is not data, and its position. */
export interface NotData {
  readonly path: Path;
  /** A description with an article: `a function`. */
  readonly what: string;
}

/**
 * Copies a value made by code to plain objects and arrays, as JSON can express them. An `undefined` field is absent. Functions, class
 * instances, cycles, `NaN` and other values are problems, of which the first 20 are returned.
 *
 * Runs getters and proxies of the value. Their errors are not caught.
 */
export function plainData(root: unknown): { value: unknown } | { problems: readonly NotData[] } {
  const problems: NotData[] = [];
  const ancestors = new Set<object>();
  let values = 0;

  function refuse(path: Path, what: string): undefined {
    problems.push({ path, what });
    return undefined;
  }

  function copy(value: unknown, path: Path): unknown {
    values += 1;
    if (problems.length >= MAX_PROBLEMS) return undefined;
    if (values > MAX_VALUES) return tooMany(path);
    if (typeof value !== 'object' || value === null) {
      const what = notScalar(value);
      return what === undefined ? normalised(value) : refuse(path, what);
    }
    if (ancestors.has(value)) return refuse(path, 'an object that contains itself');
    if (path.length >= MAX_DEPTH) return refuse(path, `nested more than ${MAX_DEPTH} deep`);
    ancestors.add(value);
    const copied = Array.isArray(value) ? copyArray(value, path) : copyObject(value, path);
    ancestors.delete(value);
    return copied;
  }

  function tooMany(path: Path): undefined {
    // Reported once. Nothing after it is examined.
    if (values === MAX_VALUES + 1) refuse(path, `one of more than ${MAX_VALUES} values`);
    return undefined;
  }

  function copyArray(array: readonly unknown[], path: Path): unknown[] | undefined {
    if (array.length > MAX_VALUES) return refuse(path, `a list of more than ${MAX_VALUES} items`);
    return Array.from(array, (item, index) => copy(item, [...path, index]));
  }

  function copyObject(object: object, path: Path): unknown {
    const className = classOf(object);
    if (className !== undefined) return refuse(path, className);
    const entries = Object.entries(object).filter(([, value]) => value !== undefined);
    // Built from entries, because `__proto__` is a key like any other.
    return Object.fromEntries(entries.map(([key, value]) => [key, copy(value, [...path, key])]));
  }

  const value = copy(root, []);
  return problems.length > 0 ? { problems } : { value };
}

function normalised(value: unknown): unknown {
  return Object.is(value, -0) ? 0 : value;
}

function notScalar(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return /\p{Surrogate}/u.test(value) ? 'a text with half a character in it' : undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : `the number ${value}`;
    case 'undefined':
      return '`undefined`';
    case 'function':
      return 'a function';
    case 'bigint':
      return 'a bigint';
    case 'symbol':
      return 'a symbol';
    default:
      return undefined;
  }
}

/**
 * Returns what a non-plain object is. Plain objects have no prototype, or one without a prototype of its own: `Object.prototype` of any
 * realm.
 */
function classOf(object: object): string | undefined {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return undefined;
  const name = (prototype as { constructor?: { name?: unknown } }).constructor?.name;
  return typeof name === 'string' && name !== '' && name !== 'Object'
    ? `an instance of ${name.slice(0, 100)}`
    : 'an instance of a class';
}
