import type { JsonSchema } from '@goldenpath/extension';

/**
 * Parses the value of a field by its schema. Text that does not match stays text, so that the validation reports the expected type.
 */
export function readValue(text: string, { type }: JsonSchema): unknown {
  switch (type) {
    case 'integer':
    case 'number':
      return /^-?[0-9]{1,15}(\.[0-9]{1,15})?$/.test(text.trim()) ? Number(text) : text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'array':
      return readList(text);
    case 'object':
      return readObject(text);
    default:
      return text;
  }
}

/** Splits a comma-separated list. */
export function readList(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function readObject(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
