import type { Draft } from './draft';
import type { ImportNode, ImportObject } from './node';
import { own } from './pod-variables';

/** The fields for the targets of an autoscaler, by resource. */
export const TARGET_FIELDS = new Map<unknown, string>([
  ['cpu', 'targetCpuPercent'],
  ['memory', 'targetMemoryPercent'],
]);

/** The names of queues that `queues` takes. */
const NAME = /^(?=.{1,20}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** KEDA's targets where a trigger has none. */
const DEFAULT_LENGTH = 5;
const DEFAULT_MAXIMUM = 100;

/** Reads a ScaledObject of KEDA: its bounds, a queue in SQS, and the targets of cpu and memory. */
export function setScaledObject(draft: Draft, object: ImportObject, all: readonly ImportObject[]): void {
  const spec = object.node.at('spec');
  const triggers = spec.at('triggers').items();
  const queue = triggers.find((trigger) => trigger.at('type').value === 'aws-sqs-queue');
  const targets = triggers.filter(
    (trigger) => TARGET_FIELDS.has(trigger.at('type').value) && percentOf(trigger) !== undefined,
  );
  if (draft.kind === 'stateful-app' || (queue === undefined && targets.length === 0)) {
    draft.objects.push(object);
    object.leaveOut([], 'Applications scale by the length of one of their queues in SQS, by cpu and by memory.');
    return;
  }
  own(draft, object);
  spec.at('scaleTargetRef').take();
  spec.at('advanced', 'horizontalPodAutoscalerConfig', 'name').take();
  setBounds(draft, spec, queue !== undefined);
  for (const target of targets) {
    const percent = percentOf(target);
    draft.set(['autoscaling', TARGET_FIELDS.get(target.at('type').value) ?? ''], percent, target);
    target.take();
  }
  if (queue === undefined) return;
  for (const authentication of all.filter(({ node }) => authenticates(node, queue))) {
    own(draft, authentication);
    authentication.node.at('spec').take();
  }
  setQueue(draft, queue);
}

/** `replicas` is the least number of pods, and with `scaleToZero` no pod runs while the queue is empty. */
function setBounds(draft: Draft, spec: ImportNode, hasQueue: boolean): void {
  const least = spec.at('minReplicaCount').takeNumber() ?? 0;
  const idle = spec.at('idleReplicaCount').takeNumber();
  draft.set(
    ['autoscaling'],
    { maxReplicas: spec.at('maxReplicaCount').takeNumber() ?? DEFAULT_MAXIMUM },
    spec.at('maxReplicaCount'),
  );
  draft.set(['replicas'], Math.max(least, 1), spec.at('minReplicaCount'));
  if (!hasQueue || (least > 0 && idle === undefined)) return;
  draft.set(['autoscaling', 'queue', 'scaleToZero'], true, spec.at('minReplicaCount'));
}

/** The application gets a queue of its own: a spec names no queue that exists. */
function setQueue(draft: Draft, trigger: ImportNode): void {
  const metadata = trigger.at('metadata');
  const url = metadata.at('queueURL').text() ?? '';
  const last =
    url
      .split('/')
      .at(-1)
      ?.replace(/\.fifo$/, '') ?? '';
  const name = NAME.test(last) ? last : 'work';
  const length = Number(metadata.at('queueLength').text() ?? DEFAULT_LENGTH);
  draft.set(['queues', name], url.endsWith('.fifo') ? { fifo: true } : {}, trigger);
  draft.set(['autoscaling', 'queue', 'name'], name, trigger);
  draft.set(['autoscaling', 'queue', 'targetLength'], length, trigger);
  for (const field of ['type', 'authenticationRef', 'metricType']) trigger.at(field).take();
  for (const field of ['queueLength', 'awsRegion', 'identityOwner']) metadata.at(field).take();
  metadata.at('queueURL').leaveOut(`The application gets a queue of its own, \`${name}\`. Send the messages to it.`);
}

function authenticates(node: ImportNode, trigger: ImportNode): boolean {
  const name = trigger.at('authenticationRef', 'name').value;
  return node.at('kind').value === 'TriggerAuthentication' && node.at('metadata', 'name').value === name;
}

function percentOf(trigger: ImportNode): number | undefined {
  const value = Number(trigger.at('metadata', 'value').text());
  const type = trigger.at('metricType').value ?? trigger.at('metadata', 'type').value;
  return Number.isInteger(value) && (type === undefined || type === 'Utilization') ? value : undefined;
}
