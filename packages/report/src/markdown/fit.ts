/** A section that can be shortened: units are cut from the end, and the number of cut units is stated. */
export interface Section {
  readonly opening: string;
  /** Most important first. A unit that does not fit is never rendered. */
  readonly units: readonly (() => string)[];
  /** The text between two units. */
  readonly separator: '\n' | '\n\n';
  readonly closing: string;
  /** Returns the sentence that says how many units were left out. */
  readonly leftOut: (count: number) => string;
  /** The fraction of the space that is reserved for this section before later rounds. @default 1/14 */
  readonly share?: number;
}

/** Returns one unit per item. The text of a unit is rendered only when there is space for it. */
export function unitsOf<Item>(items: readonly Item[], write: (item: Item) => string): (() => string)[] {
  return items.map((item) => () => write(item));
}

/** The fraction of the space that a section may use in each round. Earlier sections are served first within a round. */
const ROUNDS = [1 / 14, 0.4, 1] as const;

/**
 * Renders all sections in order, in at most `limit` bytes. Earlier sections get space first, but no section exceeds its share before the
 * later ones have received theirs.
 *
 * @throws RangeError when the parts that cannot be cut exceed the limit.
 */
export function fit(sections: readonly Section[], limit: number): string {
  const fillings = sections.map((section): Filling => ({ section, units: [], size: 0 }));
  const room = { left: limit - bytes(fillings.map(rendered).join('\n\n')) };
  if (room.left < 0) throw new RangeError(`${limit} bytes are too few for this text.`);
  for (const round of ROUNDS)
    for (const filling of fillings)
      fill(filling, Math.floor(limit * Math.max(round, filling.section.share ?? 0)), room);
  return fillings.map(rendered).join('\n\n');
}

/** A section and the units of it that fit. */
interface Filling {
  readonly section: Section;
  readonly units: string[];
  size: number;
}

/** Adds units while the section has at most `most` bytes and space remains. */
function fill(filling: Filling, most: number, room: { left: number }): void {
  const { section, units } = filling;
  for (let next = section.units[units.length]; next !== undefined; next = section.units[units.length]) {
    const unit = next();
    const size = bytes(unit + section.separator);
    if (filling.size + size > most || size > room.left) return;
    units.push(unit);
    filling.size += size;
    room.left -= size;
  }
}

/** Renders a section. The space for the sentence about left-out units is always reserved. */
function rendered({ section, units }: Filling): string {
  const { opening, separator, closing, leftOut } = section;
  const left = section.units.length - units.length;
  const shown = units.join(separator);
  const note = left === 0 ? '' : leftOut(left);
  const body = separator === '\n' && opening.endsWith('|') ? [`${opening}${shown && `\n${shown}`}`] : [opening, shown];
  return [...body, note, closing].filter((part) => part !== '').join('\n\n');
}

/** Returns the length of a text in UTF-8 bytes, which is never less than its length in characters. */
function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
