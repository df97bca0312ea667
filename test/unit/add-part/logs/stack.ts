import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { StackInput } from '@goldenpath/extension';
import { literal, literalValues } from '@goldenpath/extension/terraform';
import type { TerraformStack } from 'cdktf';
import type { LogsPart } from './facts';

/** Adds the log group. */
export function environment(stack: TerraformStack, { facts, tags, use }: StackInput<LogsPart>): void {
  use('aws');
  new CloudwatchLogGroup(stack, 'logs', {
    name: literal(facts.group),
    retentionInDays: facts.retentionDays,
    tags: literalValues(tags),
  });
}
