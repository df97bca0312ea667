import { kedaRoleOf } from '@goldenpath/extension';
import type {
  Aws,
  FactsInput,
  PartReference,
  PodPermission,
  SharedResource,
  SharingInput,
} from '@goldenpath/extension';
import { boundedName, variableOf } from '../cloud/names';
import { scalingQueues } from '../autoscaling/queues';
import { resourcesOf } from '../cloud/resource';
import { topicAddress, topicArn } from '../topics/names';
import type { TopicsSettings } from '../topics/settings';
import type { QueueSettings, QueuesSettings } from './settings';
import type { QueueFacts, QueuesPart, SubscribedTopic } from './types';

/** SQS takes no longer name of a queue, with `.fifo`. */
const LONGEST_NAME = 80;

/** The ends of names: SQS demands the one of a FIFO queue. */
const FIFO = '.fifo';
export const DEAD = '-dead';

/** Returns the queues of an application. */
export function queuesFacts(input: FactsInput<QueuesSettings>): QueuesPart | undefined {
  const { spec, settings, environment, isProtected, in: within, platform } = input;
  const scaling = scalingQueues(input.allSettings);
  const keda = kedaRoleOf(within, platform);
  return resourcesOf(settings, (name, queue): QueueFacts => {
    const topics = topicsOf(queue, input);
    return {
      ...addressOf(name, queue, { app: spec.name, environment, aws: within.aws }),
      variable: queueVariable(name),
      visibilityTimeoutSeconds: queue.visibilityTimeoutSeconds,
      maxReceives: queue.maxReceives,
      retentionDays: queue.retentionDays,
      fifo: queue.fifo,
      ...(topics.length > 0 && { topics }),
      ...(keda !== undefined && scaling.includes(name) && { readBy: keda.arn }),
      isProtected: isProtected('messages-lost'),
    };
  });
}

type QueueAddress = Pick<QueueFacts, 'resourceName' | 'arn' | 'url' | 'deadLetters'>;

function addressOf(name: string, { fifo }: QueueSettings, { app, environment, aws }: SharingInput): QueueAddress {
  const end = fifo ? FIFO : '';
  const stem = boundedName(`${app}-${environment}-${name}`, LONGEST_NAME - FIFO.length - DEAD.length);
  const [resourceName, dead] = [`${stem}${end}`, `${stem}${DEAD}${end}`];
  return {
    resourceName,
    arn: arnOf(aws, resourceName),
    url: urlOf(aws, resourceName),
    deadLetters: { resourceName: dead, arn: arnOf(aws, dead) },
  };
}

/** Returns the names of the dead-letter queues. The name of another queue can end as theirs do. */
export function deadLettersOf(facts: QueuesPart): Readonly<Record<string, { readonly arn: string }>> {
  return Object.fromEntries(Object.entries(facts).map(([name, { deadLetters }]) => [name, deadLetters]));
}

/** Returns the queues that others can receive from (`read`) or send to (`write`). */
export function sharedQueues(settings: QueuesSettings, input: SharingInput): Readonly<Record<string, SharedResource>> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, queue]) => {
      const { arn, url } = addressOf(name, queue, input);
      const allow = (...actions: string[]) => [
        { actions: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', ...actions].sort(), resources: [arn] },
      ];
      const receive = ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:ReceiveMessage'];
      const access = { read: allow(...receive), write: allow('sqs:SendMessage', ...receive) };
      return [name, { variable: queueVariable(name), value: url, access }];
    }),
  );
}

/** Returns the topics that the queues are subscribed to. SNS refuses a subscription to a topic that does not exist. */
export function subscribedTopics(settings: QueuesSettings, own: string): PartReference[] {
  return Object.entries(settings).flatMap(([name, { subscriptions }]) =>
    subscriptions.map(({ topic, app = own }, index): PartReference => ({
      app,
      part: 'topics',
      name: topic,
      path: ['queues', name, 'subscriptions', index],
      noun: 'topic',
      isNeededFirst: true,
    })),
  );
}

function topicsOf({ subscriptions }: QueueSettings, input: FactsInput<QueuesSettings>): SubscribedTopic[] {
  const { spec, allSettings, environment, in: within, other } = input;
  return subscriptions.map(({ topic, app = spec.name }) => {
    const settings = app === spec.name ? allSettings : (other(app)?.settings ?? {});
    const fifo = (settings['topics'] as TopicsSettings | undefined)?.[topic]?.fifo ?? false;
    return {
      id: `${app}--${topic}`,
      arn: topicArn(within.aws, { app, environment, topic, fifo }),
      ...(app === spec.name && { address: topicAddress(topic) }),
    };
  });
}

function arnOf({ partition, region, accountId }: Aws, resourceName: string): string {
  return `arn:${partition}:sqs:${region}:${accountId}:${resourceName}`;
}

function urlOf({ partition, region, accountId }: Aws, resourceName: string): string {
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://sqs.${region}.${suffix}/${accountId}/${resourceName}`;
}

/** Returns the variable of a queue: `orders` gives `ORDERS_QUEUE_URL`. */
export function queueVariable(name: string): string {
  return variableOf(name, 'QUEUE_URL');
}

/** Returns what the pods may do with their queues: send, receive and delete messages, and read those that failed. */
export function queuesPermissions(queues: QueuesPart): PodPermission[] {
  const all = Object.values(queues);
  return [
    {
      actions: [
        'sqs:ChangeMessageVisibility',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:GetQueueUrl',
        'sqs:ReceiveMessage',
        'sqs:SendMessage',
      ],
      resources: all.flatMap(({ arn, deadLetters }) => [arn, deadLetters.arn]),
    },
  ];
}
