import type { JsonSchema } from '@goldenpath/extension';

/**
 * Makes the value of a field from text, as the schema of the field says. Text that does not fit stays text: the check of the
 * spec then says what it expected.
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

/** The items of a list that commas separate. */
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
