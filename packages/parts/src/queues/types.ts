import type { CloudResource, CloudResources } from '../cloud/resource';

/** A queue of an application in one environment. */
export interface QueueFacts extends CloudResource {
  readonly url: string;
  readonly deadLetters: { readonly resourceName: string; readonly arn: string };
  readonly visibilityTimeoutSeconds: number;
  readonly maxReceives: number;
  readonly retentionDays: number;
  readonly fifo: boolean;
  /** The topics whose messages arrive here. @default none */
  readonly topics?: readonly SubscribedTopic[];
  /** The ARN of the role of KEDA, which scales pods by the length of the queue. @default no pods are scaled by it */
  readonly readBy?: string;
}

/** A topic that a queue is subscribed to. */
export interface SubscribedTopic {
  /** `<application>--<topic>`: names have single hyphens, so no other topic has it. */
  readonly id: string;
  readonly arn: string;
  /** The address of the resource, where it is in the same stack. */
  readonly address?: string;
}

/** The queues of an application in one environment, by their name in the spec. */
export type QueuesPart = CloudResources<QueueFacts>;
