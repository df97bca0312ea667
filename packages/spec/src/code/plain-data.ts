import type { Path } from '@goldenpath/extension';

/** As many values as a YAML document may hold; more is not a spec. */
const MAX_VALUES = 20_000;
const MAX_DEPTH = 50;
const MAX_PROBLEMS = 20;

/** A value that is not data, and where in the whole it is. */
export interface NotData {
  readonly path: Path;
  /** What it is, with its article: `a function`. */
  readonly what: string;
}

/**
 * Copies what code made into plain objects and arrays, as JSON would hold them: an `undefined` field is absent.
 * Functions, class instances, cycles, `NaN` and whatever else JSON cannot hold are problems, of which the first 20 come.
 *
 * Runs getters and proxies of the value: what they throw comes through.
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
    // Said once: nothing after it is looked at.
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
    // From entries, not by assignment: `__proto__` is a key like any other.
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
 * What an object is that is not plain. Plain is what has no prototype, or one that has none itself: `Object.prototype`,
 * be it of our realm or of the one that the code ran in.
 */
function classOf(object: object): string | undefined {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return undefined;
  const name = (prototype as { constructor?: { name?: unknown } }).constructor?.name;
  return typeof name === 'string' && name !== '' && name !== 'Object'
    ? `an instance of ${name.slice(0, 100)}`
    : 'an instance of a class';
}
