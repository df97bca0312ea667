/** How Prometheus finds the metrics of the pods. */
export interface ScrapedMetrics {
  readonly by: 'service-monitor' | 'annotations';
  readonly path: string;
  /** The port of the pods. */
  readonly port: number;
  /** The Service whose endpoints are scraped, and the name of its port. @default there is no Service: the pods are scraped */
  readonly service?: { readonly name: string; readonly portName: string };
  /** The name of a port of the pods for metrics alone, to which no Service leads. @default the port is one of the application's */
  readonly ownPort?: string;
  /** Whether the application has other Services, which must not be scraped as well. */
  readonly hasOtherServices: boolean;
  /** Labels by which a Prometheus selects its ServiceMonitors. Absent when there are none. */
  readonly monitorLabels?: Readonly<Record<string, string>>;
}

/** What the alerts and the dashboard of an application are made from. */
export interface Monitoring {
  readonly alerts: boolean;
  readonly dashboard: boolean;
  readonly environment: string;
  readonly namespace: string;
  /** The team that owns the application. */
  readonly team: string;
  readonly severity: 'critical' | 'warning';
  readonly controller: 'Deployment' | 'StatefulSet';
  /** Whether a ServiceMonitor scrapes the metrics of its requests. */
  readonly hasRequests: boolean;
  /** Whether it has a pool of connections to a database. */
  readonly hasDatabase: boolean;
  readonly hasCpuLimit: boolean;
  readonly hasAutoscaler: boolean;
  /** The start of the names of its volume claims. @default it has none */
  readonly volumeClaims?: string;
  /** The percentage of requests that may fail. */
  readonly errorPercent: number;
  /** What 95 of 100 requests stay below. */
  readonly latencyMilliseconds: number;
  /** How long something is wrong before an alert is sent. */
  readonly minutes: number;
  /** Labels by which a Prometheus selects its rules. Absent when there are none. */
  readonly monitorLabels?: Readonly<Record<string, string>>;
}

/** How an application is observed. */
export interface ObservabilityPart {
  /** Absent without alerts and without a dashboard. */
  readonly monitoring?: Monitoring;
  readonly metrics?: ScrapedMetrics;
  /** Variables of the pods for an OpenTelemetry SDK. */
  readonly traces?: {
    readonly endpoint: string;
    readonly serviceName: string;
    /** `name=value` pairs with commas between them. */
    readonly resourceAttributes: string;
  };
}
