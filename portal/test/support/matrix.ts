/** The values of a form. */
export type Values = Readonly<Record<string, unknown>>;

/** A kind with good and bad values of its form. */
export interface KindMatrix {
  readonly kind: string;
  readonly template: string;
  /** Values that are accepted. */
  readonly valid: Values;
  /** Other accepted values, by field. */
  readonly choices: readonly Values[];
  readonly wrong: readonly (readonly [name: string, change: Values, said: string])[];
}

const COMMON = { name: 'shop', description: 'A shop', owner: 'group:default/app-team' };
const PODS = {
  environments: ['dev', 'prod'],
  runtime: 'node',
  replicas: 1,
  port: 8080,
  ingress: true,
  uses: [],
  risk: 'medium',
};
const POD_CHOICES: readonly Values[] = [
  { runtime: 'python' },
  { runtime: 'upstream image', image: 'redis:7.4' },
  { replicas: 5 },
  { port: 3000 },
  { ingress: false },
  { uses: ['component:default/orders'] },
  { risk: 'low' },
  { risk: 'high' },
  { environments: ['dev'] },
  { owner: 'group:default/data-team', replicas: 3, port: 9000, risk: 'high', runtime: 'python' },
];
const COMMON_WRONG: KindMatrix['wrong'] = [
  ['a name with capitals', { name: 'My-App' }, 'name'],
  ['a name that is too long', { name: 'a'.repeat(51) }, 'name'],
  ['no name', { name: undefined }, 'name'],
  ['no description', { description: '' }, 'description'],
  ['a team that is not of the platform', { owner: 'group:default/strangers' }, 'owner'],
  ['a user as the owner', { owner: 'user:default/jo' }, 'owner'],
  ['an environment that does not exist', { environments: ['moon'] }, 'environments'],
  ['no environment', { environments: [] }, 'environments'],
  ['a risk that does not exist', { risk: 'none' }, 'risk'],
];
const POD_WRONG: KindMatrix['wrong'] = [
  ['no pods', { replicas: 0 }, 'replicas'],
  ['too many pods', { replicas: 11 }, 'replicas'],
  ['half a pod', { replicas: 1.5 }, 'replicas'],
  ['a port that does not exist', { port: 70_000 }, 'port'],
  ['a privileged port of a built image', { port: 80 }, 'port'],
  ['a runtime that does not exist', { runtime: 'cobol' }, 'runtime'],
  ['an upstream image without its name', { runtime: 'upstream image' }, 'image'],
  ['an upstream image without a version', { runtime: 'upstream image', image: 'redis' }, 'has no version'],
  ['a call to an application that does not exist', { uses: ['component:default/nowhere'] }, 'nowhere'],
];
const DATABASE_WRONG: KindMatrix['wrong'] = [
  ['a database name with hyphens', { database: { name: 'shop-db' } }, 'database'],
  ['a database name that is taken', { database: { name: 'orders_db' } }, 'orders'],
  ['a role that is too short', { database: { username: 'a' } }, 'database'],
  ['a size that does not exist', { database: { size: 'huge' } }, 'database'],
];
const DATABASE = { name: 'shop_db', username: 'shop_app', size: 'small' };
const DATABASE_CHOICES: readonly Values[] = ['medium', 'large', 'xlarge'].map((size) => ({
  database: { ...DATABASE, size },
}));

