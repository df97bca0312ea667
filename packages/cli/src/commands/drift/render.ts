import type { Drift, DriftRow, DriftSourceStatus } from '@goldenpath/fleet';
import { markdownCode, markdownRow } from '@goldenpath/report';
import type { CommandContext } from '../../command';
import { table } from '../../output/table';

const TITLES = ['SOURCE', 'WHERE', 'WHAT', 'OWNER', 'STATE', 'ACCEPTED UNTIL', 'DETAIL'];

type Paint = Pick<CommandContext, 'colors' | 'columns'>;

/** Returns the drift as text: which sources were read, and a table of the differences. */
export function driftText(report: Drift, { colors, columns }: Paint): string {
  const { rows, sources, undeployed, unused } = report;
  const lines = sources.map((source) => `${source.source}: ${sourceText(source, rows)}`);
  const notes = [
    ...(undeployed.length === 0 ? [] : [`Stacks with undeployed changes: ${undeployed.join(', ')}.`]),
    ...unused.map(
      ({ source, where, what, until }) =>
        `No difference needs the acceptance of ${source} ${[where, what].filter(Boolean).join(' ')} until ${until}.`,
    ),
  ];
  const shown = rows.length === 0 ? '' : `\n${table(TITLES, rows.map(cellsOf), { dim: colors.dim, columns })}`;
  return `${lines.join('\n')}\n${shown}${notes.length === 0 ? '' : `\n${notes.join('\n')}\n`}`;
}

/** Returns the drift as Markdown. Texts of other systems are code, in which GitHub interprets nothing. */
export function driftMarkdown({ rows, sources, undeployed }: Drift): string {
  const status = sources.map((source) => markdownRow([source.source, markdownCode(sourceText(source, rows))]));
  const found = rows.map((row) => markdownRow(cellsOf(row).map((cell) => (cell === '–' ? cell : markdownCode(cell)))));
  return [
    '## Drift',
    '',
    markdownRow(['Source', 'Result']),
    markdownRow(['---', '---']),
    ...status,
    '',
    ...(found.length === 0
      ? []
      : [
          markdownRow(TITLES.map((title) => title.charAt(0) + title.slice(1).toLowerCase())),
          markdownRow(TITLES.map(() => '---')),
          ...found,
          '',
        ]),
    ...(undeployed.length === 0
      ? []
      : [`Stacks with undeployed changes: ${undeployed.map(markdownCode).join(', ')}`, '']),
  ].join('\n');
}

function sourceText({ source, isRead, reason }: DriftSourceStatus, rows: readonly DriftRow[]): string {
  if (!isRead) return `not read: ${reason ?? 'unknown'}`;
  const own = rows.filter((row) => row.source === source);
  const accepted = own.filter((row) => row.accepted !== undefined).length;
  const count = own.length === 0 ? 'in sync' : `${own.length} ${own.length === 1 ? 'difference' : 'differences'}`;
  const parts = [count, ...(accepted === 0 ? [] : [`${accepted} accepted`])].join(', ');
  return reason === undefined ? parts : `${parts} (${reason})`;
}

function cellsOf({ source, where, what, owner, state, accepted, expired, detail }: DriftRow): string[] {
  const until = accepted?.until ?? (expired === undefined ? '–' : `ended ${expired}`);
  return [source, where, what ?? '–', owner ?? 'platform', state, until, detail];
}
