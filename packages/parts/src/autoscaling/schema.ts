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
