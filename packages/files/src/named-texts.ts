import { createHash } from 'node:crypto';
import { HOLE_IN_KEY, HOLES, type Names, namesInHoles, PART_OF_HOLE, withHoles } from './name-holes';

const HOLE = new RegExp(`(${HOLES.join('|')})`);

/** Limit on the shapes that are kept in memory. */
const MOST_SHAPES = 10_000;

/** A text with placeholders. Every second item is an index into {@link HOLES}. */
type Template = readonly (string | number)[];

/** The first text of a shape: the template of the shape must produce it with these values. */
interface FirstText {
  readonly values: readonly string[];
  readonly digest: string;
}

/** State of a group of inputs that differ only in their names. */
type Shape = FirstText | 'depends on names' | Template;

/**
 * Generates texts, and reuses a text for inputs that differ only in the application's names: it inserts the other names.
 *
 * Use it only with a function that inserts names into text. The function must not compare, sort, shorten or hash them. The second text of a
 * shape is generated with placeholders. If that does not produce the first text, every text of the shape is generated from its own input.
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
    const values = namesInHoles(names);
    const shape = values && withHoles(JSON.stringify(input), values);
    if (values === undefined || shape === undefined) return make(input);
    const id = digestOf(shape);
    const known = this.shapes.get(id);
    if (known === undefined || known === 'depends on names') {
      const text = make(input);
      if (known === undefined && this.shapes.size < MOST_SHAPES)
        this.shapes.set(id, { values, digest: digestOf(text) });
      return text;
    }
    if (isTemplate(known)) return filled(known, values);
    const template = templateOf(make(JSON.parse(shape) as Input), known);
    this.shapes.set(id, template ?? 'depends on names');
    return template === undefined ? make(input) : filled(template, values);
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

function isTemplate(shape: FirstText | Template): shape is Template {
  return Array.isArray(shape);
}

/** Returns `undefined` if the text does more with names than to contain them. */
function templateOf(made: string, { values, digest }: FirstText): Template | undefined {
  const template = made
    .split(HOLE)
    .map((piece, index) => (index % 2 === 0 ? piece : HOLES.findIndex((hole) => hole === piece)));
  const isWhole = template.every((piece) => typeof piece === 'number' || !PART_OF_HOLE.test(piece));
  return isWhole && !HOLE_IN_KEY.test(made) && digestOf(filled(template, values)) === digest ? template : undefined;
}

function filled(template: Template, values: readonly string[]): string {
  return template.map((piece) => (typeof piece === 'number' ? (values[piece] ?? '') : piece)).join('');
}
