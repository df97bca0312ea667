import * as fc from 'fast-check';
import type { DatabaseSize, WrittenEnvironment, WrittenPlatform } from '@goldenpath/spec';
import { optional, present, record } from './fields';

export const ENVIRONMENT_NAMES = ['dev', 'test', 'staging', 'prod', 'qa-1', 'longest-name'] as const;

/** Databases keep their backups for as long as any environment asks, by default already. */
const LONGEST_MINIMUM_RETENTION = 14;

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const ORGANISATION = fc.stringMatching(/^[a-z][a-z0-9]{1,12}(-[a-z0-9]{1,9}){0,2}$/);
const TEAMS = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}$/), {
  minLength: 1,
  maxLength: 4,
});
const ACCOUNT = fc.stringMatching(/^[0-9]{12}$/);

const OBSERVABILITY = record({
  metrics: fc.constantFrom('service-monitor' as const, 'annotations' as const, 'none' as const),
  monitorLabels: fc.constantFrom({ release: 'kube-prometheus-stack' }, { 'example.org/team': 'a_b.c' }),
  otlp: fc
    .constantFrom('none', 'http://otel-collector.observability:4318', 'https://otlp.example.org/v1')
    .map((endpoint) => ({
      endpoint,
    })),
});

const QUOTA = record({
  pods: fc.integer({ min: 1, max: 500 }),
  cpu: fc.integer({ min: 1, max: 500 }),
  memory: fc.constantFrom('512Mi', '64Gi'),
  volumes: fc.integer({ min: 0, max: 50 }),
  storage: fc.constantFrom('100Gi', '1536Mi'),
});

const NOTIFICATIONS = fc
  .tuple(
    fc.constantFrom('slack' as const, 'webhook' as const),
    record({
      recipient: fc.constantFrom('deployments', 'deploy-{environment}'),
      on: fc.constantFrom(['deployed'] as const, ['sync-failed', 'health-degraded', 'deployed'] as const),
    }),
  )
  .map(([service, fields]) => ({ service, ...fields }));

/** Alerts need the operator. */
const OBSERVED_ENVIRONMENT = fc
  .tuple(OBSERVABILITY, record({ alerts: fc.boolean(), dashboards: fc.boolean() }))
  .map(([observability, objects]) => ({
    ...observability,
    ...(observability.metrics === 'service-monitor' && objects),
  }));

const CERTIFICATES = fc.constantFrom({ certificate: {} }, { clusterIssuer: 'internal-ca' });
const INGRESS_CLASSES = fc.record({
  internal: CERTIFICATES.map((certificates) => ({
    type: 'ingress' as const,
    className: 'kong-internal',
    controllerNamespace: 'kong-internal',
    visibility: 'internal' as const,
    ...certificates,
  })),
  partners: fc.constant({
    type: 'gateway' as const,
    name: 'partners',
    namespace: 'gateways',
    tcpListeners: { redis: 6379 },
  }),
  traefik: fc.constant({ type: 'ingress' as const, className: 'traefik' }),
});
const DOMAINS = fc.constant([{ name: 'shop.example' }, { name: 'a.shop.example', certificate: {} }]);

/** Previews, which are made from the first environment. */
const PREVIEWS = record({
  maxConcurrent: fc.constantFrom(1, 40),
  maxAgeDays: fc.integer({ min: 1, max: 90 }),
  label: fc.constantFrom('deploy me', 'preview/1'),
  quota: QUOTA,
});

/** A file system is for the class of shared volumes. */
function withFileSystems(
  environments: readonly WrittenEnvironment[],
  kubernetes: WrittenPlatform['kubernetes'],
): readonly WrittenEnvironment[] {
  if (kubernetes?.sharedStorageClass !== undefined) return environments;
  return environments.map(({ cluster, ...environment }) => {
    if (cluster === undefined) return environment;
    const { sharedFileSystem: _fileSystem, ...own } = cluster;
    return { ...environment, cluster: own };
  });
}

/** Previews are made from an environment without approvals that is not the last one. */
function withPreviews(
  environments: readonly WrittenEnvironment[],
  previews: Omit<NonNullable<WrittenPlatform['previews']>, 'from'> | undefined,
): Pick<WrittenPlatform, 'environments' | 'previews'> {
  const [first, ...others] = environments;
  if (previews === undefined || first === undefined || others.length === 0) return { environments };
  const { approvers: _approvers, gates: _gates, ...from } = first;
  return { environments: [from, ...others], previews: { from: from.name, ...previews } };
}

