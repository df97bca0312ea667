import type {
  WrittenInitContainer,
  WrittenInitContainers,
  WrittenPort,
  WrittenProbes,
  WrittenSidecar,
  WrittenSidecars,
} from '@goldenpath/parts';
import type { WrittenAppSpec } from '@goldenpath/spec';
import * as fc from 'fast-check';
import { record } from './fields';
import { TEXT } from './text';
import { VARIABLES } from './variables';
import { RESOURCES } from './workload';

/** The ports and checks of a sidecar. No container of {@link WorkloadSpec} has these ports. */
const LISTENS: Readonly<Record<string, readonly WrittenPort[]>> = {
  'proxy-1': [{ name: 'envoy', port: 15_001, protocol: 'http' }],
  'log-shipper': [
    { name: 'fluent', port: 24_224, protocol: 'tcp' },
    { name: 'udp-logs', port: 24_224, protocol: 'udp' },
  ],
  'z-late': [{ name: 'grpc-late', port: 50_900 }],
};

const CHECKS = fc.constantFrom<WrittenProbes>(
  { readiness: { path: '/ready', port: 15_021 } },
  { startup: { seconds: 120 }, liveness: { type: 'tcp' } },
  { readiness: { type: 'none' } },
);

const INHERITED = fc.constantFrom('nothing' as const, 'configuration' as const, 'all' as const);

/** What decides which containers an application can have. */
interface WorkloadSpec {
  readonly kind: string;
  readonly processes?: Readonly<Record<string, unknown>>;
  readonly migration?: unknown;
  readonly volumes?: { readonly emptyDirs?: Readonly<Record<string, unknown>> };
}

function podsOf({ processes = {}, migration }: WorkloadSpec): string[] {
  return ['main', ...Object.keys(processes), ...(migration === undefined ? [] : ['migration'])];
}

/** A container of the image of the application runs something else than the application. */
const PROGRAM = fc.oneof(
  record({ command: fc.constant(['/bin/run', '--once']), args: fc.array(TEXT, { maxLength: 2 }) }).map((fields) => ({
    image: 'ghcr.io/acme/side/car:1.2',
    ...fields,
  })),
  fc.record({ command: fc.constantFrom(['node', 'side.js'], ['cp', '-r', '/app/static', '/srv/cache']) }),
);

function container(spec: WorkloadSpec): fc.Arbitrary<WrittenInitContainer> {
  const pods = fc.subarray(podsOf(spec), { minLength: 1 });
  const mounts = fc.subarray(Object.keys(spec.volumes?.emptyDirs ?? {}));
  const fields = record({ ...CHANGED, processes: pods, mounts });
  return fc.tuple(PROGRAM, fields).map(([program, rest]) => ({ ...program, ...rest }));
}

/** What an environment can change as well. */
const CHANGED = {
  env: VARIABLES,
  inherit: INHERITED,
  runAsUser: fc.integer({ min: 1, max: 2_147_483_647 }),
  resources: RESOURCES,
};

function sidecar(name: string, spec: WorkloadSpec): fc.Arbitrary<WrittenSidecar> {
  return fc
    .tuple(container(spec), fc.boolean(), record({ afterInitContainers: fc.boolean(), probes: CHECKS }))
    .map(([own, listens, { probes, ...rest }]) => ({
      ...own,
      ...rest,
      ...(listens && { ports: LISTENS[name] ?? [] }),
      // Without ports, only a check that names its port or needs none can be asked.
      ...(probes !== undefined && (listens || probes.startup === undefined) && { probes }),
    }));
}

/** Returns an application with sidecars and init containers; as it is, where it has no pods. */
export function withSideContainers(spec: WrittenAppSpec): fc.Arbitrary<WrittenAppSpec> {
  if (spec.kind === 'rds-database') return fc.constant(spec);
  const sidecars = record(
    Object.fromEntries(Object.keys(LISTENS).map((name) => [name, sidecar(name, spec)])),
  ) as fc.Arbitrary<WrittenSidecars>;
  const initContainers = record({
    'wait-for-it': container(spec),
    assets: container(spec),
  }) as fc.Arbitrary<WrittenInitContainers>;
  const further = record({ sidecars, initContainers });
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant(spec) },
    { weight: 1, arbitrary: further.map((own) => ({ ...spec, ...own })) },
  );
}

/** What an environment changes of a container. */
export const CONTAINER_OVERRIDE = record({
  ...CHANGED,
  args: fc.array(TEXT, { maxLength: 2 }),
  processes: fc.constant(['main']),
});
