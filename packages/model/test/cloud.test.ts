import type { AcceptableRule } from '@goldenpath/extension';
import type { Risk, WrittenAppSpec, WrittenPlatform } from '@goldenpath/spec';
import { CACHE, DEV, factsOf, ORDERS, placed, PLATFORM, PROD, REPORTS, SHOP } from './support/fleet';

const dedicated = (app: WrittenAppSpec): WrittenAppSpec =>
  ({ ...app, overrides: { prod: { database: { instance: 'dedicated', size: 'large' } } } }) as WrittenAppSpec;

describe('databases', () => {
  it('share the instance of their environment', () => {
    expect(placed([ORDERS], 'dev').database).toEqual({
      name: 'orders_db',
      username: 'orders_app',
      size: 'small',
      connectionLimit: 20,
      instance: { mode: 'shared', identifier: 'acme-dev', port: 5432 },
      secret: { path: 'goldenpath/dev/orders_db/postgres', isProtected: true },
    });
  });

  it('have a dedicated instance if they request it', () => {
    expect(placed([dedicated(ORDERS)], 'prod').database?.instance).toMatchObject({
      mode: 'dedicated',
      identifier: 'orders-prod',
      instanceClass: 'db.t3.medium',
      multiAz: true,
      masterUsername: 'goldenpath',
      finalSnapshotPrefix: 'orders-prod-final',
    });
    expect(placed([dedicated(ORDERS)], 'dev').database?.instance.mode).toBe('shared');
  });

  it.each([
    ['small', 'db.t3.micro'],
    ['medium', 'db.t3.small'],
    ['large', 'db.t3.medium'],
    ['xlarge', 'db.r6g.large'],
  ])('of size %s are %s', (size, instanceClass) => {
    const app = { ...REPORTS, database: { ...REPORTS.database, size, instance: 'dedicated' } } as WrittenAppSpec;
    expect(placed([app], 'prod').database?.instance).toMatchObject({ instanceClass });
  });

  it('take as many connections as their size, or as the spec says in an environment', () => {
    const limited = {
      ...ORDERS,
      database: { ...ORDERS.database, size: 'medium' },
      overrides: { prod: { database: { connectionLimit: 75 } } },
    } as WrittenAppSpec;
    expect(placed([ORDERS], 'prod').database?.connectionLimit).toBe(20);
    expect(placed([limited], 'prod').database?.connectionLimit).toBe(75);
    expect(placed([{ ...limited, overrides: {} } as WrittenAppSpec], 'prod').database?.connectionLimit).toBe(40);
  });

  it('are retired in the environments that the spec names, for 30 days by default', () => {
    const retired = (retire: object) =>
      ({ ...ORDERS, overrides: { dev: { database: { retire } } } }) as unknown as WrittenAppSpec;
    expect(placed([retired({ reason: 'Moved' })], 'dev').database?.retirement).toEqual({
      reason: 'Moved',
      graceDays: 30,
    });
    expect(placed([retired({ reason: 'Moved', graceDays: 7 })], 'dev').database?.retirement?.graceDays).toBe(7);
    expect(placed([retired({ reason: 'Moved' })], 'prod').database?.retirement).toBeUndefined();
  });

  it('give the pods their credentials from the secret of the same environment', () => {
    const { credentials, database } = placed([ORDERS], 'prod');
    expect(credentials).toEqual({
      secretName: 'orders-db-creds',
      store: { name: 'aws-secrets-manager', kind: 'ClusterSecretStore' },
      refreshInterval: '1h',
      remotePath: 'goldenpath/prod/orders_db/postgres',
      reloads: false,
      variables: [
        { variable: 'DB_HOST', property: 'host' },
        { variable: 'DB_PORT', property: 'port' },
        { variable: 'DB_NAME', property: 'dbname' },
        { variable: 'DB_USER', property: 'username' },
        { variable: 'DB_PASS', property: 'password' },
      ],
    });
    expect(credentials).toHaveProperty('remotePath', database?.secret.path);
    expect(placed([REPORTS], 'prod').credentials).toBeUndefined();
  });

  it('B10: tell the pods that the server refuses connections without TLS; a spec can ask for more', () => {
    const variables = (app: WrittenAppSpec) => placed([app], 'prod').configuration?.variables;
    expect(variables(ORDERS)).toMatchObject({ DB_SSLMODE: 'require', PGSSLMODE: 'require' });
    const stricter = { ...ORDERS, env: { PGSSLMODE: 'verify-full' } } as WrittenAppSpec;
    expect(variables(stricter)).toMatchObject({ DB_SSLMODE: 'require', PGSSLMODE: 'verify-full' });
  });
});

