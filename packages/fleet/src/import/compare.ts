import {
  isSecretName,
  type Json,
  type KubernetesObject,
  quantityOf,
  replaceSecrets,
  secretsOfVariable,
} from '@goldenpath/extension';
import { differences } from '@goldenpath/review';
import type { ImportDifference } from './types';

/** An object as plain data. */
interface PlainObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

type Pair = readonly [before: PlainObject | undefined, after: PlainObject | undefined];

/** Compares the objects that run with those that come out: field by field, without what the API server or tools add. */
export function compareObjects(
  running: readonly unknown[],
  generated: readonly KubernetesObject[],
): ImportDifference[] {
  const before = running.filter(isPlainObject);
  return pairsOf(before, generated).flatMap(([base, head]): ImportDifference[] => {
    const shown = base ?? head;
    if (shown === undefined) return [];
    const object = `${shown.kind}/${shown.metadata.name}`;
    if (base === undefined || head === undefined)
      return [{ object, change: base === undefined ? 'added' : 'removed', fields: [] }];
    const fields = fieldsOf(base, head);
    if (fields.length === 0) return [];
    const isRenamed = base.metadata.name !== head.metadata.name;
    return [{ object, change: 'changed', ...(isRenamed && { becomes: `${head.kind}/${head.metadata.name}` }), fields }];
  });
}

function isPlainObject(value: unknown): value is PlainObject {
  const { kind, metadata } = Object(value) as { readonly kind?: unknown; readonly metadata?: unknown };
  return typeof kind === 'string' && typeof (Object(metadata) as { readonly name?: unknown }).name === 'string';
}

/** Objects of one kind and name, then the only two of one kind. */
function pairsOf(running: readonly PlainObject[], generated: readonly PlainObject[]): Pair[] {
  const left = new Set(generated);
  const take = (found: PlainObject | undefined) => {
    if (found !== undefined) left.delete(found);
    return found;
  };
  const named = running.map((base): Pair => [
    base,
    take(generated.find(({ kind, metadata }) => kind === base.kind && metadata.name === base.metadata.name)),
  ]);
  const paired = named.map(([base, head]): Pair => {
    if (head !== undefined || base === undefined) return [base, head];
    const others = [...left].filter(({ kind }) => kind === base.kind);
    const unpaired = named.filter(([each, with_]) => with_ === undefined && each?.kind === base.kind);
    return [base, others.length === 1 && unpaired.length === 1 ? take(others[0]) : undefined];
  });
  return [...paired, ...[...left].map((head): Pair => [undefined, head])];
}

function fieldsOf(base: PlainObject, head: PlainObject): ImportDifference['fields'] {
  return differences(plain(base), plain(head))
    .filter(({ before, after }) => {
      const amount = quantityOf(before);
      return amount === undefined || amount !== quantityOf(after);
    })
    .map(({ path, fields, before, after }) => ({
      path,
      before: masked(before, path, fields),
      after: masked(after, path, fields),
    }));
}

/** What the API server and tools write into metadata. */
const WRITTEN_BY_TOOLS = /^(kubectl\.kubernetes\.io|deployment\.kubernetes\.io|meta\.helm\.sh)\//;

/** Values that the API server sets where a manifest does not, by field. */
const DEFAULTS: Readonly<Record<string, readonly Json[]>> = {
  clusterIP: [''],
  completions: [1],
  dnsPolicy: ['ClusterFirst'],
  failureThreshold: [3],
  imagePullPolicy: ['IfNotPresent'],
  initialDelaySeconds: [0],
  parallelism: [1],
  pathType: ['Prefix'],
  periodSeconds: [10],
  progressDeadlineSeconds: [600],
  protocol: ['TCP'],
  restartPolicy: ['Always'],
  revisionHistoryLimit: [10],
  schedulerName: ['default-scheduler'],
  scheme: ['HTTP'],
  sessionAffinity: ['None'],
  successThreshold: [1],
  successfulJobsHistoryLimit: [3],
  suspend: [false],
  terminationMessagePath: ['/dev/termination-log'],
  terminationMessagePolicy: ['File'],
  timeoutSeconds: [1],
  type: ['ClusterIP'],
};

/** What only a cluster knows of an object. The platform decides the namespace. */
const OF_CLUSTER: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'generation',
  'managedFields',
  'namespace',
  'resourceVersion',
  'selfLink',
  'uid',
]);

/** An object without its status and what only a cluster knows. */
function plain(object: PlainObject): Json {
  const fields = Object.entries(object).filter(([name]) => name !== 'status' && name !== 'metadata');
  const metadata = Object.entries(object.metadata).flatMap(([name, value]): [string, unknown][] => {
    if (OF_CLUSTER.has(name)) return [];
    if (name !== 'annotations') return [[name, value]];
    const own = Object.entries(Object(value) as object).filter(([each]) => !WRITTEN_BY_TOOLS.test(each));
    return own.length === 0 ? [] : [[name, Object.fromEntries(own)]];
  });
  return withoutDefaults({ ...Object.fromEntries(fields), metadata: Object.fromEntries(metadata) } as Json);
}

function withoutDefaults(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => withoutDefaults(item));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([name, item]) => !(DEFAULTS[name] ?? []).includes(item as Json));
  return Object.fromEntries(fields.map(([name, item]) => [name, withoutDefaults(item as Json)]));
}

/** Secrets of manifests are not shown. */
function masked(value: Json, path: string, fields: readonly string[]): Json {
  if (typeof value === 'string') {
    const element = /\[([^\]]+)\]\.value$/.exec(path)?.[1];
    const name = (element ?? fields.at(-1) ?? '').replaceAll(/[^A-Za-z0-9]/g, '_');
    return secretsOfVariable(name, value).length > 0 && isSecretName(name)
      ? '[secret]'
      : replaceSecrets(value, () => '[secret]');
  }
  if (Array.isArray(value)) return value.map((item: Json) => masked(item, path, fields));
  if (typeof value !== 'object' || value === null) return value;
  const { name } = value as { readonly name?: Json };
  return Object.fromEntries(
    Object.entries(value).map(([field, item]) => [
      field,
      masked(item as Json, field === 'value' && typeof name === 'string' ? `[${name}].value` : path, [
        ...fields,
        field,
      ]),
    ]),
  );
}
