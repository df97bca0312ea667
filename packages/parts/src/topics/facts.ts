import type { FactsInput, PodPermission, SharedResource, SharingInput } from '@goldenpath/extension';
import { variableOf } from '../cloud/names';
import { resourcesOf } from '../cloud/resource';
import { topicArn, topicName } from './names';
import type { TopicsSettings } from './settings';
import type { TopicFacts, TopicsPart } from './types';

/** Returns the topics of an application. */
export function topicsFacts(input: FactsInput<TopicsSettings>): TopicsPart | undefined {
  const { spec, settings, environment, isProtected, in: within } = input;
  return resourcesOf(settings, (topic, { fifo }): TopicFacts => {
    const name = { app: spec.name, environment, topic, fifo };
    return {
      resourceName: topicName(name),
      arn: topicArn(within.aws, name),
      variable: topicVariable(topic),
      fifo,
      isProtected: isProtected('topic-loss'),
    };
  });
}

/** Returns the variable of a topic: `orders` gives `ORDERS_TOPIC_ARN`. */
export function topicVariable(name: string): string {
  return variableOf(name, 'TOPIC_ARN');
}

/** Returns what the pods may do with their topics: publish. */
export function topicsPermissions(topics: TopicsPart): PodPermission[] {
  return [
    { actions: ['sns:GetTopicAttributes', 'sns:Publish'], resources: Object.values(topics).map(({ arn }) => arn) },
  ];
}

/** Returns the topics that others can publish to. Whoever wants to receive subscribes a queue. */
export function sharedTopics(settings: TopicsSettings, input: SharingInput): Readonly<Record<string, SharedResource>> {
  const { app, environment, aws } = input;
  return Object.fromEntries(
    Object.entries(settings).map(([topic, { fifo }]) => {
      const arn = topicArn(aws, { app, environment, topic, fifo });
      const read = [{ actions: ['sns:GetTopicAttributes'], resources: [arn] }];
      const write = [{ actions: ['sns:GetTopicAttributes', 'sns:Publish'], resources: [arn] }];
      return [topic, { variable: topicVariable(topic), value: arn, access: { read, write } }];
    }),
  );
}
