import type { WrittenCheck, WrittenPort, WrittenProbes } from '@goldenpath/parts';
import * as fc from 'fast-check';
import { optional, present, record } from './fields';
import { POD, PROCESSES } from './processes';
import { TEXT } from './text';
import { FILES, SECRETS, VARIABLES } from './variables';
import { VOLUMES } from './volumes';

/** Any request here is below any limit, so that an override of one alone is valid as well. */
export const RESOURCES = record({
  requests: record({
    cpu: fc.constantFrom('50m', '0.25', '0.1'),
    memory: fc.constantFrom('64Mi', '100M', '128Mi', '0.1Gi'),
  }),
  limits: record({ cpu: fc.constantFrom('0.5', '750m', '2', 'none'), memory: fc.constantFrom('256Mi', '1Gi', '1.5G') }),
});

/** Times alone, which are valid with every type of check. */
export const PROBE_TIMES = record({
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

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const IMAGES = [
  'redis:7.4',
  'ghcr.io/acme/cache:1.2-alpine',
  'localhost:5000/a/b_c:V1',
  `nginx@${DIGEST}`,
  'a.b/c__d:1.0',
] as const;

export const OBSERVABILITY = record({
  metrics: fc.constantFrom('service-monitor' as const, 'annotations' as const, 'none' as const),
  port: fc.constant(9797),
  path: fc.constantFrom('/metrics', '/actuator/prometheus'),
  otlp: fc.constantFrom({ endpoint: 'none' }, { endpoint: 'http://collector:4318' }),
});

const MIGRATION = record({
  args: fc.array(TEXT, { maxLength: 2 }),
  env: VARIABLES,
  activeDeadlineSeconds: fc.integer({ min: 1, max: 86_400 }),
  backoffLimit: fc.integer({ min: 0, max: 20 }),
  volumes: VOLUMES,
}).map((fields) => ({ command: ['node', 'migrate.js'], ...fields }));

export const WORKLOAD = fc
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
export const WITH_PORT = WORKLOAD.filter(({ ports }) => ports?.length !== 0);

/** What of that the pods of a job have: they have no ports, and nothing asks them. */
export const WORKLOAD_OF_JOB = WORKLOAD.map(
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
