import { createHash } from 'node:crypto';

/** The name and the description of an application. */
export interface Names {
  readonly name: string;
  /** @default none */
  readonly description?: string;
}

/** Placeholders for the name, the name with `_` in place of `-`, and the description. */
const HOLES = ['qz-app-name-qz', 'qz_app_name_qz', 'qz app description qz'] as const;
const [NAME, SNAKE_NAME, DESCRIPTION] = HOLES;
const HOLE = new RegExp(`(${HOLES.join('|')})`);
/** Finds a placeholder that was shortened or spelled differently. */
const PART_OF_HOLE = /qz.?app/i;
/** Finds a JSON key with a placeholder. Its position among sorted keys would depend on the name. */
const HOLE_IN_KEY = new RegExp(`(?:${HOLES.join('|')})[^"]*":`);

/** Text that needs no quotes or escapes in any format, has several words, and is neither a number nor a part of one. */
const PLAIN_NAME = /^(?=.{6,})[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/;
const PLAIN_DESCRIPTION = /^[A-Za-z][A-Za-z0-9 ,()-]{4,}[A-Za-z0-9.)]$/;
const LIKE_A_NUMBER = /\d[eE]/;
/** CDKTF reads such text as a token. */
const LIKE_A_TOKEN = /Map Token/;

/** Limit on the shapes that are kept in memory. */
const MOST_SHAPES = 10_000;

/** A text with placeholders. Every second item is an index into {@link HOLES}. */
type Template = readonly (string | number)[];

/** State of a group of inputs that differ only in their names. */
type Shape = 'seen once' | 'depends on names' | Template;

/**
 * Generates texts, and reuses a text for inputs that differ only in the application's names: it inserts the other names.
 *
 * Use it only with a function that inserts names into text. The function must not compare, sort, shorten or hash them. The second text of a
 * shape is generated both ways. If they differ, every text of that shape is generated from its own input.
 */
export class NamedTexts {
  private readonly shapes = new Map<string, Shape>();

  /**
   * Returns `make(input)`.
   *
   * @param input Plain JSON.
   * @param make A pure function, whose result is JSON text.
   */
  text<Input>(input: Input, names: Names, make: (input: Input) => string): string {
    const values = valuesOf(names);
    const shape = values && shapeOf(JSON.stringify(input), values);
    if (values === undefined || shape === undefined) return make(input);
    const id = createHash('sha256').update(shape).digest('base64');
    const known = this.shapes.get(id);
    if (Array.isArray(known)) return filled(known, values);
    const text = make(input);
    if (known === 'seen once') this.shapes.set(id, templateOf(make(JSON.parse(shape) as Input), values, text));
    else if (this.shapes.size < MOST_SHAPES) this.shapes.set(id, known ?? 'seen once');
    return text;
  }
}

/** Returns the value of each placeholder, or `undefined` if the name needs quotes or escapes in some format. */
function valuesOf({ name, description = '' }: Names): readonly string[] | undefined {
  if (!PLAIN_NAME.test(name) || LIKE_A_NUMBER.test(name) || HOLES.some((hole) => hole.includes(name))) return undefined;
  const isPlain =
    [LIKE_A_NUMBER, LIKE_A_TOKEN].every((special) => !special.test(description)) && PLAIN_DESCRIPTION.test(description);
  return [name, name.replaceAll('-', '_'), isPlain ? description : ''];
}

/** Returns the input as JSON text with placeholders, or `undefined` if a key contains a name. */
function shapeOf(json: string, [name = '', snakeName = '', description = '']: readonly string[]): string | undefined {
  if (PART_OF_HOLE.test(json)) return undefined;
  const general = description === '' ? json : json.replaceAll(`"${description}"`, `"${DESCRIPTION}"`);
  const shape = general.replaceAll(name, NAME).replaceAll(snakeName, SNAKE_NAME);
  return HOLE_IN_KEY.test(shape) ? undefined : shape;
}

/** @param text - The text that the template must produce with these values. */
function templateOf(made: string, values: readonly string[], text: string): Shape {
  const template = made
    .split(HOLE)
    .map((piece, index) => (index % 2 === 0 ? piece : HOLES.findIndex((hole) => hole === piece)));
  const isWhole = template.every((piece) => typeof piece === 'number' || !PART_OF_HOLE.test(piece));
  return isWhole && !HOLE_IN_KEY.test(made) && filled(template, values) === text ? template : 'depends on names';
}

function filled(template: Template, values: readonly string[]): string {
  return template.map((piece) => (typeof piece === 'number' ? (values[piece] ?? '') : piece)).join('');
}
