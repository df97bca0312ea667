/** A component that Argo CD installs from its Helm chart. */
export interface WrittenComponent {
  /** Whether the component is installed. The default follows from the rest of the platform file. */
  readonly enabled?: boolean;
  /**
   * The version of the chart. The default is the one of this version of Golden Path.
   *
   * @pattern ^v?[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$
   * @maxLength 60
   */
  readonly version?: string;
  /**
   * Values of the chart. They are merged into the default ones and win over them; a list replaces the default list. They are in Git in plain
   * text: a secret does not belong here.
   *
   * @default {}
   */
  readonly values?: ChartValues;
}

/** Values of a Helm chart. */
export interface ChartValues {
  readonly [name: string]: unknown;
}

/** What Argo CD installs in every cluster from Helm charts. `components: {}` installs the components that the platform file needs. */
export interface WrittenComponents {
  /** Not installed by default: it needs an image of your own, and a database. */
  readonly backstage?: WrittenComponent;
  /** Installed where an issuer of the platform file gives certificates: in environments with `clusterIssuer`. */
  readonly 'cert-manager'?: WrittenComponent;
  /** Installed unless `secretStore.type` is `sealed-secrets`: applications read their credentials with it. */
  readonly 'external-secrets'?: WrittenComponent;
  /** Installed if `secretStore.type` is `sealed-secrets`. */
  readonly 'sealed-secrets'?: WrittenComponent;
  /** Not installed by default: it needs permissions for the DNS zone. */
  readonly 'external-dns'?: WrittenComponent;
  /** Installed if `kubernetes.keda` is `true`. */
  readonly keda?: WrittenComponent;
  /** Installed if `ingress.controller` is `kong`. */
  readonly kong?: WrittenComponent;
  /** Installed if `ingress.controller` is `traefik`. */
  readonly traefik?: WrittenComponent;
  /** Installed if `kubernetes.reloader` is `true`. */
  readonly reloader?: WrittenComponent;
  /** Installed in every environment: autoscalers read from it. */
  readonly 'metrics-server'?: WrittenComponent;
  /** Installed in environments whose `observability.metrics` is `service-monitor`. */
  readonly 'kube-prometheus-stack'?: WrittenComponent;
  /** Installed in environments whose `observability.otlp.endpoint` is `http://opentelemetry-collector.platform:4318`. */
  readonly 'opentelemetry-collector'?: WrittenComponent;
}
