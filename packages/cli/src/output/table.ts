import { printable } from './printable';

const GAP = 2;
/** The least width of a column, unless its title is longer. */
const LEAST = 8;

export interface TableOptions {
  /** The style of the titles. */
  readonly dim: (text: string) => string;
  /** Width of a line. Longer cells continue on the next line of their column. @default no limit */
  readonly columns?: number | undefined;
  /** A line below each row, for example for values that have no column on a narrow terminal. @default none */
  readonly below?: (row: number) => string;
}

/** Returns rows below titles. Columns are as wide as their cells if the line has space. Each line ends with a newline. */
export function table(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  { dim, columns = Number.POSITIVE_INFINITY, below = () => '' }: TableOptions,
): string {
  const shown = rows.map((cells) => cells.map(printable));
  const longest = titles.map((title, column) =>
    Math.max(title.length, ...shown.map((cells) => lengthOf(cells[column]))),
  );
  const least = titles.map((title) => Math.max(title.length, LEAST));
  const words = titles.map((_title, column) =>
    Math.max(...shown.map((cells) => longestWord(cells[column] ?? '')), least[column] ?? 0),
  );
  const room = columns - GAP * (titles.length - 1);
  // Long names and URLs are broken only if breaking at spaces is not enough.
  const widths = fitted(fitted(longest, words, room), least, room);
  const lines = (cells: readonly string[]): string[] => {
    const broken = widths.map((width, column) => pieces(cells[column] ?? '', width));
    const height = Math.max(...broken.map(({ length }) => length));
    return Array.from({ length: height }, (_, index) =>
      broken
        .map((cell, column) => padded(cell[index] ?? '', widths[column] ?? 0))
        .join(' '.repeat(GAP))
        .trimEnd(),
    );
  };
  const body = shown.flatMap((cells, row) => {
    const note = printable(below(row));
    return [
      ...lines(cells),
      ...(note === '' ? [] : pieces(note, columns - GAP).map((line) => dim(' '.repeat(GAP) + line))),
    ];
  });
  return [...lines(titles).map(dim), ...body, ''].join('\n');
}

/** Returns whether the table fits the terminal without breaking a cell. */
export function fits(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  columns = Number.POSITIVE_INFINITY,
): boolean {
  return table(titles, rows, { dim: (text) => text })
    .split('\n')
    .every((line) => lengthOf(line) <= columns);
}

function longestWord(cell: string): number {
  return Math.max(...cell.split(' ').map(lengthOf));
}

/** Narrows the widest columns until the table fits or no column can be narrower. */
function fitted(longest: readonly number[], least: readonly number[], room: number): number[] {
  const widths = [...longest];
  const sum = () => widths.reduce((total, width) => total + width, 0);
  while (sum() > room) {
    const spare = widths.map((width, column) => (width > (least[column] ?? 0) ? width : 0));
    const widest = Math.max(...spare);
    if (widest === 0) break;
    widths[spare.indexOf(widest)] = widest - 1;
  }
  return widths;
}

/** Splits a cell into lines of its column, after a space, `/`, `.` or `-` if possible. */
function pieces(cell: string, width: number): string[] {
  const lines = [''];
  for (const token of cell.split(/(?<=[\s/.-])/).flatMap((each) => chunks(each, width))) {
    const last = lines.at(-1) ?? '';
    if (lengthOf(last + token.trimEnd()) <= width) lines[lines.length - 1] = last + token;
    else lines.push(token);
  }
  return lines.map((line) => line.trimEnd());
}

function chunks(token: string, width: number): string[] {
  const characters = [...token];
  return characters.length <= width
    ? [token]
    : Array.from({ length: Math.ceil(characters.length / width) }, (_, index) =>
        characters.slice(index * width, (index + 1) * width).join(''),
      );
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - lengthOf(text)));
}

function lengthOf(text = ''): number {
  return [...text].length;
}
