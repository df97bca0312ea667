import type { PartReview } from '@goldenpath/extension';
import { lossRule } from '../../cloud/loss';
import { PRICES } from '../../prices';
import type { TopicFacts, TopicsPart } from '../types';

/** The review of topics. */
export const review: PartReview<TopicsPart> = {
  rules: [
    lossRule<TopicFacts>({
      id: 'topic-loss',
      rank: 57,
      type: 'aws_sns_topic',
      noun: 'topic',
      nouns: 'topics',
      consequence: 'is deleted with its subscriptions, and publishing to it fails',
      advice: 'Move the subscribers to another topic before this is merged.',
    }),
  ],
  priced: (topics) =>
    Object.entries(topics).map(([name, { resourceName }]) => ({
      slot: `topic-${name}`,
      what: `the topic ${resourceName}, a million requests`,
      price: PRICES.topicPerMillion,
    })),
  graph: (topics) => ({
    nodes: Object.entries(topics).map(([name, { resourceName, fifo }]) => ({
      id: `topic-${name}`,
      kind: 'topic',
      name: resourceName,
      facts: fifo ? ['in order'] : [],
      resources: { platform: false, types: ['aws_sns_topic'] },
    })),
    links: Object.keys(topics).map((name) => ({ from: 'workload', to: `topic-${name}` })),
  }),
  graphRank: 53,
  fields: [{ path: 'topics', rank: 390, inEnvironment: (topics) => topics }],
  replacedBy: { aws_sns_topic: ['fifo_topic', 'name', 'name_prefix'], aws_sns_topic_policy: ['arn'] },
  policies: { aws_sns_topic_policy: ['policy'] },
};
