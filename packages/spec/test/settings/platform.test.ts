import { resolvePlatform, type WrittenPlatform } from '@goldenpath/spec';

const LEAST: WrittenPlatform = {
  organisation: 'acme',
  domain: 'example.org',
  aws: { accountId: '123456789012', region: 'eu-west-2' },
  teams: ['app-team'],
  environments: [{ name: 'dev', logLevel: 'debug', host: '{app}.{domain}' }],
  delivery: { workflow: 'a/b/c.yml@main' },
};

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
    ['cn-north-1', 'aws-cn', '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn'],
  ])('knows which part of AWS %s is in', (region, partition, registry) => {
    const platform = resolvePlatform({ ...LEAST, aws: { ...LEAST.aws, region } });
    expect([platform.aws.partition, platform.registry]).toEqual([partition, registry]);
  });

  it('has a default for everything that is not its own', () => {
    expect(resolvePlatform(LEAST)).toEqual({
      ...LEAST,
      aws: { ...LEAST.aws, partition: 'aws' },
      registry: '123456789012.dkr.ecr.eu-west-2.amazonaws.com',
      applicationNames: { reserved: [], allowed: [] },
      accept: [],
      codeOwners: {},
      environments: [
        { ...LEAST.environments[0], mutableTags: false, gates: 'blocking', approvers: [], observability: UNOBSERVED },
      ],
      delivery: { workflow: 'a/b/c.yml@main', provenance: true },
      kubernetes: { namespace: 'apps', storageClass: 'gp3', reloader: false },
      ingress: { type: 'ingress', className: 'kong', controller: 'kong' },
      secretStore: { name: 'aws-secrets-manager', kind: 'ClusterSecretStore', refreshInterval: '1h' },
      gitops: { layout: 'central', repository: 'gitops', branch: 'main' },
      state: { type: 'local' },
      postgres: {
        version: '16',
        port: 5432,
        backupRetentionDays: { low: 7, medium: 14, high: 35 },
        passwordRotation: 'manual',
      },
    });
  });

  it('has advisory gates in the first of several environments alone, where it does not say', () => {
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

  it('keeps what is written', () => {
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
      kubernetes: { namespace: '{team}', storageClass: 'gp3', reloader: false },
      ingress: { type: 'gateway', name: 'public', namespace: 'gateways' },
      state: { type: 's3', bucket: 'acme-state', region: 'eu-west-2', keyPrefix: 'goldenpath' },
      postgres: { version: '16', backupRetentionDays: { low: 9, medium: 14, high: 35 } },
    });
  });

  it('lets a shared instance grow to at least what it starts with', () => {
    const environment = { name: 'dev', logLevel: 'debug', host: '{app}.{domain}' } as const;
    const sharedOf = (shared: { storageGb?: number }) =>
      resolvePlatform({ ...LEAST, environments: [{ ...environment, databases: { network: NETWORK, shared } }] })
        .environments[0]?.databases?.shared;
    expect(sharedOf({})).toEqual({ size: 'small', storageGb: 20, maxStorageGb: 100 });
    expect(sharedOf({ storageGb: 200 })).toEqual({ size: 'small', storageGb: 200, maxStorageGb: 400 });
  });
});
