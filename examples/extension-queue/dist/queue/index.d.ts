/** An SQS queue with a dead-letter queue, and the statements of the policy that lets the application use it. */
export declare const queue: import('@goldenpath/extension').PartDefinition<
  import('./settings').QueueSettings,
  import('./facts').QueueFacts,
  undefined,
  unknown
>;
