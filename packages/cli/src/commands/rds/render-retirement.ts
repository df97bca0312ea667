import type { RdsRetirement } from '@goldenpath/fleet';
import type { CommandContext } from '../../command';
import { table } from '../../output/table';
import { errorData, errorText } from './error';

const TITLES = ['DATABASE', 'INSTANCE', 'STATUS', 'NOW', 'DROPPED AFTER'];

type Paint = Pick<CommandContext, 'colors' | 'columns'>;

type Result = RdsRetirement['results'][number];

/** The retired databases as a table, then every step, backup and error. */
export function renderRetirement({ environment, dryRun, results, auditFile }: RdsRetirement, paint: Paint): string {
  if (results.length === 0) return `No spec retires its database in ${environment}.\n`;
  const { colors, columns } = paint;
  const rows = results.map(({ desired, status, name, dropAfter }) => [
    desired.database,
    desired.instance.identifier,
    status,
    name ?? '–',
    dropAfter === undefined ? '–' : dayText(dropAfter),
  ]);
  const tail = [
    ...results.flatMap((result) => detailLines(result, dryRun, paint)),
    ...(auditFile === undefined ? [] : ['', `Audit: ${auditFile}`]),
  ];
  return table(TITLES, rows, { dim: colors.dim, columns }) + (tail.length === 0 ? '' : `${tail.join('\n')}\n`);
}

function detailLines({ desired, steps, backup, error, status }: Result, dryRun: boolean, { colors }: Paint): string[] {
  const lines = [
    ...steps.map((step) => `  ${dryRun ? colors.yellow('~') : colors.green('✓')} ${step}`),
    ...(backup === undefined ? [] : [`  backup: ${backup}`]),
    ...(error === undefined
      ? []
      : [`  ${status === 'failed' ? colors.red('error:') : 'skipped:'} ${errorText(error)}`]),
  ];
  return lines.length === 0 ? [] : ['', `${colors.bold(desired.database)}:`, ...lines];
}

/** `2026-12-27`, in UTC. */
export function dayText(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** A retirement in JSON. */
export function retirementData({ environment, dryRun, results, auditFile }: RdsRetirement) {
  return {
    environment,
    dryRun,
    ...(auditFile !== undefined && { auditFile }),
    databases: results.map(({ desired, status, steps, name, dropAfter, backup, durationMs, error }) => ({
      app: desired.app,
      database: desired.database,
      role: desired.role,
      instance: desired.instance.identifier,
      status,
      steps,
      ...(name !== undefined && { name }),
      ...(dropAfter !== undefined && { dropAfter: dropAfter.toISOString() }),
      ...(backup !== undefined && { backup }),
      durationMs,
      ...(error !== undefined && { error: errorData(error) }),
    })),
  };
}