/** A valid platform file. Its first environment takes databases. */
export function arbitraryPlatform(): fc.Arbitrary<WrittenPlatform> {
  return TEAMS.chain((names) => platformOf(names));
}

function platformOf(teams: readonly string[]): fc.Arbitrary<WrittenPlatform> {
  return fc
    .record({
      organisation: ORGANISATION,
      domain: fc.constantFrom('example.org', 'apps.example-company.co.uk', 'goldenpathidp.io'),
      aws: arbitraryAws(),
      registry: optional(fc.constantFrom('ghcr.io/example', 'localhost:5000', 'registry.example.org')),
      environments: arbitraryEnvironments(teams),
      kubernetes: optional(
        record({
          namespace: fc.constantFrom('apps', '{team}', '{team}-{environment}', 'x-{environment}'),
          storageClass: fc.constantFrom('gp3', 'standard', 'ebs.csi.fast'),
          keda: fc.constantFrom(true, false),
          sharedStorageClass: fc.constantFrom('efs-sc', 'nfs.fast'),
          podIdentity: fc.constantFrom('eks-pod-identity' as const, 'irsa' as const),
          nodeSelector: fc.constantFrom({ role: 'workloads' }, { 'example.org/pool': 'a_b', zone: '' }),
          tolerations: fc.constantFrom(
            [],
            [{ key: 'dedicated', value: 'apps', effect: 'NoSchedule' as const }, { key: 'spot' }],
          ),
          priorityClasses: fc.constantFrom(['batch'], ['urgent', 'batch']),
          podMetadata: record({ allowedLabels: fc.constant(['*']), allowedAnnotations: fc.constant(['*']) }),
          quotas: record({ default: QUOTA, teams: QUOTA.map((quota) => ({ [teams[0] ?? '']: quota })) }),
        }),
      ),
      github: optional(
        record({
          organisationId: fc.constant('4711'),
          subjects: fc.constantFrom('immutable', 'both'),
          plan: fc.constantFrom('free', 'team', 'enterprise'),
          visibility: fc.constantFrom('private', 'public'),
          defaultBranch: fc.constantFrom('main', 'trunk'),
          publisherAppId: fc.constant('123456'),
        }),
      ),
      backstage: optional(
        record({
          flow: fc.constantFrom('pull-request' as const, 'at-once' as const),
          notifications: fc.boolean(),
          owner: fc.constantFrom('group:default/platform-team', 'user:default/jo'),
        }),
      ),
      ingress: optional(arbitraryIngress()),
      ingressClasses: optional(INGRESS_CLASSES),
      domains: optional(DOMAINS),
      secretStore: optional(arbitrarySecretStore()),
      components: optional(arbitraryComponents()),
      gitops: optional(
        record({
          layout: fc.constantFrom('central' as const, 'app-repositories' as const),
          repository: fc.constantFrom('gitops', 'Deployments_1.x'),
          branch: fc.constantFrom('main', 'release/2026.1'),
          notifications: NOTIFICATIONS,
        }),
      ),
      observability: optional(OBSERVABILITY),
      workflow: fc.constantFrom('acme/idp/.github/workflows/_build-and-release.yml@main', 'a/b/c.yaml@v1.2'),
      approval: optional(fc.constantFrom('release', 'push-and-release')),
      state: optional(arbitraryState()),
      postgres: optional(arbitraryPostgres()),
      previews: fc.option(PREVIEWS, { nil: undefined, freq: 2 }),
    })
    .map(({ approval, workflow, previews, ...fields }) => ({
      ...present(fields),
      ...withPreviews(withFileSystems(fields.environments, fields.kubernetes), previews),
      teams,
      delivery: { workflow, ...present({ approval }) },
    }));
}

/** The settings of an account. All names: an ARN would have to be of each account. */
const ACCOUNT_SETTINGS = {
  roles: record({ plan: fc.constantFrom('plan', 'ci/plan'), deploy: fc.constant('deploy') }),
  defaultTags: fc.constantFrom({ 'cost-centre': '12 34' }, { 'acme:team': 'a@b.c', stage: '' }),
  permissionsBoundary: fc.constantFrom('boundary', 'platform/boundary'),
  rolePath: fc.constantFrom('/', '/platform/'),
};

