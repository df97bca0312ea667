import { cut, visible } from '../text/visible';
import type { GraphNode, NodeStatus } from '@goldenpath/review';

/** The lines of text in a box, shortened to fit, and the size of the box. */
export interface BoxText {
  readonly name: string;
  readonly lines: readonly BoxLine[];
  readonly width: number;
  readonly height: number;
}

export interface BoxLine {
  /** The environments that the line applies to; empty for all. */
  readonly where: string;
  readonly text: string;
  /** Whether the line shows the value before the change. */
  readonly isBefore: boolean;
  readonly status: NodeStatus;
}

/** Heights in pixels of the line with the kind, the line with the name and every other line, and the padding. */
export const BOX = { kind: 15, name: 19, line: 16, padding: 11 } as const;

const WIDTH = { least: 130, name: 7.7, text: 6.5, strong: 7.4 } as const;
const LONGEST = 52;
/** Extra width of the line with the kind, for the word that names the change. */
const KIND_LINE = { same: 0, added: 60, changed: 74, removed: 76 } as const;

/** Returns the lines of text in a node's box, and the size of the box in pixels. */
export function boxText(node: GraphNode): BoxText {
  const name = cut(visible(node.name), LONGEST - 8);
  const lines = node.lines.flatMap(({ text, before, environments, status }): BoxLine[] => {
    const where = cut(visible(environments.join(', ')), LONGEST / 2);
    const room = LONGEST - where.length;
    return [
      { where, text: cut(visible(text), room), isBefore: false, status },
      ...(before === null ? [] : [{ where: '', text: cut(`was ${visible(before)}`, LONGEST), isBefore: true, status }]),
    ];
  });
  const widest = Math.max(
    widthOf(name, WIDTH.name),
    ...lines.map(lineWidth),
    widthOf(node.kind, WIDTH.text) + KIND_LINE[node.status],
  );
  return {
    name,
    lines,
    width: Math.max(WIDTH.least, Math.ceil(widest) + 2 * BOX.padding),
    height: BOX.kind + (name === '' ? 0 : BOX.name) + lines.length * BOX.line + 2 * BOX.padding - 4,
  };
}

/** Returns the width of a line. Changed lines are bold and therefore wider. */
function lineWidth({ where, text, isBefore, status }: BoxLine): number {
  const each = status === 'same' || isBefore ? WIDTH.text : WIDTH.strong;
  return widthOf(where, WIDTH.name) + widthOf(text, each) + (where === '' ? 0 : 8);
}

/** Estimates the width of a text. Fonts differ between machines, so wide scripts count twice. */
function widthOf(text: string, each: number): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 2 * each : each;
  return width;
}

/** Wraps text into lines of at most `most` characters. Longer words are cut. */
export function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of visible(text).split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < most) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(cut(word, most));
  }
  return lines;
}
