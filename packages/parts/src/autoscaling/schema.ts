/** Scaling by the length of a queue, by KEDA. */
export interface WrittenQueueScaling {
  /**
   * The queue: an entry of `queues`.
   *
   * @pattern ^[a-z][a-z0-9]*(-[a-z0-9]+)*$
   * @maxLength 20
   */
  readonly name: string;
  /**
   * The messages for each pod, those that are being worked on included. With 100 messages and the target 20, five pods run.
   *
   * @asType integer
   * @minimum 1
   * @maximum 120000
   * @default 5
   */
  readonly targetLength?: number;
  /**
   * Whether no pod runs while the queue is empty. With the first message, `replicas` pods start. It is for pods that listen on nothing but a
   * port `metrics`.
   *
   * @default false
   */
  readonly scaleToZero?: boolean;
}

/** Horizontal autoscaling. `replicas` is then the minimum number of pods. */
export interface WrittenAutoscaling {
  /**
   * The maximum number of pods. It must be above `replicas`.
   *
   * @asType integer
   * @minimum 2
   * @maximum 50
   */
  readonly maxReplicas: number;
  /**
   * The target for the average cpu use, in percent of the request. The default is 70. With `queue`, the default is not to scale by cpu.
   *
   * @asType integer
   * @minimum 1
   * @maximum 100
   */
  readonly targetCpuPercent?: number;
  /**
   * The target for the average use of memory, in percent of the request. The number of pods is then the higher of the two that cpu and memory
   * ask for. The default is to scale by cpu alone.
   *
   * @asType integer
   * @minimum 1
   * @maximum 100
   */
  readonly targetMemoryPercent?: number;
  /**
   * Scaling by the length of a queue. KEDA does it: the platform file says with `kubernetes.keda` whether the clusters have it. The number of
   * pods is the highest that the queue, cpu and memory ask for.
   */
  readonly queue?: WrittenQueueScaling;
}

/** The fields of autoscaling. */
export interface AutoscalingFields {
  readonly autoscaling?: WrittenAutoscaling;
}

/** The fields that an environment may override. */
export type AutoscalingOverrides = AutoscalingFields;

declare module '@goldenpath/extension' {
  interface WrittenParts {
    autoscaling: AutoscalingFields;
  }
  interface WrittenOverrides {
    autoscaling: AutoscalingOverrides;
  }
  interface WrittenReviewRules {
    'autoscaling-switched-on': true;
    'queue-scaling-off': true;
  }
}
