import type { WrittenAppSpec, WrittenEnvironment, WrittenPlatform } from '@goldenpath/spec';
import * as fc from 'fast-check';
import { backendDatabase } from './database';
import { optional, present, record } from './fields';
import { POD } from './processes';
import { withRoutes } from './route';
import { AUTOSCALING, byQueue, replicas } from './scale';
import { SCHEDULE, SCHEDULE_OVERRIDE } from './schedule';
import { TEXT } from './text';
import { FILES, SECRETS, VARIABLES } from './variables';
import { STORAGE, STORAGE_OVERRIDE, VOLUMES, withVolume } from './volumes';
import { OBSERVABILITY, PROBE_TIMES, RESOURCES, WITH_PORT, WORKLOAD, WORKLOAD_OF_JOB } from './workload';

/** What the specs of all kinds are drawn from. */
export interface Drawn {
  /** The fields of every spec. */
  readonly base: fc.Arbitrary<Pick<WrittenAppSpec, 'name' | 'description' | 'owner' | 'risk'>>;
  /** What an application has in the cloud. */
  readonly cloud: fc.Arbitrary<object>;
  readonly platform: WrittenPlatform;
  readonly environments: readonly WrittenEnvironment[];
}

const SCALED = record({ replicas: replicas(10), autoscaling: AUTOSCALING });
const JOB_OVERRIDE = {
  resources: RESOURCES,
  volumes: VOLUMES,
  command: fc.constant(['node', 'other.js']),
  args: fc.array(TEXT, { maxLength: 2 }),
  pod: POD,
  env: VARIABLES,
  secrets: SECRETS,
  files: FILES,
  observability: OBSERVABILITY,
};
const OVERRIDE = { ...JOB_OVERRIDE, probes: PROBE_TIMES };
const SCALED_OVERRIDE = { ...OVERRIDE, replicas: replicas(10), autoscaling: AUTOSCALING };

/** An override for some of the environments. */
export function overridesOf<T>(
  environments: readonly WrittenEnvironment[],
  make: (environment: WrittenEnvironment) => fc.Arbitrary<T>,
): fc.Arbitrary<Record<string, T> | undefined> {
  const each = Object.fromEntries(environments.map((environment) => [environment.name, make(environment)]));
  return optional(fc.record(each, { requiredKeys: [] }) as fc.Arbitrary<Record<string, T>>);
}

function withCloud<T extends object>(fields: fc.Arbitrary<T>, { cloud }: Drawn): fc.Arbitrary<T> {
  return fc.tuple(fields, cloud).map(([own, further]) => ({ ...own, ...further }));
}

/** Length of the queue of an application that scales by one. */
const LENGTH = fc.integer({ min: 1, max: 1000 });

export function stateless(drawn: Drawn): fc.Arbitrary<WrittenAppSpec> {
  const { base, platform, environments } = drawn;
  const overrides = overridesOf(environments, () => record(SCALED_OVERRIDE));
  return fc
    .tuple(base, withRoutes(withCloud(WORKLOAD, drawn), platform), SCALED, overrides, LENGTH)
    .map(([own, workload, scaled, written, length]): WrittenAppSpec =>
      byQueue(
        { kind: 'stateless-app', ...own, ...workload, ...scaled, ...present({ overrides: written }) },
        platform,
        length,
      ),
    );
}

export function stateful(drawn: Drawn): fc.Arbitrary<WrittenAppSpec> {
  const { base, platform, environments } = drawn;
  const overrides = overridesOf(environments, () =>
    record({ ...OVERRIDE, replicas: replicas(5), storage: STORAGE_OVERRIDE }),
  );
  return fc
    .tuple(
      base,
      withRoutes(withCloud(WITH_PORT, drawn), platform),
      record({ replicas: replicas(5) }),
      STORAGE,
      overrides,
    )
    .map(([own, workload, scaled, held, written]): WrittenAppSpec => ({
      kind: 'stateful-app',
      ...own,
      ...workload,
      ...scaled,
      storage: held,
      ...present({ overrides: written }),
    }));
}

export function job(drawn: Drawn): fc.Arbitrary<WrittenAppSpec> {
  const { base, environments } = drawn;
  const overrides = overridesOf(environments, () => record({ ...JOB_OVERRIDE, ...SCHEDULE_OVERRIDE }));
  return fc
    .tuple(base, withCloud(WORKLOAD_OF_JOB, drawn), SCHEDULE, overrides)
    .map(([own, workload, times, written]): WrittenAppSpec => ({
      kind: 'scheduled-job',
      ...own,
      ...workload,
      ...times,
      ...present({ overrides: written }),
    }));
}

const VOLUME = optional(fc.tuple(STORAGE, STORAGE_OVERRIDE));

/** A service with a database of its own, on an instance of any type. */
export function backend(drawn: Drawn, name: string): fc.Arbitrary<WrittenAppSpec> {
  const { base, platform, environments } = drawn;
  return backendDatabase(name).chain(({ database, override }) => {
    const overrides = overridesOf(environments, (environment) =>
      record({ ...SCALED_OVERRIDE, database: override(environment) }),
    );
    return fc
      .tuple(base, withRoutes(withCloud(WORKLOAD, drawn), platform), SCALED, overrides, LENGTH, VOLUME)
      .map(([own, workload, scaled, written, length, volume]): WrittenAppSpec => {
        const fields = { ...own, ...workload, ...scaled, database, ...present({ overrides: written }) };
        return withVolume(byQueue({ kind: 'backend-app-rds', ...fields }, platform, length), volume);
      });
  });
}
