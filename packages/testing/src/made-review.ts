import type { ObjectChange, PlannedStack, Review } from '@goldenpath/review';

/** A review of a change that changes nothing, and what a test wants of it. */
export function madeReview(review: Partial<Review> = {}): Review {
  return {
    version: 1,
    base: { ref: 'main', commit: '1f4c3a9e2b7d5f60718293a4b5c6d7e8f9012345' },
    head: { ref: 'working tree', commit: null },
    verdict: { blocked: false, summary: 'Changes nothing.' },
    platform: [],
    affected: [],
    dependents: [],
    findings: [],
    plans: { source: 'none', note: null, stacks: [] },
    resources: { create: 0, update: 0, replace: 0, destroy: 0 },
    manifests: [],
    approvals: [],
    cost: {
      currency: 'USD',
      date: '2026-11-01',
      source: 'list prices of eu-west-2',
      note: null,
      environments: [],
      monthlyDifference: 0,
    },
    ...review,
  };
}

const replaced: PlannedStack = {
  stack: 'app-orders-api-prod',
  app: 'orders-api',
  environment: 'prod',
  status: 'planned',
  changes: [
    {
      address: 'aws_db_instance.instance',
      type: 'aws_db_instance',
      action: 'replace',
      attributes: [
        { path: 'identifier', before: 'orders-api-prod', after: 'orders-prod', sensitive: false, unknown: false },
        { path: 'allocated_storage', before: 100, after: 200, sensitive: false, unknown: false },
        { path: 'endpoint', before: 'orders-api-prod.rds', after: null, sensitive: false, unknown: true },
        { path: 'password_wo', before: null, after: null, sensitive: true, unknown: false },
      ],
      replacedBecause: ['identifier'],
    },
  ],
  problems: [],
};

const updated: PlannedStack = {
  stack: 'app-orders-api',
  app: 'orders-api',
  environment: null,
  status: 'planned',
  changes: [
    {
      address: 'aws_ecr_lifecycle_policy.registry-lifecycle',
      type: 'aws_ecr_lifecycle_policy',
      action: 'update',
      attributes: [
        { path: 'policy.rules[0].selection.countNumber', before: 30, after: 50, sensitive: false, unknown: false },
      ],
      replacedBecause: [],
    },
    {
      address: 'terraform_data.connection',
      type: 'terraform_data',
      action: 'create',
      attributes: [],
      replacedBecause: [],
    },
  ],
  problems: ['Warning: Argument is deprecated'],
};

/** A review in which there is something of everything. */
export function sampleReview(): Review {
  return madeReview({
    verdict: {
      blocked: true,
      summary: 'Changes 1 application in 2 environments, replaces 1 database in prod: blocked by 1 danger.',
    },
    platform: [{ path: 'environments[prod].databases.minimumBackupRetentionDays', before: 14, after: 21 }],
    affected: [
      { app: 'orders-api', environment: null, change: 'changed', reasons: ['risk medium → high'] },
      { app: 'orders-api', environment: 'staging', change: 'changed', reasons: ['replicas 2 → 3'] },
      {
        app: 'orders-api',
        environment: 'prod',
        change: 'changed',
        reasons: ['database.storageGb 100 → 200', 'replicas 3 → 4'],
      },
    ],
    dependents: [{ app: 'storefront', environment: 'prod', uses: ['orders-api'] }],
    findings: [
      {
        rule: 'database-loss',
        severity: 'danger',
        app: 'orders-api',
        environment: 'prod',
        message: 'The instance orders-api-prod would be replaced, and what it holds is lost.',
        remedy: 'Keep its identifier, or accept `database-loss` in the spec with a reason.',
        cause: 'orders-api: database.identifier orders-api-prod → orders-prod',
        overridden: null,
      },
      {
        rule: 'short-retention',
        severity: 'danger',
        app: 'reporting-db',
        environment: 'prod',
        message: 'Backups are kept for 7 days only.',
        remedy: 'Keep them for 14 days or more.',
        cause: 'reporting-db: short-retention',
        overridden: 'The source is kept for a year elsewhere.',
      },
      {
        rule: 'large-instance',
        severity: 'warning',
        app: 'orders-api',
        environment: 'prod',
        message: 'db.r6g.large costs 187 dollars a month.',
        remedy: 'Take `large`, where that is enough.',
        cause: 'orders-api: large-instance',
        overridden: null,
      },
      {
        rule: 'network-opened',
        severity: 'info',
        app: 'orders-api',
        environment: 'staging',
        message: 'orders-api is reachable from outside.',
        remedy: 'Nothing, where that is what was meant.',
        cause: 'orders-api: network-opened',
        overridden: null,
      },
    ],
    plans: { source: 'simulated', note: 'There are no credentials.', stacks: [updated, replaced] },
    resources: { create: 1, update: 1, replace: 1, destroy: 0 },
    manifests: [
      {
        app: 'orders-api',
        environment: 'staging',
        object: 'Deployment/orders-api',
        change: 'changed',
        changes: [{ path: 'spec.replicas', before: 2, after: 3 }],
      },
      {
        app: 'orders-api',
        environment: 'prod',
        object: 'Deployment/orders-api',
        change: 'changed',
        changes: [
          {
            path: 'spec.template.spec.containers[orders-api].resources.limits.memory',
            before: '256Mi',
            after: '512Mi',
          },
          { path: 'spec.template.spec.containers[orders-api].args', before: null, after: ['--workers', '4'] },
        ],
      },
      { app: 'orders-api', environment: 'prod', object: 'Ingress/orders-api', change: 'removed', changes: [] },
    ],
    approvals: [
      { team: 'app-team', reasons: ['owns orders-api'] },
      { team: 'security-team', reasons: ['approves prod', 'the risk of orders-api is high'] },
    ],
    cost: {
      currency: 'USD',
      date: '2026-11-01',
      source: 'list prices of eu-west-2',
      note: null,
      monthlyDifference: 24.7,
      environments: [
        {
          environment: 'prod',
          before: 210.1,
          after: 234.8,
          difference: 24.7,
          items: [{ app: 'orders-api', what: '100 GB of storage, Multi-AZ', difference: 24.7 }],
        },
      ],
    },
  });
}

