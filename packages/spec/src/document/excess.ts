import type { Diagnostic, Path } from '@goldenpath/extension';

/** No real spec has more values, counted with resolved aliases. */
const MAX_VALUES = 20_000;

/** Longer texts are not settings: Linux limits variables to 128 KiB, and patterns are matched against the whole text. */
const MAX_TEXT = 32_768;

/** The limit that a document exceeds, and where. */
export interface Excess {
  readonly path: Path;
  readonly problem: (file: string) => Omit<Diagnostic, 'location'>;
}

/** Returns the first limit that a document exceeds: a cycle, too many values, or a text that is too long. */
export function findExcess(root: unknown): Excess | undefined {
  const ancestors = new Set<object>();
  const path: (string | number)[] = [];
  let values = 0;

  function visit(value: unknown): Excess | undefined {
    values += 1;
    if (values > MAX_VALUES) return { path: path.slice(0, 1), problem: tooManyValues };
    if (typeof value === 'string' && value.length > MAX_TEXT)
      return { path: [...path], problem: () => textTooLong(value) };
    if (typeof value !== 'object' || value === null) return undefined;
    if (ancestors.has(value)) return { path: [...path], problem: cycle };
    ancestors.add(value);
    const found = visitEach(value);
    ancestors.delete(value);
    return found;
  }

  function visitEach(value: object): Excess | undefined {
    for (const [key, child] of Object.entries(value)) {
      if (key.length > MAX_TEXT) return { path: [...path], problem: () => textTooLong(key) };
      path.push(Array.isArray(value) ? Number(key) : key);
      const excess = visit(child);
      if (excess !== undefined) return excess;
      path.pop();
    }
    return undefined;
  }

  return visit(root);
}

function cycle(file: string): Omit<Diagnostic, 'location'> {
  return {
    rule: 'yaml-cycle',
    message: `${file} has an anchor that contains itself here.`,
    remedy: 'Write the value out instead of the alias.',
  };
}

function tooManyValues(file: string): Omit<Diagnostic, 'location'> {
  return {
    rule: 'yaml-too-large',
    message: `${file} has more than ${MAX_VALUES} values, those that aliases repeat counted each time.`,
    remedy: 'Remove what does not belong in it.',
  };
}

function textTooLong({ length }: string): Omit<Diagnostic, 'location'> {
  return {
    rule: 'text-too-long',
    message: `This text has ${length} characters; one setting has at most ${MAX_TEXT}.`,
    remedy: 'Keep it in a file of the application, or in the secret store.',
  };
}
