/** A subscription of a queue to a topic. */
export interface WrittenSnsSubscription {
  /**
   * The topic.
   *
   * @pattern ^[a-z][a-z0-9]*(-[a-z0-9]+)*$
   */
  readonly topic: string;
  /**
   * The application that has the topic. The default is this one.
   *
   * @pattern ^[a-z0-9]+(-[a-z0-9]+)*$
   */
  readonly app?: string;
}

/** A queue in SQS: encrypted, with a queue for messages that fail. */
export interface WrittenSqsQueue {
  /**
   * Seconds in which no one else receives a message that was received. Longer than the work on one message takes.
   *
   * @asType integer
   * @minimum 0
   * @maximum 43200
   * @default 30
   */
  readonly visibilityTimeoutSeconds?: number;
  /**
   * How often a message is delivered before it moves to the dead-letter queue.
   *
   * @asType integer
   * @minimum 1
   * @maximum 1000
   * @default 5
   */
  readonly maxReceives?: number;
  /**
   * Days that a message waits in the queue. In the dead-letter queue it waits 14 days.
   *
   * @asType integer
   * @minimum 1
   * @maximum 14
   * @default 4
   */
  readonly retentionDays?: number;
  /**
   * Whether messages of a group are delivered in order, and once within five minutes.
   *
   * @default false
   */
  readonly fifo?: boolean;
  /**
   * The topics whose messages arrive in this queue.
   *
   * @maxItems 20
   * @default []
   */
  readonly subscriptions?: readonly WrittenSnsSubscription[];
}

/**
 * Queues by name. `orders` gives the pods `ORDERS_QUEUE_URL`.
 *
 * @propertyNames {"pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "maxLength": 20}
 * @maxProperties 10
 */
export interface WrittenSqsQueues {
  readonly [name: string]: WrittenSqsQueue;
}

/** What an environment may override of a queue. */
export type WrittenSqsQueueOverride = Pick<
  WrittenSqsQueue,
  'visibilityTimeoutSeconds' | 'maxReceives' | 'retentionDays'
>;

/**
 * @propertyNames {"pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "maxLength": 20}
 */
export interface WrittenSqsQueueOverrides {
  readonly [name: string]: WrittenSqsQueueOverride;
}

/** The fields of queues. */
export interface QueuesFields {
  /** @default {} */
  readonly queues?: WrittenSqsQueues;
}

/** The fields that an environment may override. An override changes single fields of a queue of the spec. */
export interface QueuesOverrides {
  readonly queues?: WrittenSqsQueueOverrides;
}

declare module '@goldenpath/extension' {
  interface WrittenParts {
    queues: QueuesFields;
  }
  interface WrittenOverrides {
    queues: QueuesOverrides;
  }
  interface WrittenReviewRules {
    'messages-lost': true;
  }
}
