import { cut, visible } from '../text/visible';
import type { GraphNode, Standing } from '@goldenpath/review';

/** The lines of a box, cut to what has room, and how large it must be for them. */
export interface BoxText {
  readonly name: string;
  readonly lines: readonly BoxLine[];
  readonly width: number;
  readonly height: number;
}

export interface BoxLine {
  /** The environments that it is about; empty for all. */
  readonly where: string;
  readonly text: string;
  /** Whether this is what stood there before. */
  readonly isBefore: boolean;
  readonly standing: Standing;
}

/** Heights in pixels of the kind's line, the name's and each other, and the space around them all. */
export const BOX = { kind: 15, name: 19, line: 16, padding: 11 } as const;

const WIDTH = { least: 130, name: 7.7, text: 6.5, strong: 7.4 } as const;
const LONGEST = 52;
/** The word for the standing stands on the kind's line. */
const KIND_LINE = { same: 0, added: 60, changed: 74, removed: 76 } as const;

/** What a node says on its box, and the box's size in pixels. */
export function boxText(node: GraphNode): BoxText {
  const name = cut(visible(node.name), LONGEST - 8);
  const lines = node.lines.flatMap(({ text, before, environments, standing }): BoxLine[] => {
    const where = cut(visible(environments.join(', ')), LONGEST / 2);
    const room = LONGEST - where.length;
    return [
      { where, text: cut(visible(text), room), isBefore: false, standing },
      ...(before === null
        ? []
        : [{ where: '', text: cut(`was ${visible(before)}`, LONGEST), isBefore: true, standing }]),
    ];
  });
  const widest = Math.max(
    widthOf(name, WIDTH.name),
    ...lines.map(lineWidth),
    widthOf(node.kind, WIDTH.text) + KIND_LINE[node.standing],
  );
  return {
    name,
    lines,
    width: Math.max(WIDTH.least, Math.ceil(widest) + 2 * BOX.padding),
    height: BOX.kind + (name === '' ? 0 : BOX.name) + lines.length * BOX.line + 2 * BOX.padding - 4,
  };
}

/** What is not as it was stands out, and takes more room. */
function lineWidth({ where, text, isBefore, standing }: BoxLine): number {
  const each = standing === 'same' || isBefore ? WIDTH.text : WIDTH.strong;
  return widthOf(where, WIDTH.name) + widthOf(text, each) + (where === '' ? 0 : 8);
}

/** Fonts differ from machine to machine: wide scripts are given twice the room. */
function widthOf(text: string, each: number): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 2 * each : each;
  return width;
}

/** Words in lines of at most so many characters; a longer word is cut. */
export function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of visible(text).split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < most) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(cut(word, most));
  }
  return lines;
}
