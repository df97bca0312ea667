import { type KubernetesObject, renderApp } from '@goldenpath/manifests';
import type { WrittenAppSpec, WrittenPlatform } from '@goldenpath/spec';
import { builtInRegistry } from '@goldenpath/parts';
import { extremeFleet } from '../agreement';
import { factsOf } from '../fleet-arbitrary';
import { at } from '../planes';

/** A valid object, a function that breaks it, and the expected error. */
export interface Mutant {
  readonly what: string;
  readonly of: KubernetesObject;
  readonly change: (object: KubernetesObject) => void;
  readonly mistake: RegExp;
}

const UNKNOWN = /must NOT have additional properties/;
const TYPE = /must be/;

/** At least one spoilt object of every kind that is generated. */
export const MUTANTS: readonly Mutant[] = [
  mutant('Deployment', 'spec', 'replica', 3, UNKNOWN),
  mutant('Deployment', 'spec', 'replicas', '3', TYPE),
  mutant('Deployment', 'spec.template.spec.containers.0', 'imagePullpolicy', 'Always', UNKNOWN),
  mutant('Deployment', 'spec.template.spec.containers.0.ports.0', 'containerPort', '8080', TYPE),
  mutant('Deployment', 'spec.template.spec.containers.0.startupProbe.httpGet', 'port', { number: 80 }, TYPE),
  mutant('Deployment', 'spec.template.spec.containers.0.envFrom.0.configMapRef', 'names', 'x', UNKNOWN),
  mutant('Deployment', 'metadata.labels', 'app', 1, TYPE),
  mutant('StatefulSet', 'spec', 'volumeClaimTemplate', [], UNKNOWN),
  mutant('StatefulSet', 'spec.volumeClaimTemplates.0.spec', 'accessMode', 'ReadWriteOnce', UNKNOWN),
  mutant('StatefulSet', 'spec', 'selector', undefined, /must have required property/),
  mutant('Service', 'spec.ports.0', 'targetPort', true, TYPE),
  mutant('Service', 'spec', 'clusterIp', 'None', UNKNOWN),
  mutant('Ingress', 'spec.rules.0.http.paths.0.backend', 'serviceName', 'x', UNKNOWN),
  mutant('Ingress', '', 'apiVersion', 'networking.k8s.io/v1beta1', TYPE),
  mutant('ConfigMap', 'data', 'PORT', 8080, TYPE),
  mutant('PersistentVolumeClaim', 'spec', 'accessMode', 'ReadWriteMany', UNKNOWN),
  mutant('CronJob', 'spec', 'timezone', 'Etc/UTC', UNKNOWN),
  mutant('CronJob', 'spec.jobTemplate.spec', 'backoffLimit', '3', TYPE),
  mutant('Job', 'spec.template.spec', 'restartpolicy', 'Never', UNKNOWN),
  mutant('ServiceAccount', '', 'automountServiceAccountToken', 'no', TYPE),
  mutant('PodMonitor', 'spec.podMetricsEndpoints.0', 'ports', 'metrics', UNKNOWN),
  mutant('PodDisruptionBudget', 'spec', 'maxUnavailable', [1], TYPE),
  mutant('HorizontalPodAutoscaler', 'spec', 'targetCPUUtilizationPercentage', 70, UNKNOWN),
  mutant('ScaledObject', 'spec', 'minReplicas', 1, UNKNOWN),
  mutant('ScaledObject', 'spec.triggers.0.metadata', 'queueLength', 5, TYPE),
  mutant('TriggerAuthentication', 'spec.podIdentity', 'provider', undefined, /must have required property/),
  mutant('ExternalSecret', 'spec.target', 'creationPolicy', 'Own', TYPE),
  mutant('ExternalSecret', 'spec.data.0.remoteRef', 'propertty', 'host', UNKNOWN),
  mutant('ServiceMonitor', 'spec.endpoints.0', 'ports', 'http', UNKNOWN),
  mutant('ServiceMonitor', 'spec.endpoints.0', 'path', 1, TYPE),
  mutant('ServiceMonitor', 'spec', 'selector', undefined, /must have required property/),
  mutant('PrometheusRule', 'spec.groups.0.rules.0', 'expression', 'up', UNKNOWN),
  mutant('HTTPRoute', 'spec.rules.0.matches.0.path', 'type', 'Prefix', TYPE),
  mutant('HTTPRoute', 'spec.rules.0.backendRefs.0', 'servicePort', 80, UNKNOWN),
  mutant('TCPRoute', 'spec', 'hostnames', ['a.example.org'], UNKNOWN),
  mutant('Middleware', 'spec.stripPrefix', 'prefix', ['/api'], UNKNOWN),
];

