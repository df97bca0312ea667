import { type ClusterFacts, type ComponentName, isMap, type PlatformFacts } from '@goldenpath/extension';

/** Values of a chart. */
export type Values = Readonly<Record<string, unknown>>;

/** The nodes that components run on. The nodes of applications have `role: workloads`. */
const ON_PLATFORM_NODES = { nodeSelector: { role: 'platform' } };

/** What a container requests. It may use more CPU, and not more memory than `limit`. */
function resources(cpu: string, memory: string, limit = memory): { readonly resources: Values } {
  return { resources: { requests: { cpu, memory }, limits: { memory: limit } } };
}

/** Production runs two pods of what requests or admissions pass through. A local cluster has one node for them. */
function replicas({ isProduction, local }: ClusterFacts): number {
  return isProduction && local === undefined ? 2 : 1;
}

/** A cluster on a machine has no load balancer. Requests come to the ports of its nodes, of which the control plane's are those of the machine. */
const LOCAL_TRAEFIK: Values = {
  service: { type: 'NodePort' },
  ports: { web: { nodePort: 80 }, websecure: { nodePort: 443 } },
  // Without an address in its status, an Ingress never becomes healthy in Argo CD.
  providers: { kubernetesIngress: { publishedService: { enabled: false } } },
  additionalArguments: ['--providers.kubernetesingress.ingressendpoint.hostname=localhost'],
};
const LOCAL_KONG: Values = { proxy: { type: 'NodePort', http: { nodePort: 80 }, tls: { nodePort: 443 } } };

type ValuesOf = (cluster: ClusterFacts, platform: Pick<PlatformFacts, 'domain' | 'organisation'>) => Values;

/** The values of each chart: nodes, resources, and what the platform file says. Everything else is the chart's. */
export const DEFAULT_VALUES: Readonly<Record<ComponentName, ValuesOf>> = {
  backstage: ({ exposure, portalHost = '', clusterIssuer, local }) => {
    const isSecure = clusterIssuer !== undefined;
    const baseUrl = `${isSecure ? 'https' : 'http'}://${portalHost}${local === undefined ? '' : ':8880'}`;
    return {
      backstage: {
        appConfig: { app: { baseUrl }, backend: { baseUrl, cors: { origin: baseUrl } } },
        ...ON_PLATFORM_NODES,
        ...resources('250m', '512Mi', '1Gi'),
      },
      ...(exposure.type === 'ingress' && {
        ingress: {
          enabled: true,
          className: exposure.className,
          host: portalHost,
          ...(isSecure && {
            annotations: { 'cert-manager.io/cluster-issuer': clusterIssuer },
            tls: { enabled: true, secretName: 'backstage-tls' },
          }),
        },
      }),
    };
  },
  'cert-manager': (cluster) => ({
    crds: { enabled: true },
    global: { leaderElection: { namespace: 'platform' } },
    replicaCount: replicas(cluster),
    ...ON_PLATFORM_NODES,
    ...resources('20m', '128Mi', '256Mi'),
    webhook: { replicaCount: replicas(cluster), ...ON_PLATFORM_NODES, ...resources('10m', '64Mi', '128Mi') },
    cainjector: { ...ON_PLATFORM_NODES, ...resources('20m', '128Mi', '512Mi') },
    startupapicheck: { enabled: false },
  }),
  'external-dns': (cluster, { domain, organisation }) => ({
    provider: { name: 'aws' },
    domainFilters: [domain, ...(cluster.domains ?? [])],
    sources: routeSources(cluster),
    // Records of another owner stay as they are.
    txtOwnerId: `${organisation}-${cluster.environment}`,
    ...ON_PLATFORM_NODES,
    ...resources('10m', '64Mi', '128Mi'),
  }),
  'external-secrets': (cluster) => ({
    installCRDs: true,
    replicaCount: replicas(cluster),
    leaderElect: true,
    serviceAccount: {
      name: 'external-secrets',
      ...(cluster.secretsRoleArn !== undefined && {
        annotations: { 'eks.amazonaws.com/role-arn': cluster.secretsRoleArn },
      }),
    },
    ...ON_PLATFORM_NODES,
    ...resources('20m', '128Mi', '256Mi'),
    webhook: { replicaCount: replicas(cluster), ...ON_PLATFORM_NODES, ...resources('10m', '64Mi', '128Mi') },
    certController: { ...ON_PLATFORM_NODES, ...resources('10m', '128Mi', '256Mi') },
  }),
  // KEDA takes the role of its service account in AWS. Without an annotation, EKS Pod Identity gives it one.
  keda: (cluster) => ({
    operator: { name: 'keda-operator', replicaCount: replicas(cluster) },
    metricsServer: { replicaCount: replicas(cluster) },
    webhooks: { replicaCount: replicas(cluster) },
    serviceAccount: { operator: { name: 'keda-operator' } },
    ...(cluster.kedaRoleArn !== undefined && {
      podIdentity: { aws: { irsa: { enabled: true, roleArn: cluster.kedaRoleArn } } },
    }),
    ...ON_PLATFORM_NODES,
    resources: {
      operator: resources('20m', '128Mi', '512Mi').resources,
      metricServer: resources('20m', '128Mi', '256Mi').resources,
      webhooks: resources('10m', '64Mi', '128Mi').resources,
    },
  }),
  kong: (cluster) => ({
    ...(cluster.local !== undefined && LOCAL_KONG),
    replicaCount: replicas(cluster),
    ...(cluster.exposure.type === 'ingress' && {
      ingressController: { ingressClass: cluster.exposure.className, ...resources('50m', '128Mi', '256Mi') },
    }),
    ...ON_PLATFORM_NODES,
    ...resources('200m', '512Mi', '1Gi'),
  }),
  'kube-prometheus-stack': (cluster) => prometheusValues(cluster),
  'metrics-server': (cluster) => ({
    // The kubelets of Kind have certificates that no authority signed.
    ...(cluster.local !== undefined && { args: ['--kubelet-insecure-tls'] }),
    replicas: replicas(cluster),
    ...ON_PLATFORM_NODES,
    ...resources('100m', '200Mi', '400Mi'),
  }),
  'opentelemetry-collector': (cluster) => ({
    mode: 'deployment',
    // The address of the collector in the platform file has this name.
    fullnameOverride: 'opentelemetry-collector',
    image: { repository: 'otel/opentelemetry-collector-k8s' },
    replicaCount: replicas(cluster),
    ...ON_PLATFORM_NODES,
    ...resources('100m', '256Mi', '512Mi'),
  }),
  // An annotation of the pods is left alone by Argo CD. A variable, which is the default, it would remove, and restart the pods again.
  reloader: () => ({
    reloader: {
      reloadStrategy: 'annotations',
      deployment: { ...ON_PLATFORM_NODES, ...resources('10m', '128Mi', '256Mi') },
    },
  }),
  'sealed-secrets': () => ({
    // The name under which `kubeseal` looks for the controller.
    fullnameOverride: 'sealed-secrets-controller',
    ...ON_PLATFORM_NODES,
    ...resources('10m', '64Mi', '128Mi'),
  }),
  traefik: (cluster) => ({
    deployment: { replicas: replicas(cluster) },
    ...(cluster.local !== undefined && LOCAL_TRAEFIK),
    ...(cluster.exposure.type === 'ingress' && {
      ingressClass: { enabled: true, isDefaultClass: false, name: cluster.exposure.className },
    }),
    ...ON_PLATFORM_NODES,
    ...resources('100m', '128Mi', '512Mi'),
  }),
};

