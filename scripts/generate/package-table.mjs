// The table of packages in docs/architecture.md: the task of a package is its `description`, and its imports are from the import table.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = 'docs/architecture.md';
const START = /<!-- packages: .* -->\n/;
const END = '<!-- end of packages -->';

/** Returns the page with an updated table. */
export function packageTable(root, table) {
  const page = readFileSync(join(root, PAGE), 'utf8');
  const start = START.exec(page);
  const end = page.indexOf(END);
  if (start === null || end < start.index) throw new Error(`${PAGE} has no markers around the table of packages.`);
  const rows = Object.entries(table).map(([name, allowed]) => rowOf(root, name, allowed));
  const lines = ['| package | its one job | may import |', '| --- | --- | --- |', ...rows];
  return { [PAGE]: `${page.slice(0, start.index)}${start[0]}\n${lines.join('\n')}\n\n${page.slice(end)}` };
}

function rowOf(root, name, allowed) {
  const { description } = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));
  const imports =
    allowed.length === 0 ? '–' : allowed.includes('*') ? 'all' : allowed.map((other) => `\`${other}\``).join(', ');
  return `| [\`${name}\`](../packages/${name}/README.md) | ${description.replaceAll('|', '\\|')} | ${imports} |`;
}