function mutant(kind: string, place: string, field: string, value: unknown, mistake: RegExp): Mutant {
  const shown = value === undefined ? 'nothing' : JSON.stringify(value);
  return {
    what: `${kind}: ${place === '' ? '' : `${place}.`}${field} is ${shown}`,
    of: example(kind),
    change: (object) => Object.assign((place === '' ? object : at(object, place)) as object, { [field]: value }),
    mistake,
  };
}

/** A good object of a kind. */
function example(kind: string): KubernetesObject {
  const found = examples().find((object) => object.kind === kind);
  if (found === undefined) throw new Error(`No application here has a ${kind}.`);
  return found;
}

function examples(): KubernetesObject[] {
  const { platform, apps } = extremeFleet();
  const gateway: WrittenPlatform = {
    ...platform,
    ingress: { type: 'gateway', name: 'public', namespace: 'gateways', tcpListeners: { redis: 6379 } },
    ingressClasses: { traefik: { type: 'ingress', className: 'traefik' } },
  };
  // Alerts need the Prometheus Operator.
  const monitored: WrittenPlatform = { ...platform, observability: { metrics: 'service-monitor' } };
  const inClusters: WrittenPlatform = {
    ...monitored,
    kubernetes: { keda: true, sharedStorageClass: 'efs' },
    environments: platform.environments.map((environment) => ({ ...environment, cluster: { name: environment.name } })),
  };
  const owner = platform.teams[0] ?? '';
  const scaled: WrittenAppSpec = {
    kind: 'stateless-app',
    name: 'web',
    description: 'Scales',
    owner,
    autoscaling: { maxReplicas: 5 },
    observability: { metrics: 'service-monitor', alerts: true },
  };
  const job: WrittenAppSpec = {
    kind: 'scheduled-job',
    name: 'nightly',
    description: 'Cleans up',
    owner,
    schedule: '0 2 * * *',
    buckets: { reports: {} },
  };
  const worker: WrittenAppSpec = {
    kind: 'stateless-app',
    name: 'worker',
    description: 'Works',
    owner,
    ports: [],
    migration: { command: ['migrate'] },
    queues: { work: {} },
    sharedStorage: { size: '10Gi', mountPath: '/srv/shared' },
    autoscaling: { maxReplicas: 9, queue: { name: 'work' } },
    processes: {
      web: {
        ports: [
          { name: 'http', port: 4000 },
          { name: 'metrics', port: 9394 },
        ],
        autoscaling: { maxReplicas: 3 },
      },
    },
    observability: { metrics: 'service-monitor', port: 9090 },
  };
  const routed: WrittenAppSpec = {
    kind: 'stateless-app',
    name: 'routed',
    description: 'Answers TCP',
    owner,
    probe: 'tcp',
    route: { listener: 'redis' },
    routes: { api: { class: 'traefik', paths: ['/api'], stripPrefix: true } },
  };
  const fleets = [
    factsOf({ platform: monitored, apps: [scaled, ...apps] }),
    factsOf({ platform: gateway, apps: [scaled, routed] }),
    factsOf({ platform: inClusters, apps: [job, worker] }),
  ];
  return fleets.flatMap((facts) =>
    facts.apps.flatMap(({ name, environments }) =>
      environments.flatMap((one) => renderApp(name, one, builtInRegistry)),
    ),
  );
}
