import {
  departure,
  findingIn,
  type PartReview,
  type Priced,
  type ReviewRule,
  withLostResources,
} from '@goldenpath/extension';
import type { QueueFacts } from './facts';

const DRAIN_FIRST = 'Stop what sends to it and let the workers drain it first, or leave the queue as it is.';

/** A queue whose messages are lost. */
const queueLoss: ReviewRule<QueueFacts> = {
  id: 'queue-loss',
  rank: 55,
  severity: 'danger',
  firesOn: 'A queue that goes because its application leaves the fleet or an environment, or gets another name.',
  advice: DRAIN_FIRST,
  loses: { one: 'queue', many: 'queues' },
  find: (change) => {
    const found = change.inEnvironments.flatMap(({ app, environment, base, head, of }) => {
      if (base === undefined || head?.name === base.name) return [];
      const why = departure(change, of) ?? `${app} in ${environment} gets another queue`;
      const message = `${why}: the messages in ${base.name} are lost.`;
      return [findingIn({ app, environment }, 'danger', message, DRAIN_FIRST)];
    });
    return withLostResources(change, 'aws_sqs_queue', found, { what: 'The queue', remedy: DRAIN_FIRST });
  },
};

export const rules: readonly ReviewRule<QueueFacts>[] = [queueLoss];

/** A month of a million requests: list price for us-east-1 beyond the free tier. */
const PRICE_OF_A_MILLION_REQUESTS = 0.4;

export const priced = ({ name }: QueueFacts): readonly Priced[] => [
  { slot: 'queue', what: `the queue ${name}, a million requests`, price: PRICE_OF_A_MILLION_REQUESTS },
];

export const graph: NonNullable<PartReview<QueueFacts>['graph']> = ({ name, deadLetterName, maxReceives }) => ({
  nodes: [
    {
      id: 'queue',
      kind: 'queue',
      name,
      facts: [`dead letters after ${maxReceives} receives`],
      resources: { platform: false, types: ['aws_sqs_queue', 'aws_iam_policy'] },
    },
    { id: 'dead-letters', kind: 'queue', name: deadLetterName, facts: ['dead letters'] },
  ],
  links: [
    { from: 'workload', to: 'queue' },
    { from: 'queue', to: 'dead-letters' },
  ],
});

export const fields: NonNullable<PartReview<QueueFacts>['fields']> = [
  { path: 'queue.name', inEnvironment: (facts) => facts?.name },
  { path: 'queue.visibilityTimeoutSeconds', inEnvironment: (facts) => facts?.visibilityTimeoutSeconds },
  { path: 'queue.maxReceives', inEnvironment: (facts) => facts?.maxReceives },
];
