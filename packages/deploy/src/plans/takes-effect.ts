import type { Deferral, ResourceChange } from './stack-plan';

/**
 * Attributes that RDS changes in the maintenance window, unless `apply_immediately` is set. It changes all others at once, whatever is set.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.DBInstance.Modifying.html
 */
const IN_THE_WINDOW = [
  'allocated_storage',
  'ca_cert_identifier',
  'dedicated_log_volume',
  'engine_version',
  'identifier',
  'instance_class',
  'iops',
  'license_model',
  'multi_az',
  'network_type',
  'option_group_name',
  'storage_throughput',
  'storage_type',
];

/** The same for clusters of Aurora and their instances. A new capacity takes effect at once. */
const WAITING: Readonly<Record<string, readonly string[]>> = {
  aws_db_instance: IN_THE_WINDOW,
  aws_rds_cluster: ['engine_version', 'network_type'],
  aws_rds_cluster_instance: ['ca_cert_identifier', 'instance_class'],
};

/** Returns when RDS makes the changes of an instance that would interrupt it; `undefined` where there are none. */
export function deferralOf(
  { type, action, attributes }: Pick<ResourceChange, 'type' | 'action' | 'attributes'>,
  after: unknown,
): Deferral | undefined {
  const inTheWindow = WAITING[type];
  if (inTheWindow === undefined || action !== 'update' || typeof after !== 'object' || after === null) return undefined;
  const waiting = attributes.map(({ path }) => path).filter((path) => inTheWindow.includes(path));
  if (waiting.length === 0) return undefined;
  const values = after as Readonly<Record<string, unknown>>;
  const now = values['apply_immediately'];
  const window = values['maintenance_window'] ?? values['preferred_maintenance_window'];
  return {
    attributes: waiting,
    until: now === true ? 'now' : 'maintenance-window',
    ...(now !== true && typeof window === 'string' && window !== '' && { window }),
  };
}

/** Returns the line for people: `engine_version waits for the maintenance window, sun:03:00-sun:04:00 (UTC)`. */
export function deferralText({ attributes, until, window }: Deferral): string {
  const what = attributes.join(', ');
  const one = attributes.length === 1;
  if (until === 'now') return `${what} ${one ? 'takes' : 'take'} effect at once, and may interrupt the database`;
  return `${what} ${one ? 'waits' : 'wait'} for the maintenance window${window === undefined ? '' : `, ${window} (UTC)`}`;
}
