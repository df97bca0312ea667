import type { Value, Values } from '../../wire/values';
import { text } from '../made-up';
import listed from './rds-parameters.json';

/** A parameter of PostgreSQL, as `pg_settings` describes it in the versions 15 to 18. */
interface Parameter {
  /** Whether it takes effect at a start only; or the versions where it does. @default it does at once */
  readonly static?: true | readonly number[];
  /** @default all */
  readonly versions?: readonly number[];
  readonly values?: 'bool' | 'text' | readonly string[];
  readonly range?: readonly number[];
}

const OF_POSTGRES = listed as Readonly<Record<string, Parameter>>;

/** What RDS loads with an instance on request. */
const LIBRARIES =
  'auto_explain orafce pgactive pgaudit pg_bigm pg_cron pg_hint_plan pglogical pg_prewarm pg_similarity pg_stat_statements pg_tle pg_transport plprofiler plrust plv8'.split(
    ' ',
  );

/** Parameters of RDS itself and of extensions, which `pg_settings` shows on RDS alone. */
const OF_RDS: Readonly<Record<string, Parameter>> = {
  'rds.force_ssl': { values: 'bool' },
  'rds.log_retention_period': { range: [1440, 10_080] },
  'rds.logical_replication': { static: true, values: 'bool' },
  'rds.allowed_extensions': { values: 'text' },
  'rds.restrict_password_commands': { static: true, values: 'bool' },
  'rds.force_admin_logging_level': { values: 'text' },
  'rds.force_autovacuum_logging_level': { values: 'text' },
  'rds.accepted_password_auth_method': { values: ['md5+scram', 'scram'] },
};

const STATIC_OF_EXTENSIONS = [
  'cron.database_name',
  'cron.host',
  'cron.log_run',
  'cron.log_statement',
  'cron.max_running_jobs',
  'cron.use_background_workers',
];
const OF_EXTENSIONS = /^(auto_explain|cron|pg_bigm|pg_hint_plan|pg_prewarm|pgaudit|pglogical|plprofiler)\.[a-z_]+$/;

/** Parameters of PostgreSQL about checkpoints and WAL on disk, which the storage of Aurora does not have, and about the compiler. */
const NOT_ON_AURORA = ['checkpoint_completion_target', 'checkpoint_timeout', 'jit', 'max_wal_size', 'min_wal_size'];

/** What RDS says of the parameters of a group (hashicorp/terraform#8018). Families of other engines are not known. */
export function parameterProblem(values: Values): string | undefined {
  const [, aurora, major] = /^(aurora-postgresql|postgres)(\d+)$/.exec(text(values['family'])) ?? [];
  const version = Number(major);
  if (!(version >= 15 && version <= 18)) return undefined;
  const parameters = Array.isArray(values['parameter']) ? (values['parameter'] as Values[]) : [];
  for (const parameter of parameters) {
    if (aurora === 'aurora-postgresql' && NOT_ON_AURORA.includes(text(parameter['name'])))
      return `InvalidParameterValue: Could not find parameter with name: ${text(parameter['name'])}`;
    const problem = problemOf(parameter, version);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function problemOf({ name, value, apply_method: method }: Values, version: number): string | undefined {
  const [wanted, given] = [text(name), text(value)];
  const known = parameterNamed(wanted);
  if (known === undefined || known.versions?.includes(version) === false)
    return `InvalidParameterValue: Could not find parameter with name: ${wanted}`;
  const isStatic = known.static === true || known.static?.includes(version) === true;
  // The provider sends `immediate` where the configuration has no method.
  if (isStatic && (isAbsent(method) || text(method) === 'immediate'))
    return `InvalidParameterCombination: cannot use immediate apply method for static parameter`;
  const allowed = allowedValues(wanted, known, given);
  return (
    allowed && `InvalidParameterValue: Invalid parameter value: ${given} for: ${wanted} allowed values are: ${allowed}`
  );
}

function isAbsent(value: Value | undefined): boolean {
  return value === undefined || value === null;
}

function parameterNamed(name: string): Parameter | undefined {
  if (Object.hasOwn(OF_POSTGRES, name)) return OF_POSTGRES[name];
  if (Object.hasOwn(OF_RDS, name)) return OF_RDS[name];
  if (!OF_EXTENSIONS.test(name)) return undefined;
  return STATIC_OF_EXTENSIONS.includes(name) ? { static: true, values: 'text' } : { values: 'text' };
}

/** Returns the allowed values where a value is none of them. */
function allowedValues(name: string, { values, range }: Parameter, given: string): string | undefined {
  if (name === 'shared_preload_libraries') {
    const unknown = given.split(',').filter((library) => library !== '' && !LIBRARIES.includes(library));
    return unknown.length === 0 ? undefined : LIBRARIES.join(',');
  }
  if (values === 'text') return undefined;
  if (values === 'bool') return ['0', '1', 'on', 'off'].includes(given) ? undefined : '0,1';
  if (values !== undefined) return values.includes(given) ? undefined : values.join(',');
  const [least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY] = range ?? [];
  // RDS computes formulas over the memory of the instance itself.
  if (/[{(]/.test(given)) return undefined;
  const number = given.trim() === '' ? Number.NaN : Number(given);
  return number >= least && number <= most ? undefined : `${least}-${most}`;
}
