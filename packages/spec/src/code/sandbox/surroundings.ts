/** Globals whose results depend on nothing but their arguments. Also of those, `Math.random` is observed. */
const REPEATABLE = new Set(
  `
  globalThis global Infinity NaN undefined Object Function Array Number Boolean String Symbol BigInt RegExp
  JSON Math Map Set WeakMap WeakSet Proxy Reflect Promise Iterator Error AggregateError EvalError RangeError
  ReferenceError SyntaxError TypeError URIError ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray
  Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array
  parseFloat parseInt isFinite isNaN decodeURI decodeURIComponent encodeURI encodeURIComponent escape
  unescape eval URL URLSearchParams
  `
    .trim()
    .split(/\s+/),
);

/** What code can use besides its own text: the clock, random numbers, files, packages, its process. */
export interface Surroundings {
  /** Notes a use. */
  readonly note: () => void;
  /** Returns the result of some work, and whether the work used its surroundings. */
  readonly observe: <T>(work: () => T) => { readonly result: T; readonly isUsed: boolean };
}

/**
 * Observes every global of this process that is not part of the language, or whose results differ between runs. Call it before any code of a
 * spec runs.
 *
 * This tells mistakes from data that can be kept. Code that hides a use only makes its own data stale.
 */
export function observeSurroundings(): Surroundings {
  let isUsed = false;
  const note = (): void => {
    isUsed = true;
  };
  for (const name of Object.getOwnPropertyNames(globalThis)) if (!REPEATABLE.has(name)) observeGlobal(name, note);
  const { random } = Math;
  Math.random = () => {
    note();
    return random();
  };
  return {
    note,
    observe(work) {
      isUsed = false;
      const result = work();
      return { result, isUsed };
    },
  };
}

/** An assignment makes it a plain value again: that of the code itself. */
function observeGlobal(name: string, note: () => void): void {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  if (before?.configurable !== true) return;
  const enumerable = before.enumerable === true;
  Object.defineProperty(globalThis, name, {
    configurable: true,
    enumerable,
    get(): unknown {
      note();
      return before.get === undefined ? before.value : (Reflect.apply(before.get, globalThis, []) as unknown);
    },
    set(value: unknown) {
      Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable });
    },
  });
}
