import type { DatabaseRuns, DeployOptions } from '@goldenpath/fleet';
import type { CommandContext } from '../../command';
import { stepLine } from '../../output/step-line';
import { table } from '../../output/table';
import { errorText } from '../rds/error';
import { loginText, rdsData, untriedText } from '../rds/render';
import type { DeployFlags } from './flags';

const TITLES = ['ENVIRONMENT', 'DATABASE', 'INSTANCE', 'STATUS', 'LOGIN'];

type Result = DatabaseRuns['runs'][number]['results'][number];

/** What `deploy` passes on for its databases, with progress on the terminal. */
export function provisionOptions(
  { provision, caFile }: DeployFlags,
  context: CommandContext,
): Pick<DeployOptions, 'provision' | 'caFile' | 'onProvision'> {
  const line = stepLine(context);
  return {
    ...(provision !== undefined && { provision }),
    ...(caFile !== undefined && { caFile }),
    onProvision: (event) => {
      if (event.kind === 'step') line.step(`${event.database}: ${event.title}`);
      if (event.kind === 'waiting') line.step('Waiting for another run');
    },
  };
}

export function hasFailedDatabase({ runs }: DatabaseRuns): boolean {
  return runs.some(({ results }) => results.some(({ status }) => status === 'failed'));
}

/** Whether a run left a database out. */
export function hasSkippedDatabase({ runs }: DatabaseRuns): boolean {
  return runs.some(({ results }) => results.some(({ status }) => status === 'skipped'));
}

/** The databases as a table; with `brief`, their totals and failures alone. */
export function databasesText(
  { runs, leftOut }: DatabaseRuns,
  { simulated, brief }: { readonly simulated: boolean; readonly brief: boolean },
  { colors }: CommandContext,
): string {
  if (leftOut !== undefined) return `\nSkipped the databases. ${leftOut.summary} ${leftOut.remedy}\n`;
  const all = runs.flatMap(({ environment, results }) => results.map((result) => ({ environment, result })));
  if (all.length === 0) return '';
  const rows = all.map(({ environment, result }) => [
    environment,
    result.desired.database,
    result.desired.instance.identifier,
    result.status,
    loginText(result),
  ]);
  const failures = all.flatMap(({ environment, result: { desired, error } }) =>
    error === undefined ? [] : [`  ${colors.red('error')} ${desired.database} in ${environment}: ${errorText(error)}`],
  );
  const notes = all.flatMap(({ environment, result: { desired, untried } }) =>
    untried === undefined
      ? []
      : [`  ${colors.yellow('note')} ${desired.database} in ${environment}: ${untriedText(untried)}`],
  );
  const place = simulated ? ' (embedded PostgreSQL)' : '';
  return [
    '',
    ...(brief ? [] : [table(TITLES, rows, { dim: colors.dim }).trimEnd(), '']),
    ...failures,
    ...notes,
    ...(failures.length + notes.length === 0 ? [] : ['']),
    `${colors.bold(totals(all.map(({ result }) => result)))}${place}`,
    '',
  ].join('\n');
}

/** The databases in JSON: a run of `rds provision` for each environment. */
export function databasesData({ runs, leftOut }: DatabaseRuns) {
  return { databases: runs.map(rdsData), ...(leftOut !== undefined && { databasesLeftOut: leftOut.summary }) };
}

const COUNTED = { changed: 'provisioned', unchanged: 'unchanged', failed: 'failed', skipped: 'skipped' } as const;

function totals(results: readonly Result[]): string {
  const counts = Object.entries(COUNTED).flatMap(([status, word]) => {
    const count = results.filter((result) => result.status === status).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  const logins = results.filter(({ login }) => login !== undefined).length;
  const proven =
    logins === 0 ? '' : ` ${logins} ${logins === 1 ? 'application logs' : 'applications log'} in over TLS.`;
  // An access is a login in a database that another application has.
  const accesses = results.filter(({ desired }) => desired.access !== undefined).length;
  const databases = results.length - accesses;
  const what = [
    ...(databases > 0 || accesses === 0 ? [`${databases} ${databases === 1 ? 'database' : 'databases'}`] : []),
    ...(accesses > 0 ? [`${accesses} ${accesses === 1 ? 'access' : 'accesses'} to databases of others`] : []),
  ];
  return `${what.join(' and ')}: ${counts.join(', ')}.${proven}`;
}
