// Prints, as JSON by kind, a schema for each kind of object that is generated, in which an unknown field is an error.
// Its own process: the generator of schemas is an ES module, which tests cannot load.
import { realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGenerator, createProgram } from 'ts-json-schema-generator';

const root = dirname(dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url))))));

const KINDS = {
  AppProject: ['@kubernetes-models/argo-cd', 'argoproj.io/v1alpha1'],
  Application: ['@kubernetes-models/argo-cd', 'argoproj.io/v1alpha1'],
  ApplicationSet: ['@kubernetes-models/argo-cd', 'argoproj.io/v1alpha1'],
  ClusterSecretStore: ['@kubernetes-models/external-secrets', 'external-secrets.io/v1'],
  ConfigMap: ['kubernetes-models', 'v1'],
  CronJob: ['kubernetes-models', 'batch/v1'],
  Deployment: ['kubernetes-models', 'apps/v1'],
  ExternalSecret: ['@kubernetes-models/external-secrets', 'external-secrets.io/v1'],
  HTTPRoute: ['@kubernetes-models/gateway-api', 'gateway.networking.k8s.io/v1'],
  HorizontalPodAutoscaler: ['kubernetes-models', 'autoscaling/v2'],
  Ingress: ['kubernetes-models', 'networking.k8s.io/v1'],
  Job: ['kubernetes-models', 'batch/v1'],
  LimitRange: ['kubernetes-models', 'v1'],
  Middleware: ['@kubernetes-models/traefik', 'traefik.io/v1alpha1'],
  Namespace: ['kubernetes-models', 'v1'],
  NetworkPolicy: ['kubernetes-models', 'networking.k8s.io/v1'],
  PersistentVolumeClaim: ['kubernetes-models', 'v1'],
  PodDisruptionBudget: ['kubernetes-models', 'policy/v1'],
  PodMonitor: ['@kubernetes-models/prometheus-operator', 'monitoring.coreos.com/v1'],
  PrometheusRule: ['@kubernetes-models/prometheus-operator', 'monitoring.coreos.com/v1'],
  ResourceQuota: ['kubernetes-models', 'v1'],
  Role: ['kubernetes-models', 'rbac.authorization.k8s.io/v1'],
  RoleBinding: ['kubernetes-models', 'rbac.authorization.k8s.io/v1'],
  ScaledObject: ['@kubernetes-models/keda', 'keda.sh/v1alpha1'],
  SecretStore: ['@kubernetes-models/external-secrets', 'external-secrets.io/v1'],
  Service: ['kubernetes-models', 'v1'],
  ServiceAccount: ['kubernetes-models', 'v1'],
  ServiceMonitor: ['@kubernetes-models/prometheus-operator', 'monitoring.coreos.com/v1'],
  StatefulSet: ['kubernetes-models', 'apps/v1'],
  StorageClass: ['kubernetes-models', 'storage.k8s.io/v1'],
  TCPRoute: ['@kubernetes-models/gateway-api', 'gateway.networking.k8s.io/v1alpha2'],
  TriggerAuthentication: ['@kubernetes-models/keda', 'keda.sh/v1alpha1'],
  ValidatingAdmissionPolicy: ['kubernetes-models', 'admissionregistration.k8s.io/v1'],
  ValidatingAdmissionPolicyBinding: ['kubernetes-models', 'admissionregistration.k8s.io/v1'],
};

const files = Object.entries(KINDS).map(([kind, [library, group]]) =>
  relative(root, join(realpathSync(join(root, 'node_modules', library)), group, `${kind}.d.ts`)),
);
const options = {
  path: join(root, `{${files.join(',')}}`),
  tsconfig: join(root, 'tsconfig.base.json'),
  skipTypeCheck: true,
  additionalProperties: false,
  expose: 'all',
  topRef: true,
};
// Parsed once for all kinds.
const tsProgram = createProgram(options);
// One generator for each: kinds of different packages have types of the same name.
const entries = Object.keys(KINDS).map((kind) => {
  const type = `I${kind}`;
  return [kind, createGenerator({ ...options, tsProgram, type }).createSchema(type)];
});
process.stdout.write(JSON.stringify(Object.fromEntries(entries)));
