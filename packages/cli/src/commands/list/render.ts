import type { ListedApp } from '@goldenpath/fleet';
import type { CommandContext } from '../../command';
import { table } from '../../output/table';

const TITLES = ['NAME', 'KIND', 'OWNER', 'RISK', 'ENVIRONMENTS', 'DATABASE', 'EXPOSED AT'];

/**
 * Applications as a table, ending in a newline. Of the places where one is exposed, the last environment's is shown and
 * the others counted: the table says what there is, `--json` says all.
 */
export function renderList(apps: readonly ListedApp[], { colors }: Pick<CommandContext, 'colors'>): string {
  if (apps.length === 0) return 'There is no such application.\n';
  const rows = apps.map(cellsOf);
  const hasOthers = apps.some(({ others }) => others !== undefined);
  return table(hasOthers ? [...TITLES, 'ALSO'] : TITLES, rows, colors.dim);
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
