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
export declare function queueFacts({
  spec,
  settings,
  environment,
  platform,
  isProtected,
}: FactsInput<QueueSettings>): QueueFacts;
/** The variable of the pods that holds the URL: `orders` gives `ORDERS_QUEUE_URL`. */
export declare function variableOf({ name }: QueueSettings): string;
