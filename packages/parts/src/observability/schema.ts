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
   * The path of the metrics, on `port`.
   *
   * @pattern ^/[A-Za-z0-9._~/-]*$
   * @maxLength 200
   * @default "/metrics"
   */
  readonly path?: string;
  readonly otlp?: WrittenOtlp;
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
