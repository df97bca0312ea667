import type { PartStacks } from '@goldenpath/extension';
import type { QueueFacts } from './facts';
/** The queue, its dead-letter queue, and the policy of what the application may do with it. */
export declare const environment: NonNullable<PartStacks<QueueFacts, undefined, undefined>['environment']>;
