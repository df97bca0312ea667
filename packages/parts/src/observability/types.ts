/** How Prometheus finds the metrics of the pods. */
export interface ScrapedMetrics {
  readonly by: 'service-monitor' | 'annotations';
  readonly path: string;
  /** The port of the pods. */
  readonly port: number;
  /** The Service whose endpoints are scraped, and the name of its port. */
  readonly service: { readonly name: string; readonly portName: string };
  /** Whether the application has other Services, which must not be scraped as well. */
  readonly hasOtherServices: boolean;
  /** Labels by which a Prometheus selects its ServiceMonitors. Absent when there are none. */
  readonly monitorLabels?: Readonly<Record<string, string>>;
}

/** How an application is observed. */
export interface ObservabilityPart {
  readonly metrics?: ScrapedMetrics;
  /** Variables of the pods for an OpenTelemetry SDK. */
  readonly traces?: {
    readonly endpoint: string;
    readonly serviceName: string;
    /** `name=value` pairs with commas between them. */
    readonly resourceAttributes: string;
  };
}
