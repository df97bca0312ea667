/**
 * Where traces go: the address of a collector that takes OTLP over HTTP, or `none`.
 *
 * @pattern ^(none|https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?)$
 * @maxLength 200
 */
export type OtlpEndpoint = string;

/** Where the pods send traces. */
export interface WrittenOtlp {
  readonly endpoint: OtlpEndpoint;
}

/**
 * How the application is observed. What is not given here is that of the platform for an application that is built, and nothing for one
 * with `image`.
 */
export interface WrittenAppObservability {
  /** How Prometheus finds the metrics: by a ServiceMonitor, by annotations of the pods, or not at all. */
  readonly metrics?: 'service-monitor' | 'annotations' | 'none';
  /**
   * The port of the metrics. The default is the port with the name `metrics`, or else the first one. A port that is not in `ports` is added.
   *
   * @asType integer
   * @minimum 1
   * @maximum 65535
   */
  readonly port?: number;
  /**
   * The path of the metrics.
   *
   * @pattern ^/[A-Za-z0-9._~/-]*$
   * @maxLength 200
   * @default "/metrics"
   */
  readonly path?: string;
  readonly otlp?: WrittenOtlp;
  /**
   * Whether the application has alerts. The default is that of the platform. They need the Prometheus Operator, and are only in environments
   * whose `observability.metrics` in the platform file is `service-monitor`.
   */
  readonly alerts?: boolean;
  /** Whether the application has a dashboard in Grafana, in the same environments. The default is that of the platform. */
  readonly dashboard?: boolean;
  readonly thresholds?: WrittenThresholds;
}

/** When requests raise an alert. The defaults follow from the risk. */
export interface WrittenThresholds {
  /**
   * The percentage of requests that fail with a status of 500 and above: 10 for low, 5 for medium and 1 for high risk.
   *
   * @exclusiveMinimum 0
   * @maximum 100
   */
  readonly errorPercent?: number;
  /**
   * The time that 95 of 100 requests stay below: 2000 for low, 1000 for medium and 500 for high risk.
   *
   * @asType integer
   * @minimum 5
   * @maximum 10000
   */
  readonly latencyMilliseconds?: number;
}

/** The fields of observability. */
export interface ObservabilityFields {
  readonly observability?: WrittenAppObservability;
}

/** The fields that an environment may override. */
export type ObservabilityOverrides = ObservabilityFields;

declare module '@goldenpath/extension' {
  interface WrittenParts {
    observability: ObservabilityFields;
  }
  interface WrittenOverrides {
    observability: ObservabilityOverrides;
  }
}