describe('the shared instance', () => {
  const shared = (apps: readonly WrittenAppSpec[], environment: string, platform?: WrittenPlatform) =>
    factsOf(apps, platform).platform.environments.find(({ name }) => name === environment)?.database?.sharedInstance;

  it('has the size in the platform file if no application needs more', () => {
    const platform = {
      ...PLATFORM,
      environments: [{ ...PROD, databases: { ...PROD.databases!, shared: { size: 'medium' as const } } }],
    };
    expect(shared([], 'prod', platform)).toMatchObject({
      identifier: 'acme-prod',
      instanceClass: 'db.t3.small',
      multiAz: true,
      risk: 'low',
    });
  });

  it('serves the neediest database on it: its size, its backups and its risk', () => {
    const needy = { ...REPORTS, risk: 'high', database: { ...REPORTS.database, size: 'large' } } as WrittenAppSpec;
    expect(shared([ORDERS, needy], 'prod')).toMatchObject({
      instanceClass: 'db.t3.medium',
      backupRetentionDays: 35,
      risk: 'high',
    });
    expect(shared([needy, ORDERS], 'prod')).toEqual(shared([ORDERS, needy], 'prod'));
  });

  it('does not serve a database on a dedicated instance or in another environment', () => {
    expect(shared([dedicated(ORDERS)], 'prod')).toMatchObject({ instanceClass: 'db.t3.micro', risk: 'low' });
    const elsewhere = { ...ORDERS, environments: ['dev'], risk: 'high' as Risk };
    expect(shared([elsewhere], 'prod')).toMatchObject({ risk: 'low' });
  });

  it('keeps its backups for as long as its environment asks', () => {
    expect(shared([], 'prod')?.backupRetentionDays).toBe(14);
    expect(shared([], 'dev')?.backupRetentionDays).toBe(7);
  });

  it('does not exist in an environment without databases', () => {
    const { databases: _none, ...bare } = DEV;
    expect(factsOf([], { ...PLATFORM, environments: [bare] }).platform.environments).toEqual([
      { name: 'dev', aws: { ...PLATFORM.aws, partition: 'aws' }, approvers: [], mutableTags: true, isProduction: true },
    ]);
  });

  it('has names that AWS takes, also of the longest organisation and environment', () => {
    const platform = { ...PLATFORM, organisation: 'o'.repeat(39), environments: [{ ...DEV, name: 'e'.repeat(12) }] };
    const databases = factsOf([], platform).platform.environments[0]?.database;
    expect(databases?.sharedInstance.identifier.length).toBeLessThanOrEqual(63);
    expect(databases?.monitoringRole.name.length).toBeLessThanOrEqual(64);
  });
});

