import type { WrittenPort, WrittenProbes } from '@goldenpath/parts';
import * as fc from 'fast-check';
import { record } from './fields';
import { TEXT } from './text';
import { VARIABLES } from './variables';
import { VOLUMES } from './volumes';

const COMMANDS = fc.constantFrom(['node', 'worker.js'], ['bundle', 'exec', 'sidekiq']);
const RESOURCES = record({
  requests: record({ cpu: fc.constantFrom('50m', '0.25'), memory: fc.constantFrom('64Mi', '100M') }),
  limits: record({ cpu: fc.constantFrom('1', 'none'), memory: fc.constantFrom('512Mi', '1Gi') }),
});
const SCALES = fc.oneof(
  fc.record({ replicas: fc.integer({ min: 0, max: 50 }) }),
  fc.record({
    replicas: fc.integer({ min: 1, max: 10 }),
    autoscaling: fc.integer({ min: 11, max: 50 }).map((maxReplicas) => ({ maxReplicas })),
  }),
);
const PORTS = fc.constantFrom<readonly WrittenPort[]>(
  [],
  [{ name: 'metrics', port: 9394 }],
  [{ name: 'http', port: 4000 }],
  [{ name: 'udp', port: 5353 }],
  [
    { name: 'grpc-jobs', port: 50_051 },
    { name: 'metrics', port: 9394 },
  ],
);
const PROBES = fc.constantFrom<WrittenProbes>(
  { liveness: { command: ['cat', '/tmp/alive'] } },
  { startup: { seconds: 300 }, readiness: { port: 9394, type: 'tcp' } },
);

/** What pods have beside their container, on a platform without restrictions. */
export const POD = record({
  labels: fc.constantFrom({ tier: 'front' }, { 'example.org/cost-centre': '' }),
  annotations: record({ 'example.org/note': TEXT }),
  nodeSelector: fc.constant({ 'kubernetes.io/arch': 'arm64' }),
  tolerations: fc.constantFrom([{ key: 'spot' }], [{ key: 'gpu', value: 'a', effect: 'NoExecute' as const }]),
  spread: fc.constantFrom('zones' as const, 'nodes' as const),
  terminationGracePeriodSeconds: fc.integer({ min: 10, max: 7200 }),
  runAsGroup: fc.integer({ min: 1, max: 2_147_483_647 }),
  fsGroup: fc.integer({ min: 1, max: 2_147_483_647 }),
});

/** Further processes of an application, and what an environment changes of them. */
export const PROCESSES = fc
  .uniqueArray(fc.constantFrom('worker', 'streaming-2', 'x'), { minLength: 1, maxLength: 2 })
  .chain((names) =>
    fc.record(
      Object.fromEntries(
        names.map((name) => [
          name,
          fc
            .tuple(
              SCALES,
              record({
                command: COMMANDS,
                args: fc.array(TEXT, { maxLength: 2 }),
                env: VARIABLES,
                resources: RESOURCES,
                ports: PORTS,
                probes: PROBES,
                volumes: VOLUMES,
              }),
            )
            .map(([scale, fields]) => ({ ...scale, ...fields })),
        ]),
      ),
    ),
  );

export const PROCESS_OVERRIDE = record({
  command: COMMANDS,
  args: fc.array(TEXT, { maxLength: 2 }),
  env: VARIABLES,
  resources: RESOURCES,
  volumes: VOLUMES,
});
