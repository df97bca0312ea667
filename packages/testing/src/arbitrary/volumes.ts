import * as fc from 'fast-check';
import type { WrittenAppSpec, WrittenPlatform } from '@goldenpath/spec';
import { optional, present, record } from './fields';

const FOLDER = (mountPath: string) =>
  record({ sizeLimit: fc.constantFrom('1Gi', '64Mi') }).map((fields) => ({ mountPath, ...fields }));

/** Any memory limit that is drawn has the room for the folder in memory. */
const IN_MEMORY = fc.constant({ mountPath: '/run/${x}', sizeLimit: '16Mi', medium: 'Memory' as const });

/** Folders that containers can write to. None is where storage, files or secrets are. */
export const VOLUMES = record({
  tmp: record({ size: fc.constantFrom('1Gi', '64Mi') }),
  emptyDirs: record({ cache: FOLDER('/var/cache/ü'), 'a-1': FOLDER('/srv/cache'), socket: IN_MEMORY }),
});

/** A volume that all pods share, where the platform offers it. */
export function sharedStorageOn({ kubernetes }: WrittenPlatform): fc.Arbitrary<object> {
  if (kubernetes?.sharedStorageClass === undefined) return fc.constant({});
  return record({ sharedStorage: fc.constant({ size: '20Gi', mountPath: '/srv/shared_${x}' }) });
}

/** The volume of each pod. */
export const STORAGE = fc
  .record({
    size: fc.constantFrom('10Gi', '512Mi', '1000Gi'),
    mountPath: fc.constantFrom('/data', '/var/lib/redis-7', '/srv/ü${x}'),
    className: optional(fc.constantFrom('gp3', 'io2.fast')),
  })
  .map(present);

/** What an environment changes of it. */
export const STORAGE_OVERRIDE = record({ size: fc.constantFrom('20Gi', '2Gi') });

type Backend = Extract<WrittenAppSpec, { readonly kind: 'backend-app-rds' }>;
type Volume = readonly [storage: NonNullable<Backend['storage']>, override: { readonly size?: string }];

const MOST_PODS = 5;

/** Gives an application with a database a volume for each pod. It needs a port, few pods and no autoscaler. */
export function withVolume(app: Backend, volume: Volume | undefined): Backend {
  if (volume === undefined || app.ports?.length === 0) return app;
  const [storage, override] = volume;
  const overrides = Object.entries(app.overrides ?? {}).map(
    ([name, fields]) => [name, { ...fixed(fields), storage: override }] as const,
  );
  return { ...fixed(app), storage, ...(app.overrides && { overrides: Object.fromEntries(overrides) }) };
}

function fixed<Fields extends { readonly replicas?: number; readonly autoscaling?: unknown }>(
  fields: Fields,
): Omit<Fields, 'autoscaling'> {
  const { autoscaling: _, ...rest } = fields;
  return fields.replicas === undefined ? rest : { ...rest, replicas: Math.min(fields.replicas, MOST_PODS) };
}
