import { isList, isMap, sameJson } from '../tree/json';
import type { Json, JsonMap, PatchOperation } from '../tree/types';
import { refuse } from './types';

/**
 * Applies a JSON patch (RFC 6902). Unlike kustomize, which adds what `replace` does not find, every pointer must lead to a value.
 *
 * @throws PatchError for a pointer that leads nowhere, and for a `test` that fails.
 */
export function withOperations(object: Json, operations: readonly PatchOperation[]): Json {
  return operations.reduce((value, operation, index) => new Operation(operation, index).apply(value), object);
}

/** The steps of a JSON pointer; `undefined` if it is not one. */
export function pointerSteps(pointer: string): string[] | undefined {
  if (pointer !== '' && !pointer.startsWith('/')) return undefined;
  if (/~(?![01])/.test(pointer)) return undefined;
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

type PointerField = 'path' | 'from';

class Operation {
  constructor(
    private readonly operation: PatchOperation,
    private readonly index: number,
  ) {}

  apply(value: Json): Json {
    const { op, value: given = null } = this.operation;
    switch (op) {
      case 'add':
        return this.add(value, given);
      case 'replace':
        this.read(value, 'path');
        return this.change(value, this.steps('path'), () => given);
      case 'remove':
        this.read(value, 'path');
        return this.change(value, this.steps('path'), () => undefined);
      case 'test':
        return this.test(value, given);
      case 'copy':
        return this.add(value, this.read(value, 'from'));
      case 'move': {
        const moved = this.read(value, 'from');
        return this.add(
          this.change(value, this.steps('from'), () => undefined),
          moved,
        );
      }
    }
  }

  private test(value: Json, expected: Json): Json {
    const found = this.read(value, 'path');
    if (sameJson(found, expected)) return value;
    return refuse(
      this.at('value'),
      `The test fails: the value at ${JSON.stringify(this.operation.path)} is ${shown(found)}.`,
      'Change the patch to fit the object, or remove the test.',
    );
  }

  private add(value: Json, added: Json): Json {
    const steps = this.steps('path');
    const last = steps.at(-1);
    if (last === undefined) return added;
    const parent = this.read(value, 'path', steps.slice(0, -1));
    return this.change(value, steps.slice(0, -1), () => {
      if (isMap(parent)) return { ...parent, [last]: added };
      if (!isList(parent)) return this.leadsNowhere('path', steps, parent);
      const position = last === '-' ? parent.length : indexOf(last);
      if (position === undefined || position > parent.length) return this.leadsNowhere('path', steps, parent);
      return [...parent.slice(0, position), added, ...parent.slice(position)];
    });
  }

  /** Returns the value at a pointer. */
  private read(value: Json, field: PointerField, steps = this.steps(field)): Json {
    let current = value;
    for (const [depth, step] of steps.entries()) {
      const next = childOf(current, step);
      if (next === undefined) return this.leadsNowhere(field, steps.slice(0, depth + 1), current);
      current = next;
    }
    return current;
  }

  /** Returns the value with another one at a pointer that leads to one; without it, if the change gives `undefined`. */
  private change(value: Json, [step, ...rest]: readonly string[], changed: (old: Json) => Json | undefined): Json {
    if (step === undefined) return changed(value) ?? null;
    const child = childOf(value, step) ?? null;
    const next = rest.length === 0 ? changed(child) : this.change(child, rest, changed);
    if (isList(value))
      return value.flatMap((item, index) => (String(index) === step ? (next === undefined ? [] : [next]) : [item]));
    const map = value as JsonMap;
    return Object.fromEntries(
      Object.entries(map).flatMap(([field, item]): [string, Json][] =>
        field === step ? (next === undefined ? [] : [[field, next]]) : [[field, item]],
      ),
    );
  }

  private steps(field: PointerField): string[] {
    const pointer = this.operation[field] ?? '';
    return (
      pointerSteps(pointer) ??
      refuse(
        this.at(field),
        `${JSON.stringify(pointer)} is not a JSON pointer.`,
        'Start it with `/`. Write `~1` for a `/` in the name of a field, and `~0` for a `~`.',
      )
    );
  }

  private leadsNowhere(field: PointerField, steps: readonly string[], parent: Json): never {
    const last = steps.at(-1) ?? '';
    const above = steps.slice(0, -1).map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    const where = above.length === 0 ? 'the object' : `the value at ${JSON.stringify(above.join(''))}`;
    const message = `${JSON.stringify(this.operation[field] ?? '')} leads nowhere: ${where} has no ${JSON.stringify(last)}.`;
    const choice = isMap(parent) ? { written: last, candidates: Object.keys(parent).sort() } : undefined;
    return refuse(this.at(field), message, remedyFor(parent), choice);
  }

  private at(field: string): (string | number)[] {
    return [this.index, field];
  }
}

function remedyFor(parent: Json): string {
  if (!isList(parent)) return 'Add what is above it first.';
  return `It is a list of ${parent.length}: write a lower number, or \`-\` to append with \`add\`.`;
}

function childOf(value: Json, step: string): Json | undefined {
  if (isList(value)) return value[indexOf(step) ?? -1];
  return isMap(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

function indexOf(step: string): number | undefined {
  return /^(0|[1-9][0-9]{0,8})$/.test(step) ? Number(step) : undefined;
}

const LONGEST = 60;

function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
