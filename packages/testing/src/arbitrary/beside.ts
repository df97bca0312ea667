import type { WrittenAppSpec, WrittenEnvironment } from '@goldenpath/spec';
import * as fc from 'fast-check';
import { LINE, TEXT } from './text';

/** The content of files beside a spec, by path from there. */
export type FilesBeside = Readonly<Record<string, unknown>>;

/** The workloads of the kinds, and the way to their pods. */
const WORKLOADS: Readonly<Record<string, { readonly kind: string; readonly version: string; readonly isJob?: true }>> =
  {
    'stateless-app': { kind: 'Deployment', version: 'apps/v1' },
    'backend-app-rds': { kind: 'Deployment', version: 'apps/v1' },
    'stateful-app': { kind: 'StatefulSet', version: 'apps/v1' },
    'scheduled-job': { kind: 'CronJob', version: 'batch/v1', isJob: true },
  };

/** An application with a database and a volume of its own has a StatefulSet as well. */
function workloadOf(spec: WrittenAppSpec) {
  const isStateful = spec.kind === 'backend-app-rds' && spec.storage !== undefined;
  return WORKLOADS[isStateful ? 'stateful-app' : spec.kind];
}

/** Patches that any application with pods takes. No two of them change the same text, whose form kustomize keeps. */
function patchOf(spec: WrittenAppSpec, index: number): fc.Arbitrary<object> {
  const { name } = spec;
  const { kind: object, version, isJob = false } = workloadOf(spec) ?? { kind: spec.kind, version: 'v1' };
  const ofPods = (template: object) =>
    isJob ? { jobTemplate: { spec: { template: { spec: template } } } } : { template: { spec: template } };
  const merge = (fields: object) => ({ apiVersion: version, kind: object, metadata: { name }, ...fields });
  const pod = isJob ? '/spec/jobTemplate/spec/template/spec' : '/spec/template/spec';
  return fc.oneof(
    TEXT.map((text) => ({ ...merge({}), metadata: { name, annotations: { [`example.org/by-hand-${index}`]: text } } })),
    TEXT.map((value) =>
      merge({ spec: ofPods({ containers: [{ name, env: [{ name: `BY_HAND_${index}`, value }] }] }) }),
    ),
    fc
      .constantFrom(240 + index, ...(index === 0 ? [null] : []))
      .map((grace) => merge({ spec: ofPods({ terminationGracePeriodSeconds: grace }) })),
    fc.constant(merge({ spec: ofPods({ volumes: [{ name: `by-hand-${index}`, emptyDir: { sizeLimit: '1Gi' } }] }) })),
    fc
      .constantFrom({ target: { kind: object, name } }, { target: { group: version.split('/')[0], kind: object } })
      .map((target) => ({
        ...target,
        patch: [
          { op: 'add', path: `${pod}/hostAliases`, value: [{ ip: '10.0.0.1', hostnames: ['by-hand.example.org'] }] },
          { op: 'test', path: `${pod}/hostAliases/0/ip`, value: '10.0.0.1' },
        ],
      })),
    LINE.map((text) => ({
      target: { kind: object },
      patch: { metadata: { annotations: { [`example.org/of-all-${index}`]: text } } },
    })),
  );
}

/** Overrides of what the stack of each environment has, by the folder of the file. */
function overridesOf(spec: WrittenAppSpec): Readonly<Record<string, fc.Arbitrary<object>>> {
  const named = (field: string, type: string, prefix: string, args: fc.Arbitrary<object>) =>
    Object.keys((spec as unknown as Record<string, object | undefined>)[field] ?? {})
      .slice(0, 1)
      .map((name) => args.map((own) => [type, { [`${prefix}-${name}`]: own }] as const));
  const resources = [
    ...named('queues', 'aws_sqs_queue', 'queue', QUEUE),
    ...named('tables', 'aws_dynamodb_table', 'table', TABLE),
    ...named('caches', 'aws_elasticache_replication_group', 'cache', CACHE),
    ...ownDatabase(spec).map((args) => args.map((own) => ['aws_db_instance', { instance: own }] as const)),
  ];
  const isBuilt = spec.kind !== 'rds-database' && spec.image === undefined;
  const ofEnvironments = fc
    .tuple(...resources)
    .map((entries) => ({ resource: Object.fromEntries(entries as readonly (readonly [string, object])[]) }));
  return {
    ...(resources.length > 0 && { '': ofEnvironments }),
    ...(isBuilt && { 'once/': REPOSITORY.map((args) => ({ resource: { github_repository: { repository: args } } })) }),
  };
}

const QUEUE = fc.constantFrom<object>(
  { delay_seconds: 5 },
  { receive_wait_time_seconds: 20, lifecycle: { ignore_changes: ['delay_seconds'] } },
);
const TABLE = fc.constantFrom<object>({ table_class: 'STANDARD_INFREQUENT_ACCESS' }, { read_capacity: null });
const CACHE = fc.constantFrom<object>({ maintenance_window: 'sun:02:00-sun:03:00' }, { apply_immediately: false });
const DATABASE = fc.constantFrom<object>(
  { auto_minor_version_upgrade: false, lifecycle: { prevent_destroy: true } },
  { performance_insights_retention_period: 31 },
);
const REPOSITORY = fc.constantFrom<object>(
  { has_discussions: true },
  { has_wiki: true, homepage_url: 'https://example.org' },
);

/** The arguments of an instance of RDS, if the database is on one of its own in all environments. */
function ownDatabase(spec: WrittenAppSpec): fc.Arbitrary<object>[] {
  if (spec.kind !== 'rds-database' && spec.kind !== 'backend-app-rds') return [];
  const { instance, engine } = spec.database;
  const moves = Object.values(spec.overrides ?? {}).some(({ database }) => database?.instance !== undefined);
  return instance === 'dedicated' && engine === undefined && !moves ? [DATABASE] : [];
}

/** Returns patches of objects and overrides of resources in the folder `patches` beside a spec, for all environments or for one. */
export function filesBeside(
  spec: WrittenAppSpec,
  environments: readonly WrittenEnvironment[],
): fc.Arbitrary<FilesBeside> {
  const folder = fc.constantFrom('', ...environments.map(({ name }) => `${name}/`));
  const hasPods = Object.hasOwn(WORKLOADS, spec.kind);
  const patches = fc
    .subarray(hasPods ? [0, 1, 2] : [])
    .chain((indices) => fc.tuple(...indices.map((index) => fc.tuple(folder, patchOf(spec, index)))));
  const inFolders = Object.entries(overridesOf(spec)).map(([below, content]) =>
    fc.tuple(below === '' ? folder : fc.constant(below), content),
  );
  const files = fc.tuple(patches, fc.tuple(...inFolders));
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: files.map(([objects, resources]) =>
        Object.fromEntries([
          ...objects.map(([at, content], index) => [`patches/${at}${index}-of.objects.yaml`, content] as const),
          ...resources.map(([at, content], index) => [`patches/terraform/${at}r_${index}.yaml`, content] as const),
        ]),
      ),
    },
  );
}
