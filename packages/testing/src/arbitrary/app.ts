import { nearMiss } from '@goldenpath/extension';
import type { WrittenCheck, WrittenPort, WrittenProbes } from '@goldenpath/parts';
import * as fc from 'fast-check';
import type { WrittenAppSpec, WrittenEnvironment, WrittenPlatform } from '@goldenpath/spec';
import {
  auroraDatabase,
  auroraOverride,
  database,
  DATABASE_VARIABLES,
  databaseOverride,
  dedicatedDatabase,
  dedicatedOverride,
} from './database';
import { present, record } from './platform';
import { withRoutes } from './route';
import { POD, PROCESSES } from './processes';
import { sharedStorageOn, STORAGE, STORAGE_OVERRIDE, VOLUMES, withVolume } from './volumes';
import { LINE, TEXT } from './text';

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Any request here is below any limit, so that an override of one alone is valid as well. */
const RESOURCES = record({
  requests: record({
    cpu: fc.constantFrom('50m', '0.25', '0.1'),
    memory: fc.constantFrom('64Mi', '100M', '128Mi', '0.1Gi'),
  }),
  limits: record({ cpu: fc.constantFrom('0.5', '750m', '2', 'none'), memory: fc.constantFrom('256Mi', '1Gi', '1.5G') }),
});

/** Times alone, which are valid with every type of check. */
const PROBE_TIMES = record({
  startup: record({ seconds: fc.integer({ min: 2, max: 3600 }) }),
  liveness: record({ periodSeconds: fc.constant(30), failureThreshold: fc.constant(5) }),
  readiness: record({ timeoutSeconds: fc.constant(10) }),
});

const PROBES = record({
  startup: record({
    seconds: fc.constant(300),
    port: fc.constantFrom(9090, 'first'),
    type: fc.constantFrom('tcp', 'grpc'),
  }),
  liveness: fc.constantFrom<WrittenCheck>(
    { path: '/ping', scheme: 'HTTPS' },
    { command: ['redis-cli', 'ping'] },
    { service: 'acme.v1.Orders' },
  ),
  readiness: record({ type: fc.constantFrom('none', 'tcp', 'grpc') }),
});

const PORTS = fc.constantFrom<readonly WrittenPort[]>(
  [
    { name: 'http', port: 9898 },
    { name: 'metrics', port: 9797 },
    { name: 'grpc-api', port: 9999 },
  ],
  [{ name: 'cart', port: 7070, protocol: 'grpc' }],
  [
    { name: 'tcp', port: 5353 },
    { name: 'udp', port: 5353 },
  ],
  [],
);

const replicas = (max: number) => fc.integer({ min: 1, max });

/** `replicas` is at most 10, and `maxReplicas` above it in every environment. */
const AUTOSCALING = fc
  .tuple(
    fc.integer({ min: 11, max: 50 }),
    record({
      targetCpuPercent: fc.integer({ min: 1, max: 100 }),
      targetMemoryPercent: fc.integer({ min: 1, max: 100 }),
    }),
  )
  .map(([maxReplicas, rest]) => ({ maxReplicas, ...rest }));

/** Scales an application by one of its queues in all environments, if it has one. */
function byQueue<T extends WrittenAppSpec>(spec: T, keda: boolean, targetLength: number): T {
  const [name] = Object.keys('queues' in spec ? (spec.queues ?? {}) : {});
  if (!keda || name === undefined || !('autoscaling' in spec) || spec.autoscaling === undefined) return spec;
  const hasPorts = spec.ports === undefined || spec.ports.length > 0;
  const queue = { name, targetLength, scaleToZero: !hasPorts };
  return { ...spec, autoscaling: { ...spec.autoscaling, queue } };
}

const RESERVED_VARIABLE = /^(APP_ENV|LOG_LEVEL|DB_.*|PGSSLMODE|__proto__|id|.*_(HOST|PORT|URL))$/i;
const SECRET_VARIABLE = /(PASSWORD|PASSWD|PASS|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY|CREDENTIALS?)$/;

const VARIABLES = fc.dictionary(
  fc
    .stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,12}$/)
    // The text `$(id)` of a value would be taken for a misspelt reference to it.
    .filter(
      (name) => !RESERVED_VARIABLE.test(name) && !SECRET_VARIABLE.test(name) && nearMiss('id', [name]) === undefined,
    ),
  TEXT,
  { maxKeys: 4, noNullPrototype: true },
);

