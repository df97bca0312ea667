import { isUserError, UserError } from '@goldenpath/errors';
import type { AnyPart } from '@goldenpath/extension';

/** Hooks that load a module of the part. The module has hooks of its own. */
const LOADED = ['rules', 'review', 'explain'];

/** Generators report errors of these hooks with the part and the object. */
const OF_GENERATORS = ['charts', 'stacks'];

type Hook = (this: unknown, ...given: unknown[]) => unknown;

/**
 * Returns a part whose errors name the extension, the part and the hook.
 */
export function guardedPart(part: AnyPart, extension: string): AnyPart {
  const guard = (hook: Hook, name: string): Hook =>
    function (this: unknown, ...given) {
      try {
        return hook.apply(this, given);
      } catch (error) {
        throw isUserError(error) ? error : failure(error, part.name, extension, name);
      }
    };

  function guardedModule(value: unknown, name: string): unknown {
    if (typeof value === 'function') return guard(value as Hook, name);
    if (Array.isArray(value)) return value.map((item) => guardedModule(item, name));
    if (!isPlain(value)) return value;
    return mapEntries(value, (inner, key) => guardedModule(inner, `${name}.${key}`));
  }

  /** Loads and guards the module once. */
  function guardedLoad(load: Hook, name: string): Hook {
    const guarded = new WeakMap<object, unknown>();
    return (...given) => {
      const loaded = load(...given);
      if (typeof loaded !== 'object' || loaded === null) return loaded;
      if (!guarded.has(loaded)) guarded.set(loaded, guardedModule(loaded, name));
      return guarded.get(loaded);
    };
  }

  const hooks = mapEntries(part, (value, name) => {
    if (typeof value !== 'function' || OF_GENERATORS.includes(name)) return value;
    const hook = guard(value as Hook, name);
    return LOADED.includes(name) ? guardedLoad(hook, name) : hook;
  });
  return { ...part, ...hooks };
}

/** Returns whether a value is an object literal or a module. A copy of other objects would lose their state. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function mapEntries(record: object, map: (value: unknown, name: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}

function failure(error: unknown, part: string, extension: string, hook: string): UserError {
  const { name = 'Error', message = String(error) } = (error ?? {}) as {
    readonly name?: string;
    readonly message?: string;
  };
  return new UserError(
    `The part ${part} of the extension \`${extension}\` fails in \`${hook}\`: ${name}: ${message.split('\n', 1)[0]}.`,
    'Correct the extension, or use a version of it that fits.',
    { code: 'extension-failed', cause: error },
  );
}
