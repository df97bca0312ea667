import { UserError } from '@goldenpath/errors';

/** The values of a Secret by key. They must never be printed. */
export type SecretValues = ReadonlyMap<string, Uint8Array>;

const FORMATS = 'Write one `KEY=value` on each line, or a JSON object of texts; or name the key with `--key`.';
const KEY = /^[-._a-zA-Z0-9]{1,253}$/;
/** The limit of a Secret in Kubernetes. */
const MAX_BYTES = 1024 * 1024;

/**
 * Parses the input of `seal`. Errors name lines and keys, and never contain a value.
 *
 * @param key - The key whose value the whole input is. One line break at its end is not part of the value. @default the input has keys
 * @throws UserError when the input is empty, too large or malformed.
 */
export function readValues(input: Uint8Array, key: string | undefined): SecretValues {
  if (input.length > MAX_BYTES)
    throw new UserError(`The input has ${input.length} bytes, and a Secret has at most ${MAX_BYTES}.`, 'Seal less.');
  const values = key === undefined ? valuesOf(textOf(input)) : new Map([[key, withoutLineBreak(input)]]);
  if (values.size === 0) throw new UserError('The input is empty.', FORMATS);
  for (const [name, value] of values) {
    if (!KEY.test(name))
      throw new UserError(
        `${JSON.stringify(name)} is not the name of a key.`,
        'Use letters, digits, `-`, `_` and `.`.',
      );
    if (value.length === 0)
      throw new UserError(
        `The value of ${name} is empty.`,
        'Pipe the value into the command. Leave out a key without a value.',
      );
  }
  return values;
}

function withoutLineBreak(input: Uint8Array): Uint8Array {
  const end = input.at(-1) === 0x0a ? (input.at(-2) === 0x0d ? 2 : 1) : 0;
  return input.subarray(0, input.length - end);
}

function textOf(input: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(input);
  } catch {
    throw new UserError(
      'The input is not text in UTF-8.',
      'Name the key with `--key`: then the value can have any bytes.',
    );
  }
}

function valuesOf(text: string): SecretValues {
  return text.trimStart().startsWith('{') ? valuesOfJson(text) : valuesOfLines(text);
}

function valuesOfJson(text: string): SecretValues {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // The message of the parser has a part of the text.
    throw new UserError('The input begins like JSON, and it is not.', FORMATS);
  }
  const entries = Object.entries(parsed as Readonly<Record<string, unknown>>);
  return new Map(
    entries.map(([key, value]) => {
      if (typeof value !== 'string' && typeof value !== 'number')
        throw new UserError(`The value of ${JSON.stringify(key)} is not a text.`, FORMATS);
      return [key, Buffer.from(String(value))] as const;
    }),
  );
}

function valuesOfLines(text: string): SecretValues {
  const values = new Map<string, Uint8Array>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const at = line.indexOf('=');
    if (at === -1) throw new UserError(`Line ${index + 1} of the input has no \`=\`.`, FORMATS);
    const key = line.slice(0, at).trim();
    if (values.has(key)) throw new UserError(`The input has ${JSON.stringify(key)} twice.`, 'Leave one of them out.');
    values.set(key, Buffer.from(line.slice(at + 1)));
  }
  return values;
}
