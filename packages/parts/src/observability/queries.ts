import type { Monitoring } from './types';

/**
 * Queries in PromQL. The metrics of requests and of connections are those of the templates of services. All others are those of
 * kube-state-metrics (`kube_…`), of cAdvisor (`container_…`) and of the kubelet (`kubelet_…`), as kube-prometheus-stack scrapes them.
 */
export interface Queries {
  /** Requests in a second, by status. */
  readonly requests: string;
  /** The part of requests that fail. */
  readonly errors: string;
  /** Whether there are enough requests for a percentage: 20 in ten minutes. */
  readonly isUsed: string;
  /** What 95, or 50, of 100 requests stay below, in seconds. */
  readonly latency95: string;
  readonly latency50: string;
  /** The part of the limit that each pod uses. */
  readonly cpu: string;
  readonly memory: string;
  /** Cores that each pod uses. */
  readonly cores: string;
  /** Restarts of each pod in 15 minutes. */
  readonly restarts: string;
  /** Pods that should be there, those that are available, and how many are missing. */
  readonly wantedPods: string;
  readonly availablePods: string;
  readonly missingPods: string;
  /** The part of the largest number of pods that the autoscaler has reached. */
  readonly scale: string;
  /** The part of each volume that is full. */
  readonly volumes: string;
  /** The part of its connections to the database that each pod uses, and the requests that wait for one. */
  readonly connections: string;
  readonly waiting: string;
  /** Whether Prometheus does not get the metrics of any pod. */
  readonly noMetrics: string;
}

/** Probes and scrapes are not requests of users. */
const NOT_A_REQUEST = 'route!~"/health|/ready|/metrics"';

/** Returns the queries about an application. Its container has its name, and so has the job of its ServiceMonitor. */
export function queriesOf(app: string, { namespace, controller, volumeClaims }: Monitoring): Queries {
  const own = `namespace="${namespace}",job="${app}"`;
  const container = `namespace="${namespace}",container="${app}"`;
  const counted = `${own},${NOT_A_REQUEST}`;
  const latency = (part: number) =>
    `histogram_quantile(${part}, sum by (le) (rate(http_request_duration_seconds_bucket{${counted}}[5m])))`;
  const claims = `namespace="${namespace}",persistentvolumeclaim=~"${volumeClaims ?? app}-[0-9]+"`;
  const limit = (resource: string) =>
    `max by (pod) (kube_pod_container_resource_limits{${container},resource="${resource}"})`;
  const pods = podsOf(app, namespace, controller);
  const scaler = `{namespace="${namespace}",horizontalpodautoscaler="${app}"}`;
  const cores = `sum by (pod) (rate(container_cpu_usage_seconds_total{${container}}[5m]))`;
  return {
    requests: `sum by (status) (rate(http_requests_total{${counted}}[5m]))`,
    errors: `sum(rate(http_requests_total{${counted},status=~"5.."}[5m])) / sum(rate(http_requests_total{${counted}}[5m]))`,
    isUsed: `sum(increase(http_requests_total{${counted}}[10m])) > 20`,
    latency95: latency(0.95),
    latency50: latency(0.5),
    cpu: `${cores} / ${limit('cpu')}`,
    memory: `max by (pod) (container_memory_working_set_bytes{${container}}) / ${limit('memory')}`,
    cores,
    restarts: `sum by (pod) (increase(kube_pod_container_status_restarts_total{${container}}[15m]))`,
    wantedPods: pods.wanted,
    availablePods: pods.available,
    missingPods: `${pods.wanted} - ${pods.available}`,
    scale: `sum(kube_horizontalpodautoscaler_status_current_replicas${scaler}) / sum(kube_horizontalpodautoscaler_spec_max_replicas${scaler})`,
    volumes: `max by (persistentvolumeclaim) (kubelet_volume_stats_used_bytes{${claims}}) / max by (persistentvolumeclaim) (kubelet_volume_stats_capacity_bytes{${claims}})`,
    connections: `sum by (pod) (db_client_connection_count{${own},state="used"}) / sum by (pod) (db_client_connection_max{${own}})`,
    waiting: `sum by (pod) (db_client_connection_pending_requests{${own}})`,
    noMetrics: `absent(up{${own}} == 1)`,
  };
}

function podsOf(
  app: string,
  namespace: string,
  controller: Monitoring['controller'],
): { readonly wanted: string; readonly available: string } {
  return controller === 'Deployment'
    ? {
        wanted: `sum(kube_deployment_spec_replicas{namespace="${namespace}",deployment="${app}"})`,
        available: `sum(kube_deployment_status_replicas_available{namespace="${namespace}",deployment="${app}"})`,
      }
    : {
        wanted: `sum(kube_statefulset_replicas{namespace="${namespace}",statefulset="${app}"})`,
        available: `sum(kube_statefulset_status_replicas_ready{namespace="${namespace}",statefulset="${app}"})`,
      };
}