/** A platform change that touches so many applications in four environments, two of which are in danger. */
export function largeReview(apps: number): Review {
  const environments = ['dev', 'test', 'staging', 'prod'];
  const names = [...Array(apps).keys()].map((index) => `service-${String(index).padStart(4, '0')}`);
  const pairs = names.flatMap((app) => environments.map((environment) => ({ app, environment })));
  return madeReview({
    verdict: {
      blocked: true,
      summary: `A platform change: ${apps} applications in 4 environments; blocked by 2 dangers.`,
    },
    platform: [{ path: 'ingress.className', before: 'kong', after: 'nginx' }],
    affected: pairs.map((pair) => ({ ...pair, change: 'changed', reasons: ["the platform's ingress.className"] })),
    dependents: names.slice(0, 100).map((app) => ({ app, environment: 'prod', uses: names.slice(100, 104) })),
    findings: [
      ...['service-0007', 'service-0400'].map((app) => ({
        rule: 'database-loss' as const,
        severity: 'danger' as const,
        app,
        environment: 'prod',
        message: `The database of ${app} would be destroyed.`,
        remedy: 'Keep it.',
        cause: `${app}: database.name changes`,
        overridden: null,
      })),
      ...names.map((app) => ({
        rule: 'large-instance' as const,
        severity: 'warning' as const,
        app,
        environment: 'prod',
        message: `The instance of ${app} becomes a db.r6g.large.`,
        remedy: 'Ask for a smaller one, or accept `large-instance` in its spec with a reason.',
        cause: `${app}: database.size changes`,
        overridden: null,
      })),
    ],
    plans: {
      source: 'simulated',
      note: null,
      stacks: names.map((app) => ({ ...replaced, stack: `app-${app}-prod`, app })),
    },
    resources: { create: 0, update: 0, replace: apps, destroy: 2 },
    manifests: pairs.flatMap(({ app, environment }): ObjectChange[] => [
      {
        app,
        environment,
        object: `Ingress/${app}`,
        change: 'changed',
        changes: [{ path: 'spec.ingressClassName', before: 'kong', after: 'nginx' }],
      },
      {
        app,
        environment,
        object: `ConfigMap/${app}-config`,
        change: 'changed',
        changes: [{ path: 'data.HOST', before: `${app}.${environment}.old`, after: `${app}.${environment}.new` }],
      },
    ]),
    approvals: [{ team: 'platform-team', reasons: ['owns the platform'] }],
    cost: {
      ...madeReview().cost,
      monthlyDifference: apps,
      environments: [
        {
          environment: 'prod',
          before: 0,
          after: apps,
          difference: apps,
          items: names.map((app) => ({ app, what: 'a secret', difference: 1 })),
        },
      ],
    },
  });
}
