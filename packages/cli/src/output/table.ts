/** Rows under titles, in columns as wide as what is in them; each line ends in a newline. */
export function table(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  dim: (text: string) => string,
): string {
  const widths = titles.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [dim(line(titles)), ...rows.map(line), ''].join('\n');
}