describe('repositories and registries', () => {
  const app = (spec: WrittenAppSpec, platform?: WrittenPlatform) => factsOf([spec], platform).apps[0];

  it('are of an application that is built', () => {
    expect(app(SHOP)?.repository).toEqual({
      organisation: 'acme',
      name: 'shop',
      description: 'What it is',
      topics: ['idp-managed', 'python', 'team-app-team'],
      team: 'app-team',
      defaultBranch: 'main',
      environments: [
        { name: 'dev', approvers: [] },
        { name: 'prod', approvers: ['data-team'] },
      ],
      variables: {
        AWS_REGION: 'eu-west-2',
        AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/shop-push',
        ECR_REPOSITORY: 'shop',
      },
      isProtected: true,
    });
    expect(app(SHOP)?.registry?.pushRole.subjects).toEqual([
      'repo:acme@{organisation_id}/shop@{repository_id}:ref:refs/heads/main',
      'repo:acme@{organisation_id}/shop@{repository_id}:environment:dev',
      'repo:acme@{organisation_id}/shop@{repository_id}:environment:prod',
      'repo:acme/shop:ref:refs/heads/main',
      'repo:acme/shop:environment:dev',
      'repo:acme/shop:environment:prod',
    ]);
  });

  it('B01: trust the tokens of repositories created today, and of older ones if the platform has some', () => {
    const subjects = (github: NonNullable<WrittenPlatform['github']>) =>
      app(SHOP, { ...PLATFORM, github })?.registry?.pushRole.subjects;
    const today = [
      'repo:acme@4711/shop@{repository_id}:ref:refs/heads/main',
      'repo:acme@4711/shop@{repository_id}:environment:dev',
      'repo:acme@4711/shop@{repository_id}:environment:prod',
    ];
    expect(subjects({ organisationId: '4711' })).toEqual(today);
    expect(subjects({ organisationId: '4711', subjects: 'both' })).toEqual([
      ...today,
      'repo:acme/shop:ref:refs/heads/main',
      'repo:acme/shop:environment:dev',
      'repo:acme/shop:environment:prod',
    ]);
  });

  it('G4: build, push and protect the default branch of the organisation', () => {
    const trunk = app(SHOP, { ...PLATFORM, github: { defaultBranch: 'trunk' } });
    expect(trunk?.repository?.defaultBranch).toBe('trunk');
    expect(trunk?.buildPipeline?.branch).toBe('trunk');
    expect(trunk?.registry?.pushRole.subjects).toContain('repo:acme/shop:ref:refs/heads/trunk');
  });

  it('G1: leave out approvers on the plan `team`, and environments on the plan `free`', () => {
    const team = app(SHOP, { ...PLATFORM, github: { plan: 'team' } });
    expect(team?.repository).toMatchObject({
      protection: 'ruleset',
      environments: [
        { name: 'dev', approvers: [] },
        { name: 'prod', approvers: [] },
      ],
    });
    const free = app(SHOP, { ...PLATFORM, github: { plan: 'free' } });
    expect(free?.repository).toMatchObject({ protection: 'none', environments: [], autoMerge: false });
    // A workflow of any branch could name an environment.
    expect(free?.registry?.pushRole.subjects).toEqual([
      'repo:acme@{organisation_id}/shop@{repository_id}:ref:refs/heads/main',
      'repo:acme/shop:ref:refs/heads/main',
    ]);
  });

  it('are a repository alone of an upstream image, and neither of a database', () => {
    expect(app(CACHE)).toMatchObject({
      repository: { topics: ['idp-managed', 'team-app-team'], variables: { AWS_REGION: 'eu-west-2' } },
    });
    expect(app(CACHE)?.registry).toBeUndefined();
    expect(app(REPORTS)?.repository).toBeUndefined();
    expect(app(REPORTS)?.stack).toBeUndefined();
  });

  it.each([
    ['low', 'AES256', 20],
    ['medium', 'AES256', 30],
    ['high', 'KMS', 50],
  ] as const)('of risk %s are encrypted with %s and keep %i images', (risk, encryption, keepImages) => {
    expect(app({ ...SHOP, risk } as WrittenAppSpec)?.registry).toMatchObject({
      encryption,
      keepImages,
      mutableTags: ['latest'],
      tagPrefixes: ['prod-', 'dev-'],
    });
  });

  it('A1: are in an account of their own, and the accounts of the environments may pull', () => {
    const platform = {
      ...PLATFORM,
      aws: { ...PLATFORM.aws, registry: { accountId: '333333333333', rolePath: '/platform/' } },
      environments: [DEV, { ...PROD, aws: { accountId: '222222222222' } }],
    };
    const url = '333333333333.dkr.ecr.eu-west-2.amazonaws.com/shop';
    expect(app(SHOP, platform)?.registry).toMatchObject({
      url,
      arn: 'arn:aws:ecr:eu-west-2:333333333333:repository/shop',
      pullAccounts: ['123456789012', '222222222222'],
      pushRole: {
        arn: 'arn:aws:iam::333333333333:role/platform/shop-push',
        oidcProviderArn: 'arn:aws:iam::333333333333:oidc-provider/token.actions.githubusercontent.com',
      },
    });
    expect(placed([SHOP], 'prod', platform).workload?.image).toMatchObject({ url });
    expect(app(SHOP)?.registry).not.toHaveProperty('pullAccounts');
  });

  it('pull from the same place as the pods', () => {
    const platform = { ...PLATFORM, registry: 'ghcr.io/acme' };
    expect(app(SHOP, platform)?.registry?.url).toBe('ghcr.io/acme/shop');
    expect(placed([SHOP], 'prod', platform).workload?.image).toMatchObject({ url: 'ghcr.io/acme/shop' });
  });
});

