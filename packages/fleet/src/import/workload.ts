import { isMap } from '@goldenpath/extension';
import { setAffinity } from './affinity';
import type { Draft } from './draft';
import { setImage } from './images';
import type { ImportNode, ImportObject } from './node';
import { setContainerVariables } from './pod-variables';
import { setPodVolumes } from './pod-volumes';
import { type FoundPort, setPorts } from './ports';
import { setProbe } from './probes';
import { setSideContainers } from './side-containers';
import type { Surroundings } from './surroundings';

/** What the platform sets in every pod, by its path below the pod. */
const OF_PLATFORM = [
  'automountServiceAccountToken',
  'dnsPolicy',
  'enableServiceLinks',
  'imagePullSecrets',
  'restartPolicy',
  'schedulerName',
  'serviceAccount',
  'serviceAccountName',
  'terminationGracePeriodSeconds',
  'topologySpreadConstraints',
];

/** What the platform sets in every container. */
const OF_CONTAINER = ['name', 'imagePullPolicy', 'terminationMessagePath', 'terminationMessagePolicy', 'lifecycle'];

/** Returns the pod template of a workload. */
export function templateOf(object: ImportObject): ImportNode {
  const { node } = object;
  return node.at('spec', 'jobTemplate').isGiven
    ? node.at('spec', 'jobTemplate', 'spec', 'template')
    : node.at('spec', 'template');
}

/** Reads a Deployment, StatefulSet or CronJob. */
export function setWorkload(draft: Draft, object: ImportObject, surroundings: Surroundings): void {
  const { node } = object;
  takeMetadata(node.at('metadata'));
  const template = templateOf(object);
  takeMetadata(template.at('metadata'));
  for (const field of [
    'selector',
    'serviceName',
    'strategy',
    'updateStrategy',
    'revisionHistoryLimit',
    'progressDeadlineSeconds',
    'podManagementPolicy',
    'minReadySeconds',
    'persistentVolumeClaimRetentionPolicy',
  ])
    node.at('spec', field).take();
  const replicas = node.at('spec', 'replicas').takeNumber();
  if (replicas !== undefined) draft.set(['replicas'], replicas, node.at('spec', 'replicas'));
  const pod = template.at('spec');
  for (const field of OF_PLATFORM) pod.at(field).take();
  setSecurity(draft, pod.at('securityContext'));
  setAffinity(draft, pod.at('affinity'), object, surroundings.objects);
  const [container, ...others] = mainFirst(pod.at('containers').items(), draft.name);
  if (container !== undefined) setContainer(draft, container, pod, surroundings);
  const init = pod.at('initContainers').items();
  setSideContainers(draft, { main: container, others, init }, surroundings, setSideFields);
}

/** The container with the name of the application is the main one. */
function mainFirst(containers: readonly ImportNode[], name: string): ImportNode[] {
  const main = containers.find((each) => each.at('name').text() === name) ?? containers[0];
  return main === undefined ? [] : [main, ...containers.filter((each) => each !== main)];
}

function setContainer(draft: Draft, container: ImportNode, pod: ImportNode, surroundings: Surroundings): void {
  for (const field of OF_CONTAINER) container.at(field).take();
  draft.imageKey = JSON.stringify(container.at('image').value ?? draft.name);
  setImage(draft, container.at('image'), surroundings.registry);
  if (draft.kind !== 'scheduled-job') setPorts(draft, portsOf(container));
  else container.at('ports').leaveOut('A job has no ports.');
  for (const field of ['command', 'args'] as const) {
    const words = container.at(field).takeTexts();
    if (words !== undefined) draft.words(field, words, container.at(field));
  }
  setResources(draft, container.at('resources'));
  setSecurity(draft, container.at('securityContext'));
  if (draft.kind !== 'scheduled-job') setProbes(draft, container);
  setContainerVariables(draft, container, surroundings.objects);
  setPodVolumes(draft, container, pod, surroundings.objects);
}

function portsOf(container: ImportNode): FoundPort[] {
  return container
    .at('ports')
    .items()
    .flatMap((node): FoundPort[] => {
      const port = node.at('containerPort').takeNumber();
      const name = node.at('name').takeText();
      const isUdp = node.at('protocol').takeText() === 'UDP';
      return port === undefined ? [] : [{ port, node, isUdp, ...(name !== undefined && { name }) }];
    });
}

/** What a sidecar or an init container has as the main container has it. */
function setSideFields(own: Draft, node: ImportNode): void {
  setResources(own, node.at('resources'));
  setSecurity(own, node.at('securityContext'));
  for (const name of ['liveness', 'readiness', 'startup'] as const) setProbe(own, name, node.at(`${name}Probe`));
}

function setProbes(draft: Draft, container: ImportNode): void {
  const probes = ['liveness', 'readiness', 'startup'] as const;
  for (const name of probes) setProbe(draft, name, container.at(`${name}Probe`));
  const given = probes.filter((name) => draft.get('probes', name) !== undefined);
  if (given.length === 0 && draft.get('probe') === undefined && draft.get('image') !== undefined)
    draft.set(['probe'], 'none');
  if (!given.includes('liveness') && given.length > 0) draft.set(['probes', 'liveness'], { type: 'none' });
  if (!given.includes('readiness') && given.length > 0) draft.set(['probes', 'readiness'], { type: 'none' });
}

