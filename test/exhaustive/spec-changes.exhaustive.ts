import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@goldenpath/testing/fleet';
import {
  copyOfFleet,
  editSpec,
  type RunReport,
  simulated,
  type StackReport,
} from '@goldenpath/testing/simulated-fleet';

/** One edit of a spec. */
interface Edit {
  readonly field: string;
  readonly app: string;
  readonly from: string;
  readonly to: string;
}

/** An edit, and what the plan then is: `stack: action address (what changes, or what forces the replacement)`. */
interface Row extends Edit {
  readonly plan: readonly string[];
  /** Whether it concerns other stacks than those of the application. @default false */
  readonly concernsOthers?: boolean;
}

const ORDERS = ['dev', 'prod', 'staging', 'test'].map((environment) => `app-orders-api-${environment}`);
const secretOf = (stack: string, ...changed: string[]) =>
  `${stack}: update aws_secretsmanager_secret.secret (${changed.join(', ')})`;
const secretWrittenAnew = (stack: string, changed: string) => [
  `${stack}: replace aws_secretsmanager_secret_version.secret-content`,
  `${stack}: update terraform_data.connection (input.${changed}, output)`,
];
const instanceOf = (stack: string, ...changed: string[]) =>
  `${stack}: update aws_db_instance.instance (${changed.join(', ')})`;
const PROD_DATABASE = ['dedicated', 'size: large', 'storageGb: 100', 'maxStorageGb: 400', 'backupRetentionDays: 35'];

const ROWS: readonly Row[] = [
  {
    field: 'description',
    app: 'orders-api',
    from: 'Takes orders and keeps them',
    to: 'Takes orders',
    plan: ['app-orders-api: update github_repository.repository (description)'],
  },
  {
    field: 'owner',
    app: 'orders-api',
    from: 'owner: app-team',
    to: 'owner: data-team',
    plan: [
      'app-orders-api: create github_team_repository.access-data-team',
      'app-orders-api: destroy github_team_repository.access-app-team',
      'app-orders-api: update aws_ecr_repository.registry (tags.owner)',
      'app-orders-api: update aws_iam_role.push-role (tags.owner)',
      'app-orders-api: update github_repository.repository (topics[2])',
      instanceOf('app-orders-api-prod', 'tags.owner'),
      ...ORDERS.map((stack) => secretOf(stack, 'tags.owner')),
    ],
  },
  {
    field: 'runtime',
    app: 'orders-api',
    from: 'runtime: python',
    to: 'runtime: node',
    plan: ['app-orders-api: update github_repository.repository (topics[1])'],
  },
  {
    field: 'image',
    app: 'user-service',
    from: 'runtime: python',
    to: 'image: nginx:1.27',
    plan: [
      'app-user-service: destroy aws_ecr_lifecycle_policy.registry-lifecycle',
      'app-user-service: destroy aws_ecr_repository.registry',
      'app-user-service: destroy aws_iam_role.push-role',
      'app-user-service: destroy aws_iam_role_policy.push-role-policy',
      'app-user-service: destroy github_actions_variable.variable-AWS_ROLE_ARN',
      'app-user-service: destroy github_actions_variable.variable-ECR_REPOSITORY',
      'app-user-service: update github_repository.repository (topics[1], topics[2])',
    ],
  },
  {
    field: 'risk, of an application: its registry would need another key, and so be replaced',
    app: 'orders-api',
    from: 'risk: high',
    to: 'risk: low',
    plan: [
      'app-orders-api: REFUSED aws_ecr_repository.registry',
      instanceOf('app-orders-api-prod', 'monitoring_interval', 'tags.risk'),
      ...ORDERS.map((stack) => secretOf(stack, 'recovery_window_in_days', 'tags.risk')),
    ],
  },
  {
    field: 'risk, of a database on a shared instance',
    app: 'reporting-db',
    from: 'risk: medium',
    to: 'risk: high',
    plan: ['dev', 'prod'].map((name) => secretOf(`app-reporting-db-${name}`, 'recovery_window_in_days', 'tags.risk')),
  },
  {
    field: 'database.name, which is in the name of the secret',
    app: 'orders-api',
    from: 'name: orders_db',
    to: 'name: orders2_db',
    plan: ORDERS.map((stack) => `${stack}: REFUSED aws_secretsmanager_secret.secret`),
  },
  {
    field: 'database.username',
    app: 'orders-api',
    from: 'username: orders_app_user',
    to: 'username: orders_user',
    plan: ORDERS.flatMap((stack) => secretWrittenAnew(stack, 'username')),
  },
  {
    field: 'database.size, of an own instance',
    app: 'orders-api',
    from: 'size: large',
    to: 'size: xlarge',
    plan: [instanceOf('app-orders-api-prod', 'instance_class')],
  },
  {
    field: 'database.size, of an instance that is shared: it is as large as the largest',
    app: 'reporting-db',
    from: 'size: medium',
    to: 'size: large',
    concernsOthers: true,
    plan: ['platform-prod: update aws_db_instance.shared-instance (instance_class)'],
  },
  {
    field: 'database.storageGb',
    app: 'orders-api',
    from: 'storageGb: 100',
    to: 'storageGb: 120',
    plan: [instanceOf('app-orders-api-prod', 'allocated_storage')],
  },
  {
    field: 'database.maxStorageGb',
    app: 'orders-api',
    from: 'maxStorageGb: 400',
    to: 'maxStorageGb: 500',
    plan: [instanceOf('app-orders-api-prod', 'max_allocated_storage')],
  },
  {
    field: 'database.backupRetentionDays',
    app: 'orders-api',
    from: 'backupRetentionDays: 35',
    to: 'backupRetentionDays: 30',
    plan: [instanceOf('app-orders-api-prod', 'backup_retention_period')],
  },
  {
    field: 'database.instance, from shared to dedicated',
    app: 'reporting-db',
    from: 'size: medium',
    to: 'instance: dedicated\n      size: medium',
    plan: [
      'app-reporting-db-prod: create aws_db_instance.instance',
      'app-reporting-db-prod: create terraform_data.instance-life',
    ],
  },
  {
    field: 'database.instance, from dedicated to shared',
    app: 'orders-api',
    from: `instance: ${PROD_DATABASE.join('\n      ')}`,
    to: 'size: small',
    plan: [
      'app-orders-api-prod: destroy aws_db_instance.instance',
      'app-orders-api-prod: destroy terraform_data.instance-life',
    ],
  },
];

