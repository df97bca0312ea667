import { resolvePlatform, type WrittenPlatform } from '@goldenpath/spec';

const LEAST: WrittenPlatform = {
  organisation: 'acme',
  domain: 'example.org',
  aws: { accountId: '123456789012', region: 'eu-west-2' },
  teams: ['app-team'],
  environments: [{ name: 'dev', logLevel: 'debug', host: '{app}.{domain}' }],
  delivery: { workflow: 'a/b/c.yml@main' },
};

const ACCOUNT = { ...LEAST.aws, partition: 'aws' };
const UNOBSERVED = { metrics: 'none', monitorLabels: {}, otlpEndpoint: 'none' };

const NETWORK = {
  vpcId: 'vpc-00000000',
  subnetIds: ['subnet-00000000', 'subnet-00000001'],
  clientCidrs: ['10.0.0.0/8'],
};

describe('the platform', () => {
  it.each([
    ['eu-west-2', 'aws', '123456789012.dkr.ecr.eu-west-2.amazonaws.com'],
    ['us-gov-west-1', 'aws-us-gov', '123456789012.dkr.ecr.us-gov-west-1.amazonaws.com'],
    ['eusc-de-east-1', 'aws-eusc', '123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu'],
    ['us-iso-east-1', 'aws-iso', '123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov'],
    ['us-isob-east-1', 'aws-iso-b', '123456789012.dkr.ecr.us-isob-east-1.sc2s.sgov.gov'],
    ['cn-north-1', 'aws-cn', '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn'],
  ])('knows which part of AWS %s is in', (region, partition, registry) => {
    const platform = resolvePlatform({ ...LEAST, aws: { ...LEAST.aws, region } });
    expect([platform.aws.partition, platform.registry]).toEqual([partition, registry]);
  });

  it('A4: has approvals of releases alone where the file says so', () => {
    const approval = (written?: 'release' | 'push-and-release') =>
      resolvePlatform({ ...LEAST, delivery: { ...LEAST.delivery, ...(written && { approval: written }) } }).delivery;
    expect(approval('release')).toHaveProperty('approval', 'release');
    expect(approval('push-and-release')).toEqual(approval());
  });

  it('has a default for everything that is not its own', () => {
    expect(resolvePlatform(LEAST)).toEqual({
      ...LEAST,
      aws: ACCOUNT,
      registryAccount: ACCOUNT,
      registry: '123456789012.dkr.ecr.eu-west-2.amazonaws.com',
      applicationNames: { reserved: [], allowed: [] },
      accept: [],
      backstage: { flow: 'pull-request', notifications: false, owner: 'group:default/app-team' },
      codeOwners: {},
      environments: [
        {
          ...LEAST.environments[0],
          mutableTags: false,
          gates: 'blocking',
          approvers: [],
          aws: ACCOUNT,
          state: { type: 'local' },
          observability: UNOBSERVED,
        },
      ],
      delivery: { workflow: 'a/b/c.yml@main', provenance: true },
      kubernetes: {
        namespace: 'apps',
        storageClass: 'gp3',
        reloader: false,
        podIdentity: 'eks-pod-identity',
        quotas: { default: { pods: 250, cpu: 100, memory: '200Gi', volumes: 50, storage: '2000Gi' }, teams: {} },
      },
      ingress: { type: 'ingress', className: 'kong', controller: 'kong' },
      secretStore: {
        type: 'aws-secrets-manager',
        name: 'aws-secrets-manager',
        kind: 'ClusterSecretStore',
        refreshInterval: '1h',
      },
      gitops: { layout: 'central', repository: 'gitops', branch: 'main' },
      repositories: {
        visibility: 'private',
        defaultBranch: 'main',
        protection: 'branch-protection',
        environments: 'reviewers',
        autoMerge: true,
      },
      state: { type: 'local' },
      postgres: {
        version: '16',
        port: 5432,
        backupRetentionDays: { low: 7, medium: 14, high: 35 },
        passwordRotation: 'manual',
      },
    });
  });

  it('names the classes of routes and the domains of hosts', () => {
    const { ingress, ingressClasses, domains } = resolvePlatform({
      ...LEAST,
      ingress: { type: 'ingress', visibility: 'external' },
      ingressClasses: {
        internal: { type: 'ingress', className: 'nginx', visibility: 'internal', clusterIssuer: 'ca' },
        public: { type: 'gateway', name: 'a', namespace: 'b', tcpListeners: { redis: 6379 }, certificate: {} },
      },
      domains: [{ name: 'shop.example', teams: ['app-team'] }],
    });
    expect(ingress).toEqual({ type: 'ingress', className: 'kong', controller: 'kong' });
    expect(ingressClasses).toEqual({
      internal: {
        type: 'ingress',
        className: 'nginx',
        controller: 'nginx',
        visibility: 'internal',
        clusterIssuer: 'ca',
      },
      public: { type: 'gateway', name: 'a', namespace: 'b', tcpListeners: { redis: 6379 }, certificate: {} },
    });
    expect(domains).toEqual([{ name: 'shop.example', teams: ['app-team'] }]);
  });

  it('has advisory gates only in the first of several environments by default', () => {
    const gatesOf = (...written: readonly ('advisory' | 'blocking' | undefined)[]) =>
      resolvePlatform({
        ...LEAST,
        environments: written.map((gates, index) => ({
          name: `env${index}`,
          logLevel: 'info',
          host: '{app}.{domain}',
          ...(gates !== undefined && { gates }),
        })),
      }).environments.map(({ gates }) => gates);
    expect(gatesOf(undefined, undefined, undefined)).toEqual(['advisory', 'blocking', 'blocking']);
    expect(gatesOf('blocking', undefined)).toEqual(['blocking', 'blocking']);
    expect(gatesOf('advisory', 'advisory', undefined)).toEqual(['advisory', 'advisory', 'blocking']);
    expect(gatesOf(undefined)).toEqual(['blocking']);
    expect(gatesOf('advisory')).toEqual(['advisory']);
  });

  it('observes an environment as it says, or else as the platform does', () => {
    const platform = resolvePlatform({
      ...LEAST,
      observability: { metrics: 'annotations', otlp: { endpoint: 'http://a:4318' }, monitorLabels: { a: '1', b: '2' } },
      environments: [
        { name: 'dev', logLevel: 'debug', host: '{app}.dev.{domain}', observability: { otlp: { endpoint: 'none' } } },
        {
          name: 'prod',
          logLevel: 'info',
          host: '{app}.{domain}',
          observability: { metrics: 'service-monitor', monitorLabels: { b: '3' } },
        },
      ],
    });
    expect(platform.environments.map(({ observability }) => observability)).toEqual([
      { metrics: 'annotations', otlpEndpoint: 'none', monitorLabels: { a: '1', b: '2' } },
      { metrics: 'service-monitor', otlpEndpoint: 'http://a:4318', monitorLabels: { a: '1', b: '3' } },
    ]);
  });

  it('gives a team the quota of the platform file, and takes what it does not say from the default', () => {
    const { quotas } = resolvePlatform({
      ...LEAST,
      kubernetes: { quotas: { default: { pods: 20, memory: '8Gi' }, teams: { 'app-team': { pods: 40 } } } },
    }).kubernetes;
    expect(quotas).toEqual({
      default: { pods: 20, cpu: 100, memory: '8Gi', volumes: 50, storage: '2000Gi' },
      teams: { 'app-team': { pods: 40, cpu: 100, memory: '8Gi', volumes: 50, storage: '2000Gi' } },
    });
  });

  it('sends notifications of failures, unless the platform file lists the events', () => {
    const sent = (notifications: NonNullable<NonNullable<WrittenPlatform['gitops']>['notifications']>) =>
      resolvePlatform({ ...LEAST, gitops: { notifications } }).gitops.notifications;
    expect(sent({ service: 'slack' })).toEqual({
      service: 'slack',
      recipient: 'deployments',
      on: ['sync-failed', 'health-degraded'],
    });
    expect(sent({ service: 'webhook', recipient: 'x', on: ['deployed'] })?.on).toEqual(['deployed']);
    expect(resolvePlatform(LEAST).gitops.notifications).toBeUndefined();
  });

  it('has alerts and dashboards where the environment or the platform wants them', () => {
    const platform = resolvePlatform({
      ...LEAST,
      observability: { metrics: 'service-monitor', alerts: true },
      environments: [
        {
          name: 'dev',
          logLevel: 'debug',
          host: '{app}.dev.{domain}',
          observability: { alerts: false, dashboards: true },
        },
        { name: 'prod', logLevel: 'info', host: '{app}.{domain}' },
      ],
    });
    expect(platform.environments.map(({ observability: { alerts, dashboards } }) => [alerts, dashboards])).toEqual([
      [undefined, true],
      [true, undefined],
    ]);
  });

  it('keeps written values', () => {
    const written: WrittenPlatform = {
      ...LEAST,
      registry: 'ghcr.io/acme',
      kubernetes: { namespace: '{team}' },
      ingress: { type: 'gateway', name: 'public', namespace: 'gateways' },
      state: { type: 's3', bucket: 'acme-state' },
      postgres: { backupRetentionDays: { low: 9 } },
    };
    expect(resolvePlatform(written)).toMatchObject({
      registry: 'ghcr.io/acme',
      kubernetes: { namespace: '{team}', storageClass: 'gp3', reloader: false, podIdentity: 'eks-pod-identity' },
      ingress: { type: 'gateway', name: 'public', namespace: 'gateways' },
      state: { type: 's3', bucket: 'acme-state', region: 'eu-west-2', keyPrefix: 'goldenpath' },
      postgres: { version: '16', backupRetentionDays: { low: 9, medium: 14, high: 35 } },
    });
  });

  it('plans with the role that bootstrap makes if only a role to deploy is named, and never with that one', () => {
    const aws = { ...LEAST.aws, roles: { deploy: 'ci/deploy' } };
    const role = 'arn:aws:iam::123456789012:role';
    expect(resolvePlatform({ ...LEAST, aws }).aws.roles).toEqual({
      plan: `${role}/acme-plan`,
      deploy: `${role}/ci/deploy`,
    });
    expect(resolvePlatform({ ...LEAST, aws: { ...aws, rolePath: '/platform/' } }).aws.roles?.plan).toBe(
      `${role}/platform/acme-plan`,
    );
    const planOnly = { ...LEAST.aws, roles: { plan: 'ci/plan' } };
    expect(resolvePlatform({ ...LEAST, aws: planOnly }).aws.roles).toEqual({ plan: `${role}/ci/plan` });
  });

  it('is in one account and one bucket, unless environments or registries have their own', () => {
    const host = '{app}.{environment}.{domain}';
    const platform = resolvePlatform({
      ...LEAST,
      aws: {
        ...LEAST.aws,
        roles: { plan: 'ci/plan', deploy: 'ci/deploy' },
        defaultTags: { 'cost-centre': '1', team: 'platform' },
        permissionsBoundary: 'boundary',
        rolePath: '/platform/',
        registry: { accountId: '111111111111', state: { bucket: 'acme-shared' } },
      },
      state: { type: 's3', bucket: 'acme-dev', keyPrefix: 'states' },
      environments: [
        { name: 'dev', logLevel: 'debug', host },
        {
          name: 'prod',
          logLevel: 'info',
          host,
          aws: {
            accountId: '222222222222',
            region: 'eu-central-1',
            roles: { deploy: 'arn:aws:iam::222222222222:role/release' },
            defaultTags: { team: 'sre' },
            rolePath: '/',
            state: { bucket: 'acme-prod', roleArn: 'arn:aws:iam::222222222222:role/state' },
          },
          cluster: { name: 'acme-prod' },
        },
      ],
    });
    const [dev, prod] = platform.environments;
    const common = {
      region: 'eu-west-2',
      partition: 'aws',
      defaultTags: { 'cost-centre': '1', team: 'platform' },
      rolePath: '/platform/',
    };
    const account = (accountId: string) => ({
      accountId,
      ...common,
      roles: { plan: `arn:aws:iam::${accountId}:role/ci/plan`, deploy: `arn:aws:iam::${accountId}:role/ci/deploy` },
      permissionsBoundary: `arn:aws:iam::${accountId}:policy/boundary`,
    });
    expect(platform.aws).toEqual(account('123456789012'));
    expect(platform.registryAccount).toEqual(account('111111111111'));
    expect(platform.registry).toBe('111111111111.dkr.ecr.eu-west-2.amazonaws.com');
    expect(dev?.aws).toEqual(platform.aws);
    const { rolePath: _rolePath, ...prodAccount } = account('222222222222');
    expect(prod?.aws).toEqual({
      ...prodAccount,
      region: 'eu-central-1',
      roles: { plan: 'arn:aws:iam::222222222222:role/ci/plan', deploy: 'arn:aws:iam::222222222222:role/release' },
      defaultTags: { 'cost-centre': '1', team: 'sre' },
    });
    const state = { type: 's3', region: 'eu-west-2', keyPrefix: 'states' };
    expect(platform.state).toEqual({ ...state, bucket: 'acme-shared' });
    expect(dev?.state).toEqual({ ...state, bucket: 'acme-dev' });
    expect(prod?.state).toEqual({
      ...state,
      bucket: 'acme-prod',
      region: 'eu-central-1',
      roleArn: 'arn:aws:iam::222222222222:role/state',
    });
    expect([dev?.cluster, prod?.cluster]).toEqual([undefined, { name: 'acme-prod' }]);
  });

  it('lets a shared instance grow to at least its initial size', () => {
    const environment = { name: 'dev', logLevel: 'debug', host: '{app}.{domain}' } as const;
    type Databases = NonNullable<WrittenPlatform['environments'][number]['databases']>;
    const sharedOf = (shared: NonNullable<Databases['shared']>) =>
      resolvePlatform({ ...LEAST, environments: [{ ...environment, databases: { network: NETWORK, shared } }] })
        .environments[0]?.databases?.shared;
    expect(sharedOf({})).toEqual({ size: 'small', storageGb: 20, maxStorageGb: 100 });
    expect(sharedOf({ storageGb: 200 })).toEqual({ size: 'small', storageGb: 200, maxStorageGb: 400 });
    expect(sharedOf({ engine: 'postgres' })).toEqual({ size: 'small', storageGb: 20, maxStorageGb: 100 });
    expect(sharedOf({ engine: 'aurora-postgresql' })?.serverless).toEqual({ minCapacity: 0.5, maxCapacity: 4 });
    const pausing = { engine: 'aurora-postgresql', serverless: { minCapacity: 0 }, readers: 0 } as const;
    expect(sharedOf(pausing)).toMatchObject({
      engine: 'aurora-postgresql',
      serverless: { minCapacity: 0, maxCapacity: 4, pauseAfterSeconds: 300 },
      readers: 0,
    });
  });
});
