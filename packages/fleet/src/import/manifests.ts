import * as path from 'node:path';
import { isMap, type SourceDocument } from '@goldenpath/extension';
import { Draft, appName } from './draft';
import { ImportObject } from './node';
import type { Imported, ReadContext } from './read';
import { setAround } from './around';
import { isMigration, setMigration, setSchedule, setWorkload } from './workload';

/** The kinds of objects that become an application. */
const WORKLOADS: Readonly<Record<string, string>> = {
  Deployment: 'stateless-app',
  StatefulSet: 'stateful-app',
  CronJob: 'scheduled-job',
};

/** Why an object is not needed, by its kind. */
const REASONS: Readonly<Record<string, string>> = {
  Namespace: 'The platform has the namespaces.',
  NetworkPolicy: 'The platform opens the network between applications with `uses`.',
  Secret: 'Values of secrets are not read. Put them in the secret store.',
  SealedSecret: 'It is sealed for another name. Seal the values with `goldenpath seal`.',
  ExternalSecret: 'The application gets one for its `secrets`.',
  ServiceAccount: 'The application gets one where it needs it.',
  Role: 'Pods have no access to the API server.',
  RoleBinding: 'Pods have no access to the API server.',
  ClusterRole: 'An application has no cluster-scoped objects.',
  ClusterRoleBinding: 'An application has no cluster-scoped objects.',
  CustomResourceDefinition: 'An application has no cluster-scoped objects.',
  DaemonSet: 'No kind of application runs a pod on each node.',
  Job: 'A job of an application is its `migration`, or a `scheduled-job`.',
  ServiceMonitor: '`observability` of a spec makes one.',
  PodMonitor: '`observability` of a spec makes one.',
  PersistentVolumeClaim:
    'A volume of an application is in its `storage`, or in its `sharedStorage` if many pods mount it.',
};

/** Reads Kubernetes manifests: an application for each Deployment, StatefulSet and CronJob, with what belongs to it. */
export function readManifests(documents: readonly SourceDocument[], context: ReadContext): Imported {
  const objects = documents.flatMap(objectsOf);
  const running = new Map<string, readonly ImportObject[]>();
  const taken = new Set<ImportObject>();
  const drafts = objects.flatMap((object): Draft[] => {
    const kind = WORKLOADS[kindOf(object)];
    if (kind === undefined) return [];
    const draft = new Draft(appName(object.node.at('metadata', 'name').text() ?? 'app'), kind, object);
    if (drafted(draft, object, objects, context)) running.set(draft.name, draft.objects);
    for (const each of draft.objects) taken.add(each);
    return [draft];
  });
  const rest = objects.filter((object) => !taken.has(object));
  for (const object of rest) object.leaveOut([], REASONS[kindOf(object)] ?? 'It belongs to none of the applications.');
  return { drafts, leftOut: rest.flatMap(({ leftOut }) => leftOut), running };
}

function drafted(draft: Draft, object: ImportObject, objects: readonly ImportObject[], context: ReadContext): boolean {
  draft.set(['description'], context.description ?? `Imported from ${object.label} of ${path.basename(context.shown)}`);
  setWorkload(draft, object, { objects, registry: context.registry });
  if (draft.kind === 'scheduled-job') setSchedule(draft, object);
  else {
    const jobs = objects.filter((each) => isMigration(each));
    const [job] = jobs;
    // One that belongs to no other application: the jobs of a release are of its first workload.
    if (jobs.length === 1 && job !== undefined && isFirst(object, objects)) setMigration(draft, job, object);
    setAround(draft, object, objects, context.environment);
  }
  for (const each of draft.objects) {
    for (const field of ['apiVersion', 'kind', 'status']) each.node.at(field).take();
    each.leaveOutRest('A spec has no field for it.');
  }
  return true;
}

function isFirst(object: ImportObject, objects: readonly ImportObject[]): boolean {
  return objects.find((each) => WORKLOADS[kindOf(each)] !== undefined) === object;
}

/** The objects of a document: one, or those of a List. */
function objectsOf(document: SourceDocument): ImportObject[] {
  const { value } = document;
  if (!isMap(value)) return [];
  const items = value['items'];
  if (typeof value['kind'] === 'string' && value['kind'].endsWith('List') && Array.isArray(items))
    return items.filter(isMap).map((item, index) => new ImportObject(labelOf(item), document, ['items', index], item));
  return [new ImportObject(labelOf(value), document, [], value)];
}

function labelOf(value: Readonly<Record<string, unknown>>): string {
  const { metadata } = value;
  const name = isMap(metadata) ? metadata['name'] : undefined;
  return `${String(value['kind'])}/${typeof name === 'string' ? name : '?'}`;
}

/** The kind of an object, such as `Deployment`. */
function kindOf(object: ImportObject): string {
  return object.node.at('kind').text() ?? '';
}