/** Without a limit of CPU, a container may use what its node has to spare. */
function setResources(draft: Draft, node: ImportNode): void {
  for (const kind of ['requests', 'limits'])
    for (const amount of ['cpu', 'memory']) {
      const field = node.at(kind, amount);
      const text = field.takeText();
      if (text !== undefined) draft.set(['resources', kind, amount], text, field);
    }
  if (node.isGiven && draft.get('resources', 'limits', 'cpu') === undefined)
    draft.set(['resources', 'limits', 'cpu'], 'none');
}

/** The user counts. The platform restricts every pod, so what restricts this one is not needed. */
function setSecurity(draft: Draft, node: ImportNode): void {
  const user = node.at('runAsUser');
  if (typeof user.value === 'number' && user.value > 0) {
    user.take();
    draft.set(['runAsUser'], user.value, user);
  } else user.leaveOut('Pods do not run as root.');
  const isRestricted: Readonly<Record<string, (value: unknown) => boolean>> = {
    allowPrivilegeEscalation: (value) => value === false,
    capabilities: (value) => isMap(value) && value['add'] === undefined,
    fsGroup: () => true,
    fsGroupChangePolicy: () => true,
    privileged: (value) => value === false,
    readOnlyRootFilesystem: () => true,
    runAsGroup: () => true,
    runAsNonRoot: (value) => value === true,
    seccompProfile: (value) => isMap(value) && value['type'] === 'RuntimeDefault',
  };
  for (const [name, field] of node.entries())
    if (isRestricted[name]?.(field.value) === true) field.take();
    else if (name !== 'runAsUser') field.leaveOut('Pods run restricted.');
}

/** Names, labels and annotations that tools write are not part of a spec. */
export function takeMetadata(node: ImportNode): void {
  for (const [name, field] of node.entries()) if (name !== 'annotations') field.take();
  for (const [name, annotation] of node.at('annotations').entries())
    if (
      /^(checksum|meta\.helm\.sh|helm\.sh|kubectl\.kubernetes\.io|deployment\.kubernetes\.io|argocd\.argoproj\.io|reloader\.stakater\.com|autoscaling\.alpha\.kubernetes\.io)\//.test(
        name,
      )
    )
      annotation.take();
}

/** Reads the fields of a CronJob that a spec has under the same names. */
export function setSchedule(draft: Draft, { node }: ImportObject): void {
  const spec = node.at('spec');
  const job = spec.at('jobTemplate');
  takeMetadata(job.at('metadata'));
  const fields = [
    ...[
      'schedule',
      'timeZone',
      'concurrencyPolicy',
      'startingDeadlineSeconds',
      'successfulJobsHistoryLimit',
      'failedJobsHistoryLimit',
      'suspend',
    ].map((name) => spec.at(name)),
    ...['activeDeadlineSeconds', 'backoffLimit'].map((name) => job.at('spec', name)),
  ];
  for (const field of fields) {
    const value = field.take();
    if (value !== undefined && value !== null && value !== false) draft.set([String(field.path.at(-1))], value, field);
  }
  for (const [name, value] of [
    ['completions', 1],
    ['parallelism', 1],
  ] as const)
    if (job.at('spec', name).value === value) job.at('spec', name).take();
  job.at('spec', 'ttlSecondsAfterFinished').take();
}

const HOOKS = [
  ['helm.sh/hook', /pre-(install|upgrade)/],
  ['argocd.argoproj.io/hook', /(PreSync|Sync)/],
] as const;

/** Whether an object is a job that runs before a rollout. */
export function isMigration(object: ImportObject): boolean {
  if (object.node.at('kind').text() !== 'Job') return false;
  const annotations = object.node.at('metadata', 'annotations');
  return HOOKS.some(([name, when]) => when.test(annotations.at(name).text() ?? ''));
}

/** Reads a job with the image of the application as its migration. */
export function setMigration(draft: Draft, job: ImportObject, main: ImportObject): void {
  const pod = job.node.at('spec', 'template', 'spec');
  const [container] = pod.at('containers').items();
  const [own] = templateOf(main).at('spec', 'containers').items();
  const command = container?.at('command').value;
  if (container === undefined || !Array.isArray(command) || container.at('image').value !== own?.at('image').value)
    return;
  draft.objects.push(job);
  takeMetadata(job.node.at('metadata'));
  job.node.at('metadata', 'annotations').take();
  takeMetadata(job.node.at('spec', 'template', 'metadata'));
  for (const field of OF_PLATFORM) pod.at(field).take();
  for (const field of [...OF_CONTAINER, 'image', 'env', 'envFrom', 'securityContext', 'resources'])
    container.at(field).take();
  pod.at('securityContext').take();
  draft.set(['migration', 'command'], container.at('command').takeTexts(), container.at('command'));
  const args = container.at('args').takeTexts();
  if (args !== undefined && args.length > 0) draft.set(['migration', 'args'], args, container.at('args'));
  for (const name of ['activeDeadlineSeconds', 'backoffLimit']) {
    const number = job.node.at('spec', name).takeNumber();
    if (number !== undefined) draft.set(['migration', name], number, job.node.at('spec', name));
  }
  job.node.at('spec', 'ttlSecondsAfterFinished').take();
}
