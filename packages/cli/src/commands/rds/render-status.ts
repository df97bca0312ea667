import type { RdsStatus } from '@goldenpath/fleet';
import type { CommandContext } from '../../command';
import { table } from '../../output/table';
import { errorData, errorText } from './error';
import { dayText } from './render-retirement';

const TITLES = ['DATABASE', 'ROLE', 'INSTANCE', 'STATUS'];

type Paint = Pick<CommandContext, 'colors' | 'columns'>;

type DatabaseStatus = RdsStatus['databases'][number];

/** The databases as a table, then every difference, and what no spec names. */
export function renderStatus({ environment, databases, extra }: RdsStatus, paint: Paint): string {
  const { colors, columns } = paint;
  const rows = databases.map((status) => [
    status.desired.database,
    status.desired.role,
    status.desired.instance.identifier,
    stateText(status),
  ]);
  const head =
    rows.length === 0
      ? `No application has a database in ${environment}.\n`
      : table(TITLES, rows, { dim: colors.dim, columns });
  const lines = [
    ...databases.flatMap((status) => detailLines(status, paint)),
    ...(extra.length === 0 ? [] : ['', colors.bold('In no spec:')]),
    ...extra.map(({ kind, name, owner, instance }) => {
      const owned = owner === undefined ? '' : ` of ${owner}`;
      return `  ${colors.yellow('?')} ${kind} ${name}${owned} on ${instance}`;
    }),
  ];
  return head + (lines.length === 0 ? '' : `${lines.join('\n')}\n`);
}

/** `drifted: owner, connection limit`. */
function stateText({ state, differences, retirement }: DatabaseStatus): string {
  if (retirement !== undefined) return `${state}: ${retirement.name}, dropped after ${dayText(retirement.dropAfter)}`;
  if (differences.length === 0) return state;
  const shown =
    state === 'missing' ? differences.filter(({ kind }) => kind === 'database' || kind === 'role') : differences;
  const kinds = new Set(shown.map(({ kind }) => kind.replaceAll('-', ' ')));
  return `${state}: ${[...kinds].join(', ')}`;
}

function detailLines({ desired, state, differences, extra, error }: DatabaseStatus, { colors }: Paint): string[] {
  const lines = [
    ...differences.map(({ repair }) => `  ${colors.yellow('~')} ${repair}`),
    ...extra.map((text) => `  ${colors.yellow('?')} ${text}, which no spec asks for`),
    ...(error === undefined ? [] : [`  ${state === 'failed' ? colors.red('error:') : 'skipped:'} ${errorText(error)}`]),
  ];
  return lines.length === 0 ? [] : ['', `${colors.bold(desired.database)}:`, ...lines];
}

/** A comparison in JSON. */
export function statusData({ environment, databases, extra }: RdsStatus) {
  return {
    environment,
    databases: databases.map(({ desired, state, differences, extra: extraGrants, retirement, error }) => ({
      app: desired.app,
      database: desired.database,
      role: desired.role,
      instance: desired.instance.identifier,
      secret: desired.secretPath,
      status: state,
      differences,
      extra: extraGrants,
      ...(retirement !== undefined && {
        retirement: { ...retirement, dropAfter: retirement.dropAfter.toISOString() },
      }),
      ...(error !== undefined && { error: errorData(error) }),
    })),
    extra,
  };
}
