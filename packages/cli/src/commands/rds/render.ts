import type { RdsRun } from '@goldenpath/fleet';
import type { CommandContext } from '../../command';
import { table } from '../../output/table';
import { errorData, errorText } from './error';

const TITLES = ['DATABASE', 'ROLE', 'INSTANCE', 'STATUS', 'LOGIN'];

type Result = RdsRun['results'][number];

/** The databases as a table, then every change, error and unknown role. */
export function renderRds(
  { environment, dryRun, results, auditFile, auditText }: RdsRun,
  context: CommandContext,
): string {
  const { colors } = context;
  if (results.length === 0) return `No application has a database in ${environment}.\n`;
  const rows = results.map((result) => [
    result.desired.database,
    result.desired.role,
    result.desired.instance.identifier,
    statusText(result),
    loginText(result),
  ]);
  const details = results.flatMap(({ desired, steps, extra, untried, error, status }) => {
    const lines = [
      ...steps.map((step) => `  ${dryRun ? colors.yellow('~') : colors.green('✓')} ${step}`),
      ...extra.map((text) => `  ${colors.yellow('?')} ${text}, which no spec asks for`),
      ...(untried === undefined ? [] : [`  ${colors.yellow('note:')} ${untriedText(untried)}`]),
      ...(error === undefined
        ? []
        : [`  ${status === 'failed' ? colors.red('error:') : 'skipped:'} ${errorText(error)}`]),
    ];
    return lines.length === 0 ? [] : ['', `${colors.bold(desired.database)}:`, ...lines];
  });
  const audit =
    auditFile === undefined
      ? []
      : [
          '',
          `Audit: ${auditFile}`,
          ...(auditText ?? '')
            .trimEnd()
            .split('\r\n')
            .filter((line) => line !== ''),
        ];
  const tail = [...details, ...audit];
  return table(TITLES, rows, { dim: colors.dim }) + (tail.length === 0 ? '' : `${tail.join('\n')}\n`);
}

/** What was not tried, because an embedded server lacks extensions. */
export function untriedText(extensions: readonly string[]): string {
  const [what, was, them] =
    extensions.length === 1 ? ['extension', 'it was', 'it'] : ['extensions', 'they were', 'them'];
  const names = extensions.join(', ');
  return `RDS has the ${what} ${names}, and the embedded PostgreSQL does not: ${was} not created, and nothing that needs ${them} was tried.`;
}

/** The login that a result has proven. */
export function loginText({ login }: Result): string {
  return login === undefined ? '' : `${login.user} over ${login.tls}`;
}

function statusText({ status, steps, rotation }: Result): string {
  if (status === 'unchanged' && rotation !== undefined) return `not due until ${day(rotation.dueAt)}`;
  if (status !== 'planned') return status;
  return `${steps.length} ${steps.length === 1 ? 'change' : 'changes'}`;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** A run in JSON. */
export function rdsData({ environment, dryRun, results, auditFile }: RdsRun) {
  return {
    environment,
    dryRun,
    ...(auditFile !== undefined && { auditFile }),
    databases: results.map(({ desired, status, steps, extra, untried, durationMs, login, rotation, error }) => ({
      app: desired.app,
      database: desired.database,
      role: desired.role,
      instance: desired.instance.identifier,
      secret: desired.secretPath,
      status,
      steps,
      extra,
      durationMs,
      ...(untried !== undefined && { untriedExtensions: untried }),
      ...(login !== undefined && { login }),
      ...(rotation !== undefined && {
        rotation: {
          since: rotation.since.toISOString(),
          everyDays: rotation.everyDays,
          dueAt: rotation.dueAt.toISOString(),
        },
      }),
      ...(error !== undefined && { error: errorData(error) }),
    })),
  };
}
