import type { FactsInput } from '@goldenpath/extension';
import type { QueueSettings } from './settings';

/** What is generated from a queue: plain JSON, every name made here and nowhere else. */
export interface QueueFacts {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  /** The variable of the pods that holds the URL. */
  readonly variable: string;
  readonly deadLetterName: string;
  readonly policyName: string;
  readonly visibilityTimeoutSeconds: number;
  readonly maxReceives: number;
  readonly isProtected: boolean;
}

/** The queue of an application in one environment. */
export function queueFacts({
  spec,
  settings,
  environment,
  in: { aws },
  isProtected,
}: FactsInput<QueueSettings>): QueueFacts {
  const { accountId, region, partition } = aws;
  const name = `${spec.name}-${environment}-${settings.name}`;
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return {
    name,
    arn: `arn:${partition}:sqs:${region}:${accountId}:${name}`,
    url: `https://sqs.${region}.${suffix}/${accountId}/${name}`,
    variable: variableOf(settings),
    deadLetterName: `${name}-dead`,
    policyName: `${name}-queue`,
    visibilityTimeoutSeconds: settings.visibilityTimeoutSeconds,
    maxReceives: settings.maxReceives,
    isProtected: isProtected('queue-loss'),
  };
}

/** The variable of the pods that holds the URL: `orders` gives `ORDERS_QUEUE_URL`. */
export function variableOf({ name }: QueueSettings): string {
  return `${name.toUpperCase().replaceAll('-', '_')}_QUEUE_URL`;
}
