import { defineKind, type KindDefinition, type KindOptions } from '@goldenpath/extension';
import { MOST_PODS } from './storage/settings';

/** The order of fields in errors and editors. */
const ORDER =
  'replicas autoscaling schedule timeZone name description owner environments risk accept runtime image port ports ingress route routes resources volumes sharedStorage probe probes command args migration processes sidecars initContainers runAsUser pod uses databases env secrets files observability buckets topics queues tables caches grants permissions preview kind'.split(
    ' ',
  );

/** What services and jobs have alike. */
const SHARED_PARTS = [
  'placement',
  'sideContainers',
  'pods',
  'observability',
  'buckets',
  'topics',
  'queues',
  'tables',
  'caches',
  'cacheCredentials',
  'identity',
  'repository',
  'registry',
  'buildPipeline',
] as const;

const POD_PARTS = [
  'workload',
  'services',
  'route',
  'databaseAccess',
  'secrets',
  'configuration',
  'mountedFiles',
  'sharedStorage',
  'availability',
  ...SHARED_PARTS,
  'preview',
  'handPatches',
  'handOverrides',
] as const;

const JOB_PARTS = [
  'workload',
  'cronJob',
  'databaseAccess',
  'secrets',
  'configuration',
  'mountedFiles',
  'sharedStorage',
  ...SHARED_PARTS,
  'preview',
  'handPatches',
  'handOverrides',
] as const;

/** The built-in kinds by name, in the order of forms. Types and definitions are derived from them. */
const PRESETS = {
  'stateless-app': {
    description: 'A service without a state of its own: a Deployment, a Service and a route to it.',
    summary: 'A service without a state of its own',
    parts: [...POD_PARTS, 'migration', 'processes', 'autoscaling'],
  },
  'stateful-app': {
    description:
      'A service whose pods each keep a volume: a StatefulSet, its headless Service, a Service and a route to that.',
    summary: 'A service whose pods each keep a volume',
    parts: [...POD_PARTS, 'migration', 'processes', 'storage'],
    fields: { replicas: { maximum: MOST_PODS } },
  },
  'backend-app-rds': {
    description:
      'A service with a PostgreSQL database: the application, the database and its credentials in the pods, which can each keep a volume.',
    summary: 'A service with a PostgreSQL database',
    parts: [...POD_PARTS, 'migration', 'processes', 'autoscaling', 'database', 'credentials', 'storage'],
    optional: ['storage'],
  },
  'scheduled-job': {
    description: 'A program that runs at certain times and ends: a CronJob.',
    summary: 'A program that runs at certain times and ends',
    parts: JOB_PARTS,
    without: ['replicas', 'port', 'ports', 'probe', 'probes'],
  },
  'rds-database': {
    description: 'A PostgreSQL database on its own.',
    summary: 'A PostgreSQL database on its own',
    template: 'rds-request',
    parts: ['database', 'handPatches', 'handOverrides'],
  },
} as const satisfies Record<string, Omit<KindOptions, 'name' | 'order'>>;

/** The names of the built-in kinds. */
export type BuiltInKind = keyof typeof PRESETS;

type FieldsWithout = {
  [Kind in BuiltInKind]: (typeof PRESETS)[Kind] extends { readonly without: readonly (infer Field)[] } ? Field : never;
};

type OptionalInKinds = {
  [Kind in BuiltInKind]: (typeof PRESETS)[Kind] extends { readonly optional: readonly (infer Field)[] } ? Field : never;
};

type PartsOfKinds = { [Kind in BuiltInKind]: (typeof PRESETS)[Kind]['parts'][number] };

declare module '@goldenpath/extension' {
  interface WrittenKinds extends PartsOfKinds {}
  interface WrittenWithout extends FieldsWithout {}
  interface WrittenOptional extends OptionalInKinds {}
}

/** The built-in kinds. */
export const KINDS: readonly KindDefinition[] = Object.entries(PRESETS).map(([name, preset]) =>
  defineKind({ name, order: ORDER, ...preset }),
);