/** No variable of these names is in {@link VARIABLES}. Two variables can have keys of one secret. */
const SECRETS = record({
  SESSION_SECRET: record({ key: fc.constantFrom('current', 'a.b') }),
  PARTNER_API_KEY: fc.constantFrom({ name: 'partner/api', key: 'key' }, { name: 'partner/{environment}/api' }),
  PARTNER_API_TOKEN: fc.constant({ create: true, name: 'session_secret', key: 'token' }),
  TLS_PRIVATE_KEY: record({ name: fc.constant('tls/key') }).map((fields) => ({
    mountPath: '/etc/tls/private.key',
    ...fields,
  })),
});

const FILE = fc.record({ content: TEXT, mode: optional(fc.constantFrom('0755', '444')) }).map((file) => present(file));
const FILES = record({
  '/etc/nginx/nginx.conf': FILE,
  '/srv/app/nginx.conf': FILE,
  '/srv/ü/${x}.yaml': FILE,
});

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const IMAGES = [
  'redis:7.4',
  'ghcr.io/acme/cache:1.2-alpine',
  'localhost:5000/a/b_c:V1',
  `nginx@${DIGEST}`,
  'a.b/c__d:1.0',
] as const;

const DESCRIPTION = LINE.filter((text) => text.length > 0);

const common = (name: string, owner: fc.Arbitrary<string>) =>
  fc
    .record({
      description: DESCRIPTION,
      owner,
      risk: optional(fc.constantFrom('low' as const, 'medium' as const, 'high' as const)),
    })
    .map((fields) => ({ name, ...present(fields) }));

const OBSERVABILITY = record({
  metrics: fc.constantFrom('service-monitor' as const, 'annotations' as const, 'none' as const),
  port: fc.constant(9797),
  path: fc.constantFrom('/metrics', '/actuator/prometheus'),
  otlp: fc.constantFrom({ endpoint: 'none' }, { endpoint: 'http://collector:4318' }),
});

const MIGRATION = record({
  args: fc.array(TEXT, { maxLength: 2 }),
  activeDeadlineSeconds: fc.integer({ min: 1, max: 86_400 }),
  backoffLimit: fc.integer({ min: 0, max: 20 }),
  volumes: VOLUMES,
}).map((fields) => ({ command: ['node', 'migrate.js'], ...fields }));

const WORKLOAD = fc
  .record({
    runtime: optional(fc.constantFrom('python' as const, 'node' as const)),
    image: optional(fc.constantFrom(...IMAGES)),
    port: optional(fc.integer({ min: 1, max: 65_535 })),
    ports: optional(PORTS),
    ingress: optional(fc.boolean()),
    resources: optional(RESOURCES),
    volumes: optional(VOLUMES),
    probe: optional(fc.constantFrom('http' as const, 'tcp' as const)),
    probes: optional(PROBES),
    command: optional(fc.constantFrom(['./podinfo'], ['node', 'worker.js'])),
    args: optional(fc.array(TEXT, { maxLength: 4 })),
    migration: optional(MIGRATION),
    processes: optional(PROCESSES),
    pod: optional(POD),
    runAsUser: optional(fc.integer({ min: 1, max: 2_147_483_647 })),
    env: optional(VARIABLES),
    secrets: optional(SECRETS),
    files: optional(FILES),
    observability: optional(OBSERVABILITY),
  })
  .map(({ port, ports, probe, probes, ingress, ...rest }) => {
    // A built image runs unprivileged, and listens above 1023.
    const allowed = port !== undefined && rest.image === undefined && port < 1024 ? 8081 : port;
    const isWorker = ports?.length === 0;
    return present({
      ...rest,
      ports,
      // `ports` takes the place of `port`, a probe asks on the first one, and a worker has nothing to ask.
      port: ports === undefined ? allowed : undefined,
      probe: ports === undefined ? probe : undefined,
      probes: isWorker ? undefined : askedByName(probes, ports),
      ingress: isWorker ? undefined : ingress,
    });
  });

/** `first` stands for the name of the first port, where the ports have names. */
function askedByName(probes: WrittenProbes | undefined, ports: readonly WrittenPort[] | undefined) {
  if (probes?.startup?.port !== 'first') return probes;
  return { ...probes, startup: { ...probes.startup, port: ports?.[0]?.name ?? 9091 } };
}

/** The pods of a StatefulSet need a port for their names. */
const WITH_PORT = WORKLOAD.filter(({ ports }) => ports?.length !== 0);