/** What is the cluster's alone, or is of an instance that is shared. */
const NO_STACK: readonly Edit[] = [
  { field: 'replicas', app: 'orders-api', from: 'replicas: 1', to: 'replicas: 2' },
  { field: 'port', app: 'orders-api', from: 'port: 8080', to: 'port: 9090' },
  { field: 'uses', app: 'orders-api', from: 'uses: [user-service]', to: 'uses: [user-service, my-redis]' },
  { field: 'env', app: 'orders-api', from: 'ORDER_PAGE_SIZE: "50"', to: 'ORDER_PAGE_SIZE: "60"' },
  { field: 'probe', app: 'orders-api', from: 'risk: high', to: 'risk: high\nprobe: tcp' },
  { field: 'overrides.prod.replicas', app: 'orders-api', from: '    replicas: 3', to: '    replicas: 4' },
  { field: 'ingress', app: 'user-service', from: 'risk: high', to: 'risk: high\ningress: false' },
  { field: 'resources', app: 'user-service', from: 'cpu: 100m', to: 'cpu: 150m' },
  { field: 'args', app: 'my-redis', from: '"--appendonly", "yes"', to: '"--appendonly", "no"' },
  { field: 'runAsUser', app: 'my-redis', from: 'runAsUser: 999', to: 'runAsUser: 1999' },
  { field: 'storage.size', app: 'my-redis', from: 'size: 10Gi', to: 'size: 20Gi' },
  { field: 'storage.mountPath', app: 'my-redis', from: 'mountPath: /data', to: 'mountPath: /other' },
  { field: 'storage.className', app: 'my-redis', from: 'className: gp3', to: 'className: gp2' },
  { field: 'autoscaling', app: 'storefront', from: 'maxReplicas: 6', to: 'maxReplicas: 7' },
  { field: 'environments, of which one is left', app: 'reporting-db', from: '[dev, prod]', to: '[prod]' },
];

const folder = copyOfFleet();

beforeAll(async () => {
  await simulated(folder, 'deploy');
}, 120_000);

afterEach(() => {
  rmSync(join(folder, 'apps'), { recursive: true });
  cpSync(join(ROOT, 'apps'), join(folder, 'apps'), { recursive: true });
});

test.each(ROWS)(
  '$app: $field',
  async ({ app, from, to, plan, concernsOthers = false }) => {
    editSpec(folder, app, from, to);
    expect(changesIn(await simulated(folder, 'plan', ...(concernsOthers ? [] : ['--only', app])))).toEqual(
      [...plan].sort(),
    );
  },
  60_000,
);

test('the other fields change no stack', async () => {
  for (const { app, from, to } of NO_STACK) editSpec(folder, app, from, to);
  const report = await simulated(folder, 'plan');
  expect(changesIn(report)).toEqual([]);
  expect(report.stacks.map(({ status }) => status)).toEqual(report.stacks.map(() => 'unchanged'));
}, 60_000);

function changesIn({ stacks }: RunReport): string[] {
  return stacks.flatMap((stack) => [...refusalsIn(stack), ...plannedIn(stack)]).sort();
}

function refusalsIn({ stack, status, problems }: StackReport): string[] {
  if (status === 'planned' || status === 'unchanged') return [];
  return problems.map(({ address, summary }) => `${stack}: ${status === 'protected' ? 'REFUSED' : summary} ${address}`);
}

function plannedIn({ stack, plan }: StackReport): string[] {
  return (plan?.changes ?? []).flatMap(({ action, address, attributes, replacedBecause }) => {
    // Of tags, the provider tells twice.
    const updated = attributes.map(({ path }) => path).filter((path) => !path.startsWith('tags_all'));
    const told = { replace: replacedBecause, update: updated }[action] ?? [];
    const line = `${stack}: ${action} ${address}${told.length > 0 ? ` (${told.join(', ')})` : ''}`;
    return action === 'read' ? [] : [line];
  });
}
