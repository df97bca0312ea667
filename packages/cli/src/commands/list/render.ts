import type { ListedApp } from '@goldenpath/fleet';
import type { CommandContext } from '../../command';
import { fits, table } from '../../output/table';

const TITLES = ['NAME', 'KIND', 'OWNER', 'RISK', 'ENVIRONMENTS', 'DATABASE', 'EXPOSED AT'];

/** On a narrow terminal, the columns from this one on become a line below each application. */
const FIRST = TITLES.indexOf('DATABASE');

/**
 * Returns the applications as a table, with a final newline. Only the last environment's URL is shown and the others are counted; `--json`
 * contains all.
 */
export function renderList(
  apps: readonly ListedApp[],
  { colors, columns }: Pick<CommandContext, 'colors' | 'columns'>,
): string {
  if (apps.length === 0) return 'No application matches.\n';
  const rows = apps.map(cellsOf);
  const hasOthers = apps.some(({ others }) => others !== undefined);
  const titles = hasOthers ? [...TITLES, 'ALSO'] : TITLES;
  if (fits(titles, rows, columns)) return table(titles, rows, { dim: colors.dim });
  const below = (row: number) =>
    titles
      .slice(FIRST)
      .flatMap((title, index) => belowText(title, rows[row]?.[FIRST + index]))
      .join(', ');
  return table(
    titles.slice(0, FIRST),
    rows.map((cells) => cells.slice(0, FIRST)),
    { dim: colors.dim, columns, below },
  );
}

function belowText(title: string, cell = '–'): string[] {
  if (cell === '–' || cell === '') return [];
  return [title === 'DATABASE' ? `database ${cell}` : cell];
}

function cellsOf({ name, kind, owner, risk, environments, database, urls, others }: ListedApp): string[] {
  const more = urls.length > 1 ? ` +${urls.length - 1}` : '';
  const exposed = urls.length === 0 ? '–' : `${urls.at(-1)}${more}`;
  return [
    name,
    kind,
    owner,
    risk,
    environments.join(' '),
    database ?? '–',
    exposed,
    ...(others === undefined ? [] : [Object.values(others).join(', ')]),
  ];
}