function arbitraryAws(): fc.Arbitrary<WrittenPlatform['aws']> {
  const region = fc.constantFrom('eu-west-2', 'us-gov-east-1', 'ap-southeast-3');
  const registry = ACCOUNT.map((accountId) => ({ accountId }));
  return fc
    .tuple(fc.record({ accountId: ACCOUNT, region, registry: optional(registry) }), record(ACCOUNT_SETTINGS))
    .map(([account, settings]) => ({ ...present(account), ...settings }));
}

const ENVIRONMENT_AWS = record({ accountId: ACCOUNT, ...ACCOUNT_SETTINGS });

function arbitraryCluster(name: string): fc.Arbitrary<NonNullable<WrittenEnvironment['cluster']>> {
  return record({
    server: fc.constant(`https://${name}.gr7.eu-west-2.eks.amazonaws.com`),
    sharedFileSystem: fc.constant('fs-0a1b2c3d4e5f60718'),
    oidcIssuer: fc.constant('https://oidc.eks.eu-west-2.amazonaws.com/id/ABCDEF'),
  }).map((fields) => ({ name, ...fields }));
}

function arbitrarySecretStore(): fc.Arbitrary<NonNullable<WrittenPlatform['secretStore']>> {
  const external = record({
    name: fc.constantFrom('aws-secrets-manager', 'vault.prod'),
    kind: fc.constantFrom('ClusterSecretStore' as const, 'SecretStore' as const),
    refreshInterval: fc.constantFrom('1h', '90s', '15m'),
  });
  const vault = record({
    path: fc.constantFrom('kv', 'teams/{environment}'),
    version: fc.constantFrom('v1' as const, 'v2' as const),
    mountPath: fc.constantFrom('kubernetes-{environment}'),
    role: fc.constantFrom('readers'),
    namespace: fc.constantFrom('platform'),
    caBundle: fc.constantFrom('LS0tLS1CRUdJTg=='),
  });
  const sealed = record({
    certificate: fc.constantFrom(
      './certificates/{environment}.pem',
      'https://sealed.{environment}.example.org/v1/cert.pem',
    ),
    scope: fc.constantFrom('strict' as const, 'namespace-wide' as const, 'cluster-wide' as const),
  });
  return fc.oneof(
    external,
    fc.tuple(external, vault).map(([fields, own]) => ({
      ...fields,
      type: 'vault' as const,
      vault: { server: 'https://vault.example.org:8200', ...own },
    })),
    sealed.map((own) => ({ type: 'sealed-secrets' as const, sealedSecrets: own })),
  );
}

function arbitraryIngress(): fc.Arbitrary<NonNullable<WrittenPlatform['ingress']>> {
  const ingress = record({
    className: fc.constantFrom('kong', 'nginx', 'internal'),
    controller: fc.constantFrom('traefik', 'alb'),
    annotations: fc.constant({ 'example.org/timeout': '60' }),
  }).map((fields) => ({
    type: 'ingress' as const,
    ...fields,
  }));
  const listeners = [{}, { sectionName: 'web.secure' }, { sectionName: 'https', httpSectionName: 'http' }];
  const gateway = fc.constantFrom(...listeners).map((fields) => ({
    type: 'gateway' as const,
    name: 'public',
    namespace: 'gateways',
    ...fields,
  }));
  return fc.oneof(ingress, gateway);
}

function arbitraryComponents(): fc.Arbitrary<NonNullable<WrittenPlatform['components']>> {
  const component = record({
    enabled: fc.boolean(),
    version: fc.constantFrom('1.2.3', 'v0.10.0-rc.1'),
    values: fc.constantFrom({}, { replicaCount: 3, resources: { limits: null }, args: ['--verbose'] }),
  });
  return record({ kong: component, 'cert-manager': component, 'external-dns': component, reloader: component });
}

function arbitraryState(): fc.Arbitrary<NonNullable<WrittenPlatform['state']>> {
  const s3 = record({ region: fc.constant('eu-north-1'), keyPrefix: fc.constantFrom('goldenpath', 'states/v1') });
  return fc.oneof(
    fc.constant({ type: 'local' as const }),
    s3.map((fields) => ({ type: 's3' as const, bucket: 'example-terraform-state', sharedByAccounts: true, ...fields })),
  );
}

