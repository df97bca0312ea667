/** Scaling by load. `replicas` is then the least number of pods. */
export interface WrittenAutoscaling {
  /**
   * The largest number of pods; above `replicas`.
   *
   * @asType integer
   * @minimum 2
   * @maximum 50
   */
  readonly maxReplicas: number;
  /**
   * The average cpu use, in percent of the request, that the number of pods is steered to.
   *
   * @asType integer
   * @minimum 1
   * @maximum 100
   * @default 70
   */
  readonly targetCpuPercent?: number;
}

/** The fields of scaling by load. */
export interface AutoscalingFields {
  readonly autoscaling?: WrittenAutoscaling;
}

/** What of it one environment may override. */
export type AutoscalingOverrides = AutoscalingFields;

declare module '@goldenpath/extension' {
  interface WrittenParts {
    autoscaling: AutoscalingFields;
  }
  interface WrittenOverrides {
    autoscaling: AutoscalingOverrides;
  }
}
