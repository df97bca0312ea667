/** A topic in SNS: encrypted, and published to over TLS only. */
export interface WrittenSnsTopic {
  /**
   * Whether messages of a group arrive in order. Queues that subscribe are then `fifo` too.
   *
   * @default false
   */
  readonly fifo?: boolean;
}

/**
 * Topics by name. `orders` gives the pods `ORDERS_TOPIC_ARN`. A queue subscribes with `subscriptions`.
 *
 * @propertyNames {"pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "maxLength": 20}
 * @maxProperties 10
 */
export interface WrittenSnsTopics {
  readonly [name: string]: WrittenSnsTopic;
}

/** The fields of topics. */
export interface TopicsFields {
  /** @default {} */
  readonly topics?: WrittenSnsTopics;
}

declare module '@goldenpath/extension' {
  interface WrittenParts {
    topics: TopicsFields;
  }
  interface WrittenReviewRules {
    'topic-loss': true;
  }
}
