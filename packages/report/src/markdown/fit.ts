/** A part of a text that can be shortened: its units are cut from the end, and how many were is told. */
export interface Section {
  readonly opening: string;
  /** The most important first; one that has no room is never written. */
  readonly units: readonly (() => string)[];
  /** Between the units. */
  readonly separator: '\n' | '\n\n';
  readonly closing: string;
  /** Tells that so many units are left out. */
  readonly leftOut: (count: number) => string;
  /** The least of the whole that it has before any other section takes more than a little. @default 1/14 */
  readonly share?: number;
}

/** A unit of each item, written when there is room for it. */
export function unitsOf<Item>(items: readonly Item[], write: (item: Item) => string): (() => string)[] {
  return items.map((item) => () => write(item));
}

/** What a section takes of the whole before others have had their turn; then the first ones take more, round by round. */
const ROUNDS = [1 / 14, 0.4, 1] as const;

/**
 * All sections in their order, in so many bytes: of each what there is room for, the first ones first; but before a section takes
 * more than its share, each of those after it has had its own.
 *
 * @throws RangeError where not even what cannot be left out has room.
 */
export function fit(sections: readonly Section[], limit: number): string {
  const fillings = sections.map((section): Filling => ({ section, units: [], size: 0 }));
  const room = { left: limit - bytes(fillings.map(rendered).join('\n\n')) };
  if (room.left < 0) throw new RangeError(`${limit} bytes are too few.`);
  for (const round of ROUNDS)
    for (const filling of fillings)
      fill(filling, Math.floor(limit * Math.max(round, filling.section.share ?? 0)), room);
  return fillings.map(rendered).join('\n\n');
}

/** A section, and what of it there is room for. */
interface Filling {
  readonly section: Section;
  readonly units: string[];
  size: number;
}

/** Takes unit after unit, as long as the section has no more than so many bytes, and there is room. */
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

/** As long as there are units left out, there is room kept to say so: the first rendering, with none, has said it of most. */
function rendered({ section, units }: Filling): string {
  const { opening, separator, closing, leftOut } = section;
  const left = section.units.length - units.length;
  const shown = units.join(separator);
  const note = left === 0 ? '' : leftOut(left);
  const body = separator === '\n' && opening.endsWith('|') ? [`${opening}${shown && `\n${shown}`}`] : [opening, shown];
  return [...body, note, closing].filter((part) => part !== '').join('\n\n');
}

/** How long a text is in UTF-8: never less than in characters, however those are counted. */
export function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
