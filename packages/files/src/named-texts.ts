import { createHash } from 'node:crypto';

/** What an application is called. */
export interface Names {
  readonly name: string;
  /** @default none */
  readonly description?: string;
}

/** What stands for a name, for the same with `_`, and for a description. */
const HOLES = ['qz-app-name-qz', 'qz_app_name_qz', 'qz app description qz'] as const;
const [NAME, SNAKE_NAME, DESCRIPTION] = HOLES;
const HOLE = new RegExp(`(${HOLES.join('|')})`);
/** A hole that was shortened, or written in another way. */
const PART_OF_HOLE = /qz.?app/i;
/** A member of a JSON object whose key has a hole. Its place among the others depends on the name. */
const HOLE_IN_KEY = new RegExp(`(?:${HOLES.join('|')})[^"]*":`);

/** Text that needs no quotes or escapes in any format, has several words, and is neither a number nor a part of one. */
const PLAIN_NAME = /^(?=.{6,})[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/;
const PLAIN_DESCRIPTION = /^[A-Za-z][A-Za-z0-9 ,()-]{4,}[A-Za-z0-9.)]$/;
const LIKE_A_NUMBER = /\d[eE]/;
/** CDKTF takes it for a token. */
const LIKE_A_TOKEN = /Map Token/;

/** More are not kept. */
const MOST_SHAPES = 10_000;

/** A text with holes: every second piece is the number of one in {@link HOLES}. */
type Template = readonly (string | number)[];

/** What is known of the inputs that are equal but for their names. */
type Shape = 'seen once' | 'depends on names' | Template;

/**
 * Texts that are made from data. From data that differs in the names of the application alone, the text is made once: for all others the
 * names are put in.
 *
 * Only for a function that puts names into other text and does not look into them: it neither compares, sorts, shortens nor hashes them. The
 * second text of a shape is made both ways; where they differ, each text of that shape is made from its own data.
 */
export class NamedTexts {
  private readonly shapes = new Map<string, Shape>();

  /**
   * The text that `make` makes of an input.
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

/** What goes into each of {@link HOLES}; `undefined` where a name is special in some format. */
function valuesOf({ name, description = '' }: Names): readonly string[] | undefined {
  if (!PLAIN_NAME.test(name) || LIKE_A_NUMBER.test(name) || HOLES.some((hole) => hole.includes(name))) return undefined;
  const isPlain =
    [LIKE_A_NUMBER, LIKE_A_TOKEN].every((special) => !special.test(description)) && PLAIN_DESCRIPTION.test(description);
  return [name, name.replaceAll('-', '_'), isPlain ? description : ''];
}

/** An input as JSON text, with holes in place of names; `undefined` where they are in keys. */
function shapeOf(json: string, [name = '', snakeName = '', description = '']: readonly string[]): string | undefined {
  if (PART_OF_HOLE.test(json)) return undefined;
  const general = description === '' ? json : json.replaceAll(`"${description}"`, `"${DESCRIPTION}"`);
  const shape = general.replaceAll(name, NAME).replaceAll(snakeName, SNAKE_NAME);
  return HOLE_IN_KEY.test(shape) ? undefined : shape;
}

/** @param text What the template must give with these values. */
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
