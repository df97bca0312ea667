/** A part of a text that can be shortened: its units are cut from the end, and how many were is told. */
export interface Section {
  readonly opening: string;
  /** The most important first. */
  readonly units: readonly string[];
  /** Between the units. */
  readonly separator: '\n' | '\n\n';
  readonly closing: string;
  /** Tells that so many units are left out. */
  readonly leftOut: (count: number) => string;
  /** The least of the whole that it has before any other section takes more than a little. @default 1/14 */
  readonly share?: number;
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
  const room = { left: limit - bytes(sections.map((section) => rendered(section, 0)).join('\n\n')) };
  if (room.left < 0) throw new RangeError(`${limit} bytes are too few.`);
  const counts = sections.map(() => 0);
  for (const round of ROUNDS)
    for (const [index, section] of sections.entries()) {
      const most = Math.floor(limit * Math.max(round, section.share ?? 0));
      counts[index] = taken(section, counts[index] ?? 0, most, room);
    }
  return sections.map((section, index) => rendered(section, counts[index] ?? 0)).join('\n\n');
}

/** How many units there is room for, from so many on; takes the room. */
function taken(section: Section, from: number, most: number, room: { left: number }): number {
  const { units, separator } = section;
  let used = units.slice(0, from).reduce((sum, unit) => sum + bytes(unit + separator), 0);
  for (let count = from; ; count += 1) {
    const unit = units[count];
    if (unit === undefined) return count;
    const size = bytes(unit + separator);
    if (used + size > most || size > room.left) return count;
    used += size;
    room.left -= size;
  }
}

/** As long as there are units left out, there is room kept to say so: the first rendering, with none, has said it of most. */
function rendered({ opening, units, separator, closing, leftOut }: Section, count: number): string {
  const left = units.length - count;
  const shown = units.slice(0, count).join(separator);
  const note = left === 0 ? '' : leftOut(left);
  const body = separator === '\n' && opening.endsWith('|') ? [`${opening}${shown && `\n${shown}`}`] : [opening, shown];
  return [...body, note, closing].filter((part) => part !== '').join('\n\n');
}

/** How long a text is in UTF-8: never less than in characters, however those are counted. */
export function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