export const KINDS: readonly [KindMatrix, ...KindMatrix[]] = [
  {
    kind: 'stateless-app',
    template: 'stateless-app-template',
    valid: { ...COMMON, ...PODS },
    choices: POD_CHOICES,
    wrong: [...COMMON_WRONG, ...POD_WRONG],
  },
  {
    kind: 'stateful-app',
    template: 'stateful-app-template',
    valid: { ...COMMON, ...PODS, storage: { size: '10Gi', mountPath: '/data' } },
    choices: [...POD_CHOICES, { storage: { size: '512Mi', mountPath: '/var/lib/shop' } }],
    wrong: [
      ...COMMON_WRONG,
      ['too many pods', { replicas: 6 }, 'replicas'],
      ['a size without a unit', { storage: { size: '10' } }, 'storage'],
      ['the root as a mount', { storage: { mountPath: '/' } }, 'storage'],
    ],
  },
  {
    kind: 'backend-app-rds',
    template: 'backend-app-rds-template',
    valid: { ...COMMON, ...PODS, database: DATABASE },
    choices: [...POD_CHOICES, ...DATABASE_CHOICES],
    wrong: [...COMMON_WRONG, ...POD_WRONG, ...DATABASE_WRONG],
  },
  {
    kind: 'scheduled-job',
    template: 'scheduled-job-template',
    valid: {
      ...COMMON,
      environments: ['dev', 'prod'],
      runtime: 'node',
      schedule: '0 2 * * *',
      risk: 'medium',
    },
    choices: [{ schedule: '*/15 8-18 * * MON-FRI' }, { runtime: 'python' }, { risk: 'high' }],
    wrong: [...COMMON_WRONG, ['a schedule that is none', { schedule: 'every night' }, 'schedule']],
  },
  {
    kind: 'rds-database',
    template: 'rds-request',
    valid: { ...COMMON, environments: ['dev', 'prod'], risk: 'medium', database: DATABASE },
    choices: [{ risk: 'high' }, { environments: ['dev'] }, ...DATABASE_CHOICES],
    wrong: [...COMMON_WRONG, ...DATABASE_WRONG],
  },
  {
    kind: 'queue-worker',
    template: 'queue-worker-template',
    valid: {
      ...COMMON,
      environments: ['dev', 'prod'],
      runtime: 'node',
      replicas: 1,
      port: 8080,
      risk: 'medium',
      queue: { days: 4, order: 'fifo' },
    },
    choices: [{ queue: { days: 14, order: 'none' } }, { runtime: 'python' }],
    wrong: [
      ...COMMON_WRONG,
      ['too many days', { queue: { days: 15 } }, 'queue'],
      ['an order that does not exist', { queue: { order: 'lifo' } }, 'queue'],
    ],
  },
];

/** Returns the valid values, and each of the others in turn. */
export function combinations(valid: Values, choices: readonly Values[]): Values[] {
  return [valid, ...choices.map((choice) => ({ ...valid, ...choice }))];
}

/** Returns the flags of `goldenpath new` for the values of a form. */
export function flagsOf(kind: string, values: Values): string[] {
  const { environments, uses, ingress, runtime, image, owner, storage, database, queue, ...others } = values;
  const flags: Readonly<Record<string, unknown>> = {
    kind,
    ...others,
    owner: String(owner).replace('group:default/', ''),
    environments: (environments as string[]).join(','),
    ...(runtime !== undefined && runtime !== 'upstream image' && { runtime }),
    ...(image !== undefined && { image }),
    ...(Array.isArray(uses) &&
      uses.length > 0 && { uses: uses.map((one) => String(one).replace(/.*\//, '')).join(',') }),
    ...group('storage', storage, { size: 'storage-size', mountPath: 'mount-path' }),
    ...group('database', database, { name: 'database-name', username: 'database-username', size: 'database-size' }),
  };
  return [
    ...Object.entries(flags).map(([name, value]) => `--${name}=${String(value)}`),
    ...(ingress === false ? ['--no-ingress'] : ingress === true ? ['--ingress'] : []),
    ...Object.entries((queue as Values | undefined) ?? {}).map(
      ([name, value]) => `--set=queue.${name}=${String(value)}`,
    ),
  ];
}

function group(name: string, values: unknown, flags: Readonly<Record<string, string>>): Values {
  if (typeof values !== 'object' || values === null) return {};
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => [flags[field] ?? `${name}-${field}`, value as unknown]),
  );
}
