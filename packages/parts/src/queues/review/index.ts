import type { PartReview } from '@goldenpath/extension';
import { lossRule } from '../../cloud/loss';
import { PRICES } from '../../prices';
import type { QueueFacts, QueuesPart } from '../types';

/** The review of queues. */
export const review: PartReview<QueuesPart> = {
  rules: [
    lossRule<QueueFacts>({
      id: 'messages-lost',
      rank: 56,
      type: 'aws_sqs_queue',
      noun: 'queue',
      nouns: 'queues',
      consequence: 'is deleted with all messages in it and in its dead-letter queue',
      advice: 'Stop what sends to the queue and let the application receive what is left before this is merged.',
    }),
  ],
  priced: (queues) =>
    Object.entries(queues).map(([name, { resourceName, fifo }]) => ({
      slot: `queue-${name}`,
      what: `the queue ${resourceName}, a million requests`,
      price: fifo ? PRICES.fifoQueuePerMillion : PRICES.queuePerMillion,
    })),
  graph: (queues) => ({
    nodes: Object.entries(queues).map(([name, { resourceName, maxReceives, fifo }]) => ({
      id: `queue-${name}`,
      kind: 'queue',
      name: resourceName,
      facts: [`dead letters after ${maxReceives} receives`, ...(fifo ? ['in order'] : [])],
      resources: { platform: false, types: ['aws_sqs_queue'] },
    })),
    links: Object.keys(queues).map((name) => ({ from: 'workload', to: `queue-${name}` })),
  }),
  graphRank: 54,
  fields: [{ path: 'queues', rank: 380, inEnvironment: (queues) => queues }],
  platformFields: [
    {
      path: 'kubernetes.keda',
      inEnvironment: (queues) => queues && Object.values(queues).map(({ readBy }) => readBy),
    },
  ],
  replacedBy: { aws_sqs_queue: ['fifo_queue', 'name', 'name_prefix'], aws_sqs_queue_policy: ['queue_url'] },
  policies: { aws_sqs_queue_policy: ['policy'] },
};
