/**
 * Where traces go: the address of a collector that takes OTLP over HTTP, or `none`.
 *
 * @pattern ^(none|https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?)$
 * @maxLength 200
 */
export type CollectorEndpoint = string;

/** Where pods send traces: they get it as `OTEL_EXPORTER_OTLP_ENDPOINT`. */
export interface WrittenCollector {
  readonly endpoint: CollectorEndpoint;
}

/**
 * @pattern ^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$
 * @maxLength 63
 */
export type LabelValue = string;

/**
 * Labels by which a Prometheus selects its ServiceMonitors, such as `release: kube-prometheus-stack`.
 *
 * @propertyNames {"pattern": "^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$"}
 */
export interface MonitorLabels {
  readonly [name: string]: LabelValue;
}

/** How applications that are built are observed. An application with `image` says so itself, in its spec. */
export interface WrittenObservability {
  /**
   * How Prometheus finds the metrics: by a ServiceMonitor of the Prometheus Operator, by annotations of the pods (`prometheus.io/scrape`),
   * or not at all. Without it, not at all.
   */
  readonly metrics?: 'service-monitor' | 'annotations' | 'none';
  readonly monitorLabels?: MonitorLabels;
  /**
   * Whether each application has alerts: a PrometheusRule about errors, latency, pods, volumes and database connections. It needs the
   * Prometheus Operator: `metrics` must be `service-monitor`. Without it, there are none.
   */
  readonly alerts?: boolean;
  /** Whether each application has a dashboard: a ConfigMap that Grafana reads. `metrics` must be `service-monitor`. Without it, there are none. */
  readonly dashboards?: boolean;
  readonly otlp?: WrittenCollector;
}