/** An override for some of the environments. */
function overridesOf<T>(
  environments: readonly WrittenEnvironment[],
  make: (environment: WrittenEnvironment) => fc.Arbitrary<T>,
) {
  const each = Object.fromEntries(environments.map((environment) => [environment.name, make(environment)]));
  return optional(fc.record(each, { requiredKeys: [] }) as fc.Arbitrary<Record<string, T>>);
}

const SCALED = record({ replicas: replicas(10), autoscaling: AUTOSCALING });
const CHANGED = {
  resources: RESOURCES,
  volumes: VOLUMES,
  probes: PROBE_TIMES,
  command: fc.constant(['node', 'other.js']),
  args: fc.array(TEXT, { maxLength: 2 }),
  pod: POD,
  env: VARIABLES,
  secrets: SECRETS,
  files: FILES,
  observability: OBSERVABILITY,
};
const SCALED_OVERRIDE = { ...CHANGED, replicas: replicas(10), autoscaling: AUTOSCALING };

const JOB = WORKLOAD.map(
  ({
    port: _port,
    ports: _ports,
    probe: _probe,
    probes: _probes,
    migration: _migration,
    processes: _processes,
    ingress: _ingress,
    ...rest
  }) => rest,
);
const { probes: _probes, ...JOB_CHANGED } = CHANGED;

const SCHEDULE = fc
  .record({
    schedule: fc.constantFrom('0 2 * * *', '*/15 8-18 * * MON-FRI', '@hourly', '5,35 0 1 JAN ?'),
    rest: record({
      timeZone: fc.constantFrom('Europe/London', 'Etc/UTC', 'Asia/Calcutta'),
      concurrencyPolicy: fc.constantFrom('Allow' as const, 'Forbid' as const, 'Replace' as const),
      startingDeadlineSeconds: fc.integer({ min: 10, max: 86_400 }),
      activeDeadlineSeconds: fc.integer({ min: 1, max: 604_800 }),
      backoffLimit: fc.integer({ min: 0, max: 20 }),
      successfulJobsHistoryLimit: fc.integer({ min: 0, max: 100 }),
      failedJobsHistoryLimit: fc.constant(0),
      suspend: fc.boolean(),
    }),
  })
  .map(({ schedule, rest }) => ({ schedule, ...rest }));

const RESOURCE_NAME = fc.constantFrom('reports', 'x9', 'monthly-orders-2');
const named = <T>(entry: fc.Arbitrary<T>) =>
  fc.dictionary(RESOURCE_NAME, entry, { minKeys: 1, maxKeys: 2, noNullPrototype: true });

/** What an application has in AWS, where the platform knows the clusters of its pods. */
const CLOUD = record({
  buckets: named(record({ versions: fc.boolean(), expireAfterDays: fc.integer({ min: 1, max: 3650 }) })),
  topics: named(record({ fifo: fc.boolean() })),
  queues: named(
    record({
      visibilityTimeoutSeconds: fc.integer({ min: 0, max: 43_200 }),
      maxReceives: fc.integer({ min: 1, max: 1000 }),
      retentionDays: fc.integer({ min: 1, max: 14 }),
      fifo: fc.boolean(),
    }),
  ),
  tables: named(
    record({
      sortKey: fc.constantFrom({ name: 'at', type: 'number' as const }, { name: 'part_2.x' }),
      expiryAttribute: fc.constant('expires'),
      pointInTimeRecovery: fc.boolean(),
    }).map((fields) => ({ partitionKey: { name: 'id' }, ...fields })),
  ),
  permissions: fc.constantFrom([
    { actions: ['ses:SendEmail', 'ses:Send*'], resources: ['arn:aws:ses:eu-west-2:123456789012:identity/${x}'] },
  ]),
});

/** Caches, which are in the network of the databases. */
const CACHES = record({
  caches: named(
    record({
      size: fc.constantFrom('small' as const, 'medium' as const, 'large' as const),
      replicas: fc.integer({ min: 0, max: 5 }),
      snapshotRetentionDays: fc.integer({ min: 0, max: 35 }),
      passwordVersion: fc.integer({ min: 1, max: 1_000_000 }),
    }),
  ),
});

/** Returns what applications have in AWS, nothing where the pods cannot get a role, and the volume that they share. */
function cloudIn(platform: WrittenPlatform, environments: readonly WrittenEnvironment[]) {
  const isIrsa = platform.kubernetes?.podIdentity === 'irsa';
  const isKnown = ({ cluster }: WrittenEnvironment) =>
    cluster !== undefined && (!isIrsa || cluster.oidcIssuer !== undefined);
  const isInAws = (platform.secretStore?.type ?? 'aws-secrets-manager') === 'aws-secrets-manager';
  const takesCaches = isInAws && environments.every(({ databases }) => databases !== undefined);
  return fc
    .tuple(
      environments.every(isKnown) ? CLOUD : fc.constant({}),
      takesCaches ? CACHES : fc.constant({}),
      sharedStorageOn(platform),
    )
    .map(([cloud, caches, shared]) => ({ ...cloud, ...caches, ...shared }));
}