describe('protection', () => {
  const accepting = (rule: AcceptableRule, more: object = {}) => [{ rule, reason: 'Somebody decided that', ...more }];
  const databaseOf = (spec: WrittenAppSpec, environment: string, platform?: WrittenPlatform) =>
    placed([spec], environment, platform).database;

  it('is taken away by the word of the spec, there and for that alone', () => {
    const spec = {
      ...dedicated(ORDERS),
      accept: accepting('database-loss', { environments: ['prod'] }),
    } as WrittenAppSpec;
    expect(databaseOf(spec, 'prod')?.instance).toMatchObject({ mode: 'dedicated', isProtected: false });
    expect(databaseOf(spec, 'prod')?.secret.isProtected).toBe(true);
    expect(databaseOf(dedicated(ORDERS), 'prod')?.instance).toMatchObject({ isProtected: true });
  });

  it('is taken from a repository only by a word for all environments', () => {
    const repository = (more?: object) =>
      factsOf([{ ...SHOP, accept: accepting('repository-loss', more) } as WrittenAppSpec]).apps[0]?.repository;
    expect(repository()?.isProtected).toBe(false);
    expect(repository({ environments: ['dev', 'prod'] })?.isProtected).toBe(true);
  });

  it('is taken away by the platform file, which names the application', () => {
    const platform = (more?: object) => ({ ...PLATFORM, accept: accepting('secret-loss', more) });
    expect(databaseOf(ORDERS, 'dev', platform({ apps: ['orders'] }))?.secret.isProtected).toBe(false);
    expect(databaseOf(ORDERS, 'dev', platform({ apps: ['shop'] }))?.secret.isProtected).toBe(true);
    expect(databaseOf(ORDERS, 'dev', platform())?.secret.isProtected).toBe(true);
  });

  it('of the shared instance is the platform file’s to take away', () => {
    const shared = (more?: object) =>
      factsOf([ORDERS], { ...PLATFORM, accept: accepting('database-loss', more) }).platform.environments.map(
        ({ database }) => database?.sharedInstance.isProtected,
      );
    expect(shared({ environments: ['dev'] })).toEqual([false, true]);
    expect(shared({ apps: ['orders'] })).toEqual([true, true]);
  });
});

describe('stacks and tags', () => {
  it('are one for the application and one for each environment that it has anything in', () => {
    const [orders] = factsOf([ORDERS]).apps;
    expect(orders?.stack).toEqual({
      name: 'app-orders',
      state: { type: 'local' },
      stateKey: 'terraform.app-orders.tfstate',
      dependsOn: [],
    });
    expect(orders?.environments.map(({ stack }) => [stack?.name, stack?.dependsOn])).toEqual([
      ['app-orders-dev', ['platform-dev']],
      ['app-orders-prod', ['platform-prod']],
    ]);
    expect(placed([SHOP], 'prod').stack).toBeUndefined();
  });

  it('keep their states in the bucket, each under its own key', () => {
    const platform: WrittenPlatform = { ...PLATFORM, state: { type: 's3', bucket: 'acme-state', keyPrefix: 'idp' } };
    const { platform: shared, apps } = factsOf([ORDERS], platform);
    const stacks = [
      apps[0]?.stack,
      ...(apps[0]?.environments ?? []).map(({ stack }) => stack),
      ...shared.environments.map(({ stack }) => stack),
    ];
    const keys = stacks.map((stack) => stack?.stateKey);
    expect(keys[0]).toBe('idp/app-orders.tfstate');
    expect(new Set(keys).size).toBe(5);
  });

  it('say whose a resource is', () => {
    expect(placed([ORDERS], 'prod').tags).toEqual({
      id: 'orders',
      owner: 'app-team',
      risk: 'medium',
      environment: 'prod',
      'managed-by': 'goldenpath',
    });
    expect(factsOf([ORDERS]).apps[0]?.tags['environment']).toBe('all');
  });
});

describe('facts', () => {
  it('are the same for any order of the specs, and plain JSON', () => {
    const apps = [SHOP, CACHE, ORDERS, REPORTS];
    const facts = factsOf(apps);
    expect(JSON.stringify(factsOf([...apps].reverse()))).toBe(JSON.stringify(facts));
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
    expect(facts.apps.map(({ name }) => name)).toEqual(['my-redis', 'orders', 'reports', 'shop']);
  });

  it('are of the environments that an application runs in, in the order of the platform', () => {
    const spec = { ...SHOP, environments: ['prod', 'dev'] } as WrittenAppSpec;
    expect(factsOf([spec]).apps[0]?.environments.map(({ environment }) => environment)).toEqual(['dev', 'prod']);
    const prod = {
      ...SHOP,
      environments: ['prod'],
      replicas: 1,
      overrides: { prod: { replicas: 4 } },
    } as WrittenAppSpec;
    const [app] = factsOf([prod]).apps;
    expect(app?.environments.map(({ environment }) => environment)).toEqual(['prod']);
    expect(app?.general.map(({ environment, workload }) => [environment, workload?.replicas])).toEqual([
      ['dev', 1],
      ['prod', 1],
    ]);
  });
});