/** The objects in which external-dns finds hosts. */
function routeSources({ exposure, ingressClasses = {} }: ClusterFacts): string[] {
  const classes = [exposure, ...Object.values(ingressClasses)];
  const gateways = classes.filter((each) => each.type === 'gateway');
  return [
    ...(gateways.length < classes.length ? ['ingress'] : []),
    ...(gateways.length > 0 ? ['gateway-httproute'] : []),
    ...(gateways.some((each) => Object.keys(each.tcpListeners ?? {}).length > 0) ? ['gateway-tcproute'] : []),
  ];
}

function prometheusValues(cluster: ClusterFacts): Values {
  const { storageClass, observability } = cluster;
  const hasLabels = Object.keys(observability.monitorLabels).length > 0;
  return {
    // A managed control plane does not let these be read.
    kubeControllerManager: { enabled: false },
    kubeEtcd: { enabled: false },
    kubeScheduler: { enabled: false },
    prometheusOperator: { ...ON_PLATFORM_NODES, ...resources('50m', '128Mi', '256Mi') },
    prometheus: {
      prometheusSpec: {
        ...ON_PLATFORM_NODES,
        ...resources('500m', '2Gi', '4Gi'),
        retention: '15d',
        // Objects of applications count as well, not only those of this chart.
        podMonitorSelectorNilUsesHelmValues: false,
        ruleSelectorNilUsesHelmValues: false,
        serviceMonitorSelectorNilUsesHelmValues: false,
        ...(hasLabels && { serviceMonitorSelector: { matchLabels: observability.monitorLabels } }),
        storageSpec: { volumeClaimTemplate: { spec: claim(storageClass, '50Gi') } },
      },
    },
    alertmanager: { alertmanagerSpec: { ...ON_PLATFORM_NODES, ...resources('10m', '64Mi', '128Mi') } },
    grafana: {
      ...ON_PLATFORM_NODES,
      ...resources('50m', '256Mi', '512Mi'),
      // The dashboards of applications are in the folders of their teams.
      sidecar: {
        dashboards: {
          searchNamespace: 'ALL',
          folderAnnotation: 'grafana_folder',
          provider: { foldersFromFilesStructure: true },
        },
      },
    },
    'kube-state-metrics': { ...ON_PLATFORM_NODES, ...resources('10m', '128Mi', '256Mi') },
    'prometheus-node-exporter': resources('10m', '32Mi', '64Mi'),
  };
}

function claim(storageClassName: string, storage: string): Values {
  return { storageClassName, accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } };
}

/** Merges values as Helm does: maps are merged, everything else is replaced. `null` removes a default of the chart. */
export function mergedValues(defaults: Values, own: Values): Values {
  const merged = Object.entries(own).map(([name, value]) => {
    const before = Object.hasOwn(defaults, name) ? defaults[name] : undefined;
    return [name, isMap(before) && isMap(value) ? mergedValues(before, value) : value] as const;
  });
  return { ...defaults, ...Object.fromEntries(merged) };
}
