/** A parameter that a spec can set. */
export interface KnownParameter {
  readonly values: ParameterValues;
  /** Whether it takes effect when the server starts only, up to which major version. @default it takes effect at once */
  readonly isStatic?: true | { readonly until: string };
  /** The first major version that has it. @default all of them */
  readonly since?: string;
}

/** The values of a parameter. A number is in `unit`, and RDS takes no other. */
export type ParameterValues =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'word'; readonly words: readonly string[] }
  | {
      readonly kind: 'number';
      readonly isWhole: boolean;
      readonly least: number;
      readonly most: number;
      readonly unit?: string;
    };

/** The most that PostgreSQL keeps in a whole number. */
const MOST = 2_147_483_647;
const BOOLEAN: KnownParameter = { values: { kind: 'boolean' } };

function whole(least: number, most: number, unit?: string): KnownParameter {
  return { values: { kind: 'number', isWhole: true, least, most, ...(unit !== undefined && { unit }) } };
}

function real(least: number, most: number, unit?: string): KnownParameter {
  return { values: { kind: 'number', isWhole: false, least, most, ...(unit !== undefined && { unit }) } };
}

function word(...words: readonly string[]): KnownParameter {
  return { values: { kind: 'word', words } };
}

function atStart(parameter: KnownParameter): KnownParameter {
  return { ...parameter, isStatic: true };
}

/** Milliseconds, where 0 means without a limit. */
const TIMEOUT = whole(0, MOST, 'ms');

/**
 * The parameters by name, with the ranges of PostgreSQL. Left out are those that decide what is durable, what is logged of statements, who
 * connects, and how many: the platform and the size of the instance set these.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Parameters.html
 */
export const PARAMETERS: ReadonlyMap<string, KnownParameter> = new Map(
  Object.entries({
    autovacuum_analyze_scale_factor: real(0, 100),
    autovacuum_analyze_threshold: whole(0, MOST),
    autovacuum_freeze_max_age: atStart(whole(100_000, 2_000_000_000)),
    autovacuum_max_workers: { ...whole(1, 262_143), isStatic: { until: '17' } },
    autovacuum_naptime: whole(1, 2_147_483, 's'),
    autovacuum_vacuum_cost_delay: real(-1, 100, 'ms'),
    autovacuum_vacuum_cost_limit: whole(-1, 10_000),
    autovacuum_vacuum_insert_scale_factor: real(0, 100),
    autovacuum_vacuum_scale_factor: real(0, 100),
    autovacuum_vacuum_threshold: whole(0, MOST),
    checkpoint_completion_target: real(0, 1),
    checkpoint_timeout: whole(30, 86_400, 's'),
    deadlock_timeout: whole(1, MOST, 'ms'),
    default_statistics_target: whole(1, 10_000),
    effective_cache_size: whole(1, MOST, '8 kB'),
    effective_io_concurrency: whole(0, 1000),
    from_collapse_limit: whole(1, MOST),
    hash_mem_multiplier: real(1, 1000),
    hot_standby_feedback: BOOLEAN,
    idle_in_transaction_session_timeout: TIMEOUT,
    idle_session_timeout: TIMEOUT,
    jit: BOOLEAN,
    join_collapse_limit: whole(1, MOST),
    lock_timeout: TIMEOUT,
    log_autovacuum_min_duration: whole(-1, MOST, 'ms'),
    log_temp_files: whole(-1, MOST, 'kB'),
    maintenance_io_concurrency: whole(0, 1000),
    maintenance_work_mem: whole(1024, MOST, 'kB'),
    max_locks_per_transaction: atStart(whole(10, MOST)),
    max_logical_replication_workers: atStart(whole(0, 262_143)),
    max_parallel_maintenance_workers: whole(0, 1024),
    max_parallel_workers: whole(0, 1024),
    max_parallel_workers_per_gather: whole(0, 1024),
    max_replication_slots: atStart(whole(0, 262_143)),
    max_slot_wal_keep_size: whole(-1, MOST, 'MB'),
    max_standby_streaming_delay: whole(-1, MOST, 'ms'),
    max_wal_senders: atStart(whole(0, 262_143)),
    max_wal_size: whole(2, MOST, 'MB'),
    max_worker_processes: atStart(whole(0, 262_143)),
    min_wal_size: whole(2, MOST, 'MB'),
    'pg_stat_statements.max': atStart(whole(100, 1_073_741_823)),
    'pg_stat_statements.track': word('none', 'top', 'all'),
    random_page_cost: real(0, Number.MAX_VALUE),
    'rds.logical_replication': atStart(BOOLEAN),
    seq_page_cost: real(0, Number.MAX_VALUE),
    shared_buffers: atStart(whole(16, 1_073_741_823, '8 kB')),
    statement_timeout: TIMEOUT,
    temp_file_limit: whole(-1, MOST, 'kB'),
    track_activity_query_size: atStart(whole(100, 1_048_576, 'bytes')),
    track_functions: word('none', 'pl', 'all'),
    track_io_timing: BOOLEAN,
    transaction_timeout: { ...TIMEOUT, since: '17' },
    vacuum_cost_limit: whole(1, 10_000),
    wal_sender_timeout: TIMEOUT,
    work_mem: whole(64, MOST, 'kB'),
  } satisfies Record<string, KnownParameter>),
);

