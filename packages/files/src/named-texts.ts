import { createHash } from 'node:crypto';
import { HOLE_IN_KEY, HOLES, type Names, namesInHoles, PART_OF_HOLE, withHoles } from './name-holes';

const HOLE = new RegExp(`(${HOLES.join('|')})`);

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
    const values = namesInHoles(names);
    const shape = values && withHoles(JSON.stringify(input), values);
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
