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
   * The target for the average cpu use, in percent of the request.
   *
   * @asType integer
   * @minimum 1
   * @maximum 100
   * @default 70
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
  }
}
