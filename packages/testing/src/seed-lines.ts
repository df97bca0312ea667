/** One line of a seed, as it is there. */
export interface SeedLine {
  /** The line and its number, for a test's title. */
  readonly title: string;
  readonly text: string;
}

/** Lines that follow each other in a seed, word for word. */
export function seedLines(first: number, text: string): SeedLine[] {
  return text
    .replace(/^\n/, '')
    .replace(/\n *$/, '')
    .split('\n')
    .map((line, index) => ({ title: `line ${first + index}: ${line.trim()}`, text: line }));
}

/** A row of a table of a seed: its cells without their marks. */
export interface SeedRow extends SeedLine {
  readonly cells: readonly string[];
}

/** The rows of a Markdown table of a seed. */
export function seedTable(first: number, text: string): SeedRow[] {
  return seedLines(first, text).map((line) => ({
    ...line,
    cells: line.text
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replace(/^(\*\*|`|")(.*)\1$/, '$2')),
  }));
}

/** A file or a folder (with `/` at the end) of a tree of a seed. */
export interface SeedPath extends SeedLine {
  readonly path: string;
}

/** The files and folders of a tree as `tree` draws it; the first line is the root. */
export function seedTree(first: number, text: string): SeedPath[] {
  const above: string[] = [];
  return seedLines(first, text)
    .slice(1)
    .map((line) => {
      const [, indent = '', name = ''] = /^([│ ]*)[├└]── (\S+)/.exec(line.text) ?? [];
      const depth = indent.length / 4;
      above.length = depth;
      above[depth] = name;
      return { ...line, path: above.join('') };
    });
}

/** What plain data holds, leaf by leaf: `spec.ports.0.port` and its value. */
export function leaves(value: unknown, path: readonly string[] = []): { path: readonly string[]; value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, member]) => leaves(member, [...path, key]));
}
