/** What the platform file loads: the parts and the kinds of this extension. */
export declare const parts: import('@goldenpath/extension').PartDefinition<
  import('./queue/settings').QueueSettings,
  import('./queue/facts').QueueFacts,
  undefined,
  unknown
>[];
export declare const kinds: import('@goldenpath/extension').KindDefinition[];
