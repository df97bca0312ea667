import type { Aws } from '@goldenpath/extension';
import { boundedName } from '../cloud/names';

/** SNS takes longer names, but a FIFO topic and its queues look alike with these. */
const LONGEST_NAME = 70;

/** What the name of a topic is made from. */
export interface TopicName {
  readonly app: string;
  readonly environment: string;
  readonly topic: string;
  /** SNS demands the end `.fifo` of such a topic. */
  readonly fifo: boolean;
}

/** Returns the name of a topic in SNS. */
export function topicName({ app, environment, topic, fifo }: TopicName): string {
  return `${boundedName(`${app}-${environment}-${topic}`, LONGEST_NAME)}${fifo ? '.fifo' : ''}`;
}

/** Returns the ARN of a topic. */
export function topicArn({ partition, region, accountId }: Aws, name: TopicName): string {
  return `arn:${partition}:sns:${region}:${accountId}:${topicName(name)}`;
}

/** Returns the Terraform id of a topic in the stack of its application. */
export function topicId(topic: string): string {
  return `topic-${topic}`;
}

/** Returns the address of a topic in the stack of its application. */
export function topicAddress(topic: string): string {
  return `aws_sns_topic.${topicId(topic)}`;
}
