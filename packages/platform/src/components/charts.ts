import type { ComponentName } from '@goldenpath/extension';

/** A Helm chart, and where it goes. */
export interface Chart {
  /** The address of the Helm repository. */
  readonly repository: string;
  readonly chart: string;
  /** Where the chart is developed: its values, and the releases of its versions. */
  readonly source: string;
  /** The version that is installed unless the platform file names another one. */
  readonly version: string;
  readonly namespace: ComponentNamespace;
  /** Earlier waves bring the kinds and webhooks that later ones use. */
  readonly wave: number;
  /** What it does, as the reference says it. */
  readonly purpose: string;
  /** When it is installed by default, as the reference says it. */
  readonly when: string;
}

/** Prometheus has pods that see their node. All other components pass the Pod Security Standard `baseline`. */
export type ComponentNamespace = 'platform' | 'monitoring';

/** Operators come before the ApplicationSets, whose objects have the kinds of the operators. */
const OPERATORS = -1;
const OTHERS = 1;

/** The charts of all components. Versions are exact, so that the same platform file gives the same clusters. */
export const CHARTS: Readonly<Record<ComponentName, Chart>> = {
  backstage: {
    repository: 'https://backstage.github.io/charts',
    chart: 'backstage',
    source: 'https://github.com/backstage/charts/tree/main/charts/backstage',
    version: '2.6.0',
    namespace: 'platform',
    wave: OTHERS,
    purpose: 'Shows the catalog and the templates of applications: the portal.',
    when: 'only with `enabled: true`',
  },
  'cert-manager': {
    repository: 'https://charts.jetstack.io',
    chart: 'cert-manager',
    source: 'https://github.com/cert-manager/cert-manager/tree/master/deploy/charts/cert-manager',
    version: 'v1.19.2',
    namespace: 'platform',
    wave: OPERATORS,
    purpose: 'Issues the certificates of hosts.',
    when: 'in environments with `clusterIssuer`',
  },
  'external-dns': {
    repository: 'https://kubernetes-sigs.github.io/external-dns/',
    chart: 'external-dns',
    source: 'https://github.com/kubernetes-sigs/external-dns/tree/master/charts/external-dns',
    version: '1.20.0',
    namespace: 'platform',
    wave: OTHERS,
    purpose: 'Points the hosts of applications to the ingress controller, in Route 53.',
    when: 'only with `enabled: true`',
  },
  'external-secrets': {
    repository: 'https://charts.external-secrets.io',
    chart: 'external-secrets',
    source: 'https://github.com/external-secrets/external-secrets/tree/main/deploy/charts/external-secrets',
    version: '2.0.0',
    namespace: 'platform',
    wave: OPERATORS,
    purpose: 'Makes Secrets from the secrets in AWS Secrets Manager or Vault.',
    when: 'unless `secretStore.type` is `sealed-secrets`',
  },
  keda: {
    repository: 'https://kedacore.github.io/charts',
    chart: 'keda',
    source: 'https://github.com/kedacore/charts/tree/main/keda',
    version: '2.17.2',
    namespace: 'platform',
    wave: OPERATORS,
    purpose: 'Scales applications by the length of their queues.',
    when: 'if `kubernetes.keda` is `true`',
  },
  kong: {
    repository: 'https://charts.konghq.com',
    chart: 'kong',
    source: 'https://github.com/Kong/charts/tree/main/charts/kong',
    version: '2.41.0',
    namespace: 'platform',
    wave: OTHERS,
    purpose: 'Brings requests to applications: the ingress controller.',
    when: 'if `ingress.controller` is `kong`',
  },
  'kube-prometheus-stack': {
    repository: 'https://prometheus-community.github.io/helm-charts',
    chart: 'kube-prometheus-stack',
    source: 'https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack',
    version: '67.8.0',
    namespace: 'monitoring',
    wave: OPERATORS,
    purpose: 'Collects metrics, sends alerts and shows dashboards.',
    when: 'in environments whose `observability.metrics` is `service-monitor`',
  },
  'metrics-server': {
    repository: 'https://kubernetes-sigs.github.io/metrics-server/',
    chart: 'metrics-server',
    source: 'https://github.com/kubernetes-sigs/metrics-server/tree/master/charts/metrics-server',
    version: '3.13.0',
    namespace: 'platform',
    wave: OTHERS,
    purpose: 'Tells autoscalers how much CPU and memory pods use.',
    when: 'always',
  },
  'opentelemetry-collector': {
    repository: 'https://open-telemetry.github.io/opentelemetry-helm-charts',
    chart: 'opentelemetry-collector',
    source: 'https://github.com/open-telemetry/opentelemetry-helm-charts/tree/main/charts/opentelemetry-collector',
    version: '0.158.3',
    namespace: 'platform',
    wave: OTHERS,
    purpose: 'Receives traces and metrics over OTLP.',
    when: 'in environments whose `observability.otlp.endpoint` is `http://opentelemetry-collector.platform:4318`',
  },
  reloader: {
    repository: 'https://stakater.github.io/stakater-charts',
    chart: 'reloader',
    source: 'https://github.com/stakater/Reloader/tree/master/deployments/kubernetes/chart/reloader',
    version: '2.2.9',
    namespace: 'platform',
    wave: OTHERS,
    purpose: 'Restarts pods when their credentials change.',
    when: 'if `kubernetes.reloader` is `true`',
  },
  'sealed-secrets': {
    repository: 'https://bitnami-labs.github.io/sealed-secrets',
    chart: 'sealed-secrets',
    source: 'https://github.com/bitnami-labs/sealed-secrets/tree/main/helm/sealed-secrets',
    version: '2.18.1',
    namespace: 'platform',
    wave: OPERATORS,
    purpose: 'Makes Secrets from the SealedSecrets in Git.',
    when: 'if `secretStore.type` is `sealed-secrets`',
  },
  traefik: {
    repository: 'https://traefik.github.io/charts',
    chart: 'traefik',
    source: 'https://github.com/traefik/traefik-helm-chart/tree/master/traefik',
    version: '37.4.0',
    namespace: 'platform',
    wave: OTHERS,
    purpose: 'Brings requests to applications: the ingress controller.',
    when: 'if `ingress.controller` is `traefik`',
  },
};