/**
 * Parameters of every instance. Connections require TLS. Connections, lock waits and slow statements are logged, but never the text of DDL,
 * of failed statements, or parameters, because they can contain passwords.
 */
export const PLATFORM_PARAMETERS: Readonly<Record<string, string>> = {
  'rds.force_ssl': '1',
  log_connections: '1',
  log_disconnections: '1',
  log_lock_waits: '1',
  log_min_duration_statement: '1000',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_statement: 'none',
  password_encryption: 'scram-sha-256',
};

/**
 * Parameters that an Aurora cluster does not have: its storage has no checkpoints and no WAL on disk, and the default group of clusters has no
 * `jit`.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Reference.ParameterGroups.html
 */
const NOT_ON_AURORA = ['checkpoint_completion_target', 'checkpoint_timeout', 'jit', 'max_wal_size', 'min_wal_size'];

/** Parameters that Aurora Serverless sets itself, because the memory follows the capacity. */
const BY_CAPACITY = ['autovacuum_max_workers', 'effective_cache_size', 'shared_buffers'];

/** Returns why an Aurora cluster does not take a parameter; `undefined` where it does. */
export function auroraLacksParameter(name: string): string | undefined {
  if (NOT_ON_AURORA.includes(name)) return 'Aurora does not have it';
  return BY_CAPACITY.includes(name) ? 'Aurora sets it by the capacity' : undefined;
}

/** Parameters that follow from the extensions. */
const BY_EXTENSIONS: readonly string[] = ['shared_preload_libraries', 'cron.database_name'];

/** Returns what sets a parameter that specs cannot; `undefined` where nothing does. */
export function setterOf(name: string): 'the platform' | '`extensions`' | undefined {
  if (Object.hasOwn(PLATFORM_PARAMETERS, name)) return 'the platform';
  return BY_EXTENSIONS.includes(name) ? '`extensions`' : undefined;
}

/** Returns whether a change of a parameter takes effect when the server starts only. */
export function isStaticIn(name: string, version: string): boolean {
  if (BY_EXTENSIONS.includes(name)) return true;
  const { isStatic } = PARAMETERS.get(name) ?? {};
  return isStatic === true || (isStatic !== undefined && Number(version) <= Number(isStatic.until));
}

/** Returns whether a major version has a parameter. */
export function hasParameter(name: string, version: string): boolean {
  const { since } = PARAMETERS.get(name) ?? {};
  return since === undefined || Number(version) >= Number(since);
}

/** Returns which values a parameter takes, for people. */
export function valuesText({ values }: KnownParameter): string {
  if (values.kind === 'boolean') return '`true` or `false`';
  if (values.kind === 'word') return values.words.map((one) => `\`${one}\``).join(' or ');
  const number = values.isWhole ? 'a whole number' : 'a number';
  const unit = values.unit === undefined ? '' : ` of ${values.unit}`;
  return values.most === Number.MAX_VALUE
    ? `${number}${unit} from ${values.least}`
    : `${number}${unit} from ${values.least} to ${values.most}`;
}

/** A value as a spec has it. */
export type ParameterValue = string | number | boolean;

/** Returns whether a parameter takes a value. RDS wants a number without its unit. */
export function takesValue({ values }: KnownParameter, value: ParameterValue): boolean {
  if (values.kind === 'boolean') return typeof value === 'boolean';
  if (values.kind === 'word') return typeof value === 'string' && values.words.includes(value);
  if (typeof value !== 'number' || (values.isWhole && !Number.isInteger(value))) return false;
  return value >= values.least && value <= values.most;
}

/** Returns a value as a parameter group has it. */
export function groupValue(value: ParameterValue): string {
  return typeof value === 'boolean' ? (value ? '1' : '0') : String(value);
}
