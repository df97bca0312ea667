import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import type { Aws, StackInput } from '@goldenpath/extension';
import { literalJson, literalValues, policyDocument, protection } from '@goldenpath/extension/terraform';
import type { TerraformStack } from 'cdktf';
import { topicId } from './names';
import type { TopicsPart } from './types';

/** Adds the topics. */
export function environment(stack: TerraformStack, { facts, aws, tags, use }: StackInput<TopicsPart>): void {
  use('aws');
  for (const [name, { resourceName, arn, fifo, isProtected }] of Object.entries(facts)) {
    const topic = new SnsTopic(stack, topicId(name), {
      name: resourceName,
      kmsMasterKeyId: 'alias/aws/sns',
      ...(fifo && { fifoTopic: true, contentBasedDeduplication: false }),
      tags: literalValues(tags),
      ...protection(isProtected),
    });
    // Names have single hyphens, so that no topic has this name.
    new SnsTopicPolicy(stack, `${topicId(name)}--policy`, {
      arn: topic.arn,
      policy: literalJson(accountOverTls(arn, aws)),
    });
  }
}

/** Roles of the account reach the topic, over TLS only. What each may do is in its own policy. */
function accountOverTls(arn: string, { partition, accountId }: Aws) {
  return policyDocument(
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: ['sns:GetTopicAttributes', 'sns:Publish', 'sns:Subscribe'],
      Resource: arn,
    },
    {
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'sns:Publish',
      Resource: arn,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  );
}
