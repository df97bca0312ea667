import { defineScalarTag, DUMP_SCHEMA, dump, NOT_RESOLVED } from 'js-yaml';
import { isObviouslyPlain, isRetyped } from './plain-scalar';

/** Makes js-yaml quote text that another reader would read as another type, because it quotes text that a tag of its schema resolves. */
const retypedTag = defineScalarTag('!retyped', {
  implicit: true,
  resolve: (text) => (isRetyped(text) ? text : NOT_RESOLVED),
  identify: () => false,
});

const OPTIONS = { noRefs: true, lineWidth: -1, schema: DUMP_SCHEMA.withTags(retypedTag) };

/** Lines of printable text of which the first begins with a character: written as they are, below a `|`. */
const LINES = /^[!-~][ -~]*(?:\n[ -~]*)*[ -~]\n$/;
const ALPHANUMERIC = /^[A-Za-z0-9]+$/;

/** What js-yaml wrote for short texts. Generated files repeat most of theirs, and js-yaml takes a hundred times as long as a look here. */
class WrittenTexts {
  private readonly known = new Map<string, string | undefined>();

  get(text: string, write: () => string | undefined): string | undefined {
    if (text.length > MOST_LENGTH) return write();
    if (this.known.has(text)) return this.known.get(text);
    if (this.known.size >= MOST_TEXTS) this.known.clear();
    const written = write();
    this.known.set(text, written);
    return written;
  }
}

const MOST_TEXTS = 5000;
const MOST_LENGTH = 200;
const SCALARS = new WrittenTexts();
const KEYS = new WrittenTexts();

/** Longer keys would need the form `? key`. */
const MAX_KEY = 1000;

/**
 * Writes plain data as YAML four times as fast as js-yaml, which builds and measures a tree first. The bytes are the same, except that text
 * for which {@link isRetyped} is true is quoted.
 *
 * Writes simple scalars itself. js-yaml writes the others, and whole documents that contain anything but short keys, single-line scalars,
 * lists and plain objects.
 */
export function writeYaml(value: unknown): string {
  const text = isCollection(value) ? collection(value, '') : undefined;
  return text === undefined ? dump(value, OPTIONS) : `${text}\n`;
}

type Collection = readonly unknown[] | Readonly<Record<string, unknown>>;

/** Writes a collection at the current position; returns `undefined` when js-yaml must write the document. */
function collection(value: Collection, indent: string): string | undefined {
  const lines: string[] = [];
  if (Array.isArray(value)) {
    for (const item of value) {
      const text = isCollection(item) ? collection(item, `${indent}  `) : valueText(item, `${indent}  `);
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
  const text = isCollection(item) ? collection(item, inner) : valueText(item, inner);
  if (key === undefined || text === undefined) return undefined;
  return isCollection(item) && !isEmpty(item) ? `${key}:\n${inner}${text}` : `${key}: ${text}`;
}

function keyText(key: string): string | undefined {
  if (key.length > MAX_KEY) return undefined;
  if (isObviouslyPlain(key)) return key;
  return KEYS.get(key, () => withoutAround(dump({ [key]: 0 }, OPTIONS), '', ': 0\n'));
}

/** @param indent - Of its lines, if it has several. */
function valueText(value: unknown, indent: string): string | undefined {
  if (typeof value !== 'string' || !value.endsWith('\n') || !LINES.test(value)) return scalar(value);
  return `|\n${value.slice(0, -1).replaceAll(/^(?=.)/gm, indent)}`;
}

function scalar(value: unknown): string | undefined {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string' && isObviouslyPlain(value)) return value;
  if (typeof value === 'string' && ALPHANUMERIC.test(value)) return isRetyped(value) ? `'${value}'` : value;
  if (typeof value === 'number' && Number.isSafeInteger(value) && !Object.is(value, -0)) return String(value);
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const write = () => withoutAround(dump([value], OPTIONS), '- ', '\n');
  return typeof value === 'string' ? SCALARS.get(value, write) : write();
}

/** Returns a text as it is written in the place of a value, or `undefined` if it needs several lines. */
export function yamlScalar(text: string): string | undefined {
  return scalar(text);
}

/** Returns the output of js-yaml between two texts, if it is one line. */
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
