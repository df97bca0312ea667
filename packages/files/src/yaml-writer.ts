import { dump } from 'js-yaml';

const OPTIONS = { noRefs: true, lineWidth: -1 };

/**
 * Text that is itself in every version of YAML, wherever in a block it stands: words, paths, images, quantities. After
 * leading digits comes a letter that no form of number has.
 */
const OBVIOUS =
  /^(?:[A-Za-z/]|\.\.\/|\d+\.[a-df-z]|\d+[acdf-np-wyzACDF-NP-WYZ])(?:[\w./@=+-]|[: ](?=[\w./@=+-]))*$|^\d+%$/;
const WHOLE_NUMBER = /^(?:0|[1-9]\d*)$/;
const READ_AS_ANOTHER_TYPE = /^(?:true|false|yes|no|on|off|y|n|null)$/i;

/** A longer key would need the form `? key`. */
const MAX_KEY = 1000;

/**
 * YAML of plain data: exactly what js-yaml writes, which builds and measures a tree first, in a quarter of the time.
 *
 * What needs no thought is written here; a scalar that does is left to js-yaml, and so is a document that holds anything
 * but short keys, scalars of one line, lists and plain objects.
 */
export function writeYaml(value: unknown): string {
  const text = isCollection(value) ? collection(value, '') : undefined;
  return text === undefined ? dump(value, OPTIONS) : `${text}\n`;
}

type Collection = readonly unknown[] | Readonly<Record<string, unknown>>;

/** A collection that begins where the line has come to; `undefined` where js-yaml has to write the document. */
function collection(value: Collection, indent: string): string | undefined {
  const lines: string[] = [];
  if (Array.isArray(value)) {
    for (const item of value) {
      const text = isCollection(item) ? collection(item, `${indent}  `) : scalar(item);
      if (text === undefined) return undefined;
      lines.push(`- ${text}`);
    }
    return lines.length === 0 ? '[]' : lines.join(`\n${indent}`);
  }
  for (const [name, item] of Object.entries(value)) {
    const text = member(name, item, indent);
    if (text === undefined) return undefined;
    lines.push(text);
  }
  return lines.length === 0 ? '{}' : lines.join(`\n${indent}`);
}

function member(name: string, item: unknown, indent: string): string | undefined {
  const key = keyText(name);
  const inner = `${indent}  `;
  const text = isCollection(item) ? collection(item, inner) : scalar(item);
  if (key === undefined || text === undefined) return undefined;
  return isCollection(item) && !isEmpty(item) ? `${key}:\n${inner}${text}` : `${key}: ${text}`;
}

function keyText(key: string): string | undefined {
  if (key.length > MAX_KEY) return undefined;
  if (isObvious(key)) return key;
  return withoutAround(dump({ [key]: 0 }, OPTIONS), '', ': 0\n');
}

function scalar(value: unknown): string | undefined {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string' && isObvious(value)) return value;
  if (typeof value === 'string' && WHOLE_NUMBER.test(value)) return `'${value}'`;
  if (typeof value === 'number' && Number.isSafeInteger(value) && !Object.is(value, -0)) return String(value);
  return typeof value === 'string' || typeof value === 'number'
    ? withoutAround(dump([value], OPTIONS), '- ', '\n')
    : undefined;
}

function isObvious(text: string): boolean {
  return OBVIOUS.test(text) && !READ_AS_ANOTHER_TYPE.test(text);
}

/** What js-yaml wrote, if it is one line. */
function withoutAround(text: string, before: string, after: string): string | undefined {
  const inner = text.slice(before.length, -after.length);
  return inner.includes('\n') || inner.startsWith('? ') ? undefined : inner;
}

function isCollection(value: unknown): value is Collection {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}

function isEmpty(value: Collection): boolean {
  return (Array.isArray(value) ? value : Object.keys(value)).length === 0;
}