/** A valid spec of any kind, for an application of this name in these environments, without `uses`. */
export function arbitraryApp(
  name: string,
  platform: WrittenPlatform,
  environments: readonly WrittenEnvironment[],
): fc.Arbitrary<WrittenAppSpec> {
  const base = common(name, fc.constantFrom(...platform.teams));
  const cloud = cloudIn(platform, environments);
  const withCloud = <T extends object>(fields: fc.Arbitrary<T>) =>
    fc.tuple(fields, cloud).map(([a, b]) => ({ ...a, ...b }));
  const stateless = fc
    .tuple(
      base,
      withRoutes(withCloud(WORKLOAD), platform),
      SCALED,
      overridesOf(environments, () => record(SCALED_OVERRIDE)),
      fc.integer({ min: 1, max: 1000 }),
    )
    .map(([a, b, c, overrides, length]): WrittenAppSpec =>
      byQueue(
        { kind: 'stateless-app', ...a, ...b, ...c, ...present({ overrides }) },
        platform.kubernetes?.keda === true,
        length,
      ),
    );
  const stateful = fc
    .tuple(
      base,
      withRoutes(withCloud(WITH_PORT), platform),
      record({ replicas: replicas(5) }),
      STORAGE,
      overridesOf(environments, () => record({ ...CHANGED, replicas: replicas(5), storage: STORAGE_OVERRIDE })),
    )
    .map(([a, b, c, held, overrides]): WrittenAppSpec => ({
      kind: 'stateful-app',
      ...a,
      ...b,
      ...c,
      storage: held,
      ...present({ overrides }),
    }));
  const job = fc
    .tuple(
      base,
      withCloud(JOB),
      SCHEDULE,
      overridesOf(environments, () => record({ ...JOB_CHANGED, schedule: fc.constant('@daily') })),
    )
    .map(([a, b, times, overrides]): WrittenAppSpec => ({
      kind: 'scheduled-job',
      ...a,
      ...b,
      ...times,
      ...present({ overrides }),
    }));
  if (environments.some(({ databases }) => databases === undefined)) return fc.oneof(stateless, stateful, job);
  const backend = fc
    .tuple(
      base,
      withRoutes(withCloud(WORKLOAD), platform),
      SCALED,
      fc
        .tuple(database(name), optional(DATABASE_VARIABLES))
        .map(([fields, variables]) => ({ ...fields, ...present({ variables }) })),
      overridesOf(environments, (environment) =>
        record({
          ...SCALED_OVERRIDE,
          database: fc
            .tuple(databaseOverride(environment), optional(DATABASE_VARIABLES))
            .map(([fields, variables]) => ({ ...fields, ...present({ variables }) })),
        }),
      ),
      optional(fc.tuple(STORAGE, STORAGE_OVERRIDE)),
    )
    .map(([a, b, c, kept, overrides, volume]): WrittenAppSpec =>
      withVolume({ kind: 'backend-app-rds', ...a, ...b, ...c, database: kept, ...present({ overrides }) }, volume),
    );
  const alone = fc
    .tuple(
      base,
      database(name),
      overridesOf(environments, (environment) => record({ database: databaseOverride(environment) })),
    )
    .map(([a, kept, overrides]): WrittenAppSpec => ({
      kind: 'rds-database',
      ...a,
      database: kept,
      ...present({ overrides }),
    }));
  const dedicated = fc
    .tuple(
      base,
      dedicatedDatabase(name),
      overridesOf(environments, (environment) => record({ database: dedicatedOverride(environment) })),
    )
    .map(([a, kept, overrides]): WrittenAppSpec => ({
      kind: 'rds-database',
      ...a,
      database: kept,
      ...present({ overrides }),
    }));
  const cluster = fc
    .tuple(
      base,
      auroraDatabase(name),
      overridesOf(environments, () => record({ database: auroraOverride })),
    )
    .map(([a, kept, overrides]): WrittenAppSpec => ({
      kind: 'rds-database',
      ...a,
      database: kept,
      ...present({ overrides }),
    }));
  return fc.oneof(stateless, stateful, job, backend, alone, dedicated, cluster);
}