function arbitraryPostgres(): fc.Arbitrary<NonNullable<WrittenPlatform['postgres']>> {
  const days = fc.integer({ min: LONGEST_MINIMUM_RETENTION, max: 35 });
  return fc
    .record({
      retention: fc.record({ low: days, medium: days, high: days }),
      rest: record({ version: fc.constantFrom('15', '16', '18'), port: fc.constantFrom(5432, 6543) }),
    })
    .map(({ retention, rest }) => ({ ...rest, backupRetentionDays: retention }));
}

function arbitraryEnvironments(teams: readonly string[]): fc.Arbitrary<readonly WrittenEnvironment[]> {
  const host = fc.constantFrom(
    '{app}.{environment}.{domain}',
    '{app}-{environment}.apps.{domain}',
    '{environment}.{app}.{domain}',
  );
  return fc
    .tuple(host, fc.shuffledSubarray([...ENVIRONMENT_NAMES], { minLength: 1, maxLength: 4 }))
    .chain(([template, names]) =>
      fc.tuple(...names.map((name, index) => arbitraryEnvironment(name, template, teams, index === 0))),
    );
}

function arbitraryEnvironment(
  name: string,
  host: string,
  teams: readonly string[],
  needsDatabases: boolean,
): fc.Arbitrary<WrittenEnvironment> {
  return fc
    .record({
      logLevel: fc.constantFrom('debug' as const, 'info' as const, 'warn' as const, 'error' as const),
      tls: fc.oneof(
        record({ clusterIssuer: fc.constantFrom('letsencrypt-staging', 'letsencrypt.prod') }),
        fc.constantFrom({ certificate: {} }, { certificate: { secretName: 'wildcard' } }),
      ),
      mutableTags: optional(fc.boolean()),
      gates: optional(fc.constant('blocking' as const)),
      observability: optional(OBSERVED_ENVIRONMENT),
      approvers: optional(fc.subarray(teams.slice(0, 3))),
      aws: optional(ENVIRONMENT_AWS),
      cluster: optional(arbitraryCluster(name)),
      databases: needsDatabases ? DATABASES : optional(DATABASES),
    })
    .map(({ tls, ...fields }) => ({ name, host, ...present(fields), ...tls }));
}

/** A shared Aurora cluster. No field of an instance of RDS is for it. */
const SHARED_CLUSTER = fc
  .record({
    engine: fc.constant('aurora-postgresql' as const),
    serverless: record({ minCapacity: fc.constantFrom(0.5, 1, 2), maxCapacity: fc.constantFrom(2, 8.5, 64) }),
    readers: optional(fc.nat({ max: 2 })),
  })
  .map(({ readers, ...fields }) => ({ ...fields, ...present({ readers }) }));

function arbitraryDatabases(): fc.Arbitrary<NonNullable<WrittenEnvironment['databases']>> {
  const subnet = hex(17).map((id) => `subnet-${id}`);
  const sizes: readonly DatabaseSize[] = ['medium', 'large', 'xlarge'];
  const network = fc.record({
    vpcId: hex(8).map((id) => `vpc-${id}`),
    subnetIds: fc.uniqueArray(subnet, { minLength: 2, maxLength: 3 }),
    clientCidrs: fc.subarray(['10.0.0.0/8', '172.16.0.0/12', '192.168.1.1/32'], { minLength: 1 }),
  });
  const rest = record({
    shared: fc.oneof(
      record({
        size: fc.constantFrom('small' as const, ...sizes),
        storageGb: fc.integer({ min: 20, max: 300 }),
        maxStorageGb: fc.integer({ min: 330, max: 1000 }),
      }),
      SHARED_CLUSTER,
    ),
    sizes: fc.subarray([...sizes]).map((larger): readonly DatabaseSize[] => ['small', ...larger]),
    minimumBackupRetentionDays: fc.integer({ min: 1, max: 7 }),
    multiAz: fc.boolean(),
    version: fc.constantFrom('15', '16', '17', '18'),
    extendedSupport: fc.boolean(),
    logRetentionDays: fc.constantFrom(14 as const, 365 as const),
    maintenanceWindow: fc.constant('sun:03:00-sun:04:00'),
    backupWindow: fc.constant('01:00-02:00'),
    applyImmediately: fc.boolean(),
  });
  return fc.tuple(network, rest).map(([found, fields]) => ({ network: found, ...fields }));
}

const DATABASES = arbitraryDatabases();
