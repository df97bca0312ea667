import type { KubernetesObject } from '@goldenpath/kustomize';

/** One object of each kind that an application has, with a value in every field that kustomize merges in a special way. */
export function sampleObjects(name: string): KubernetesObject[] {
  const metadata = {
    name,
    labels: { app: name, 'app.kubernetes.io/name': name },
    annotations: { 'a/b': 'c', 'd~e': '1' },
  };
  return [
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: workload(name) },
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: `${name}-state`, labels: { app: name } },
      spec: { ...workload(name), serviceName: name, volumeClaimTemplates: claims() },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        selector: { app: name },
        ports: [
          { port: 80, targetPort: 8080 },
          { port: 81, name: 'metrics' },
        ],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `${name}-typed` },
      spec: {
        ports: [
          { port: 80, protocol: 'TCP', targetPort: 'http' },
          { port: 80, protocol: 'UDP' },
          { port: 81, protocol: 'TCP' },
        ],
        externalIPs: ['10.0.0.1', '10.0.0.2'],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name },
      data: { APP_ENV: 'dev', COUNT: '1', YES: 'yes', TEXT: 'a\nb\n' },
    },
    ingress(name),
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name },
      spec: {
        minReplicas: 1,
        maxReplicas: 4,
        metrics: [{ type: 'Resource', resource: { name: 'cpu' } }, { type: 'Pods' }],
      },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name },
      spec: { maxUnavailable: 1, selector: { matchLabels: { app: name } } },
    },
    ...customResources(name),
  ];
}

function workload(name: string) {
  return {
    replicas: 2,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name }, annotations: { 'checksum/config': '0123' } },
      spec: {
        containers: [
          container(name, `registry.example/${name}:1.0`, [
            { containerPort: 8080 },
            { containerPort: 9090, name: 'metrics' },
          ]),
          container('side', 'side:2', [
            { containerPort: 1, protocol: 'TCP' },
            { containerPort: 1, protocol: 'UDP' },
          ]),
        ],
        initContainers: [
          { name: 'wait', image: 'wait:1', command: ['sh', '-c', 'true'] },
          { name: 'move', image: 'move:1' },
        ],
        imagePullSecrets: [{ name: 'one' }, { name: 'two' }],
        hostAliases: [
          { ip: '10.0.0.1', hostnames: ['a'] },
          { ip: '10.0.0.2', hostnames: ['b', 'c'] },
        ],
        tolerations: [
          { key: 'a', operator: 'Exists' },
          { key: 'b', operator: 'Exists' },
        ],
        nodeSelector: { role: 'workloads', 'x/y': 'true' },
        securityContext: { runAsNonRoot: true, runAsUser: 10001, supplementalGroups: [1, 2] },
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'zone',
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: { app: name } },
          },
          { maxSkew: 1, topologyKey: 'host', whenUnsatisfiable: 'ScheduleAnyway' },
        ],
        volumes: [
          { name: 'tmp', emptyDir: {} },
          { name: 'config', configMap: { name, items: [{ key: 'a', path: 'b' }] } },
          { name: 'all', projected: { sources: [{ secret: { name } }, { configMap: { name } }] } },
        ],
      },
    },
  };
}

function container(name: string, image: string, ports: readonly object[]) {
  return {
    name,
    image,
    args: ['--port', '8080'],
    env: [
      { name: 'A', value: '1' },
      { name: 'B', value: 'b' },
      { name: 'C', valueFrom: { secretKeyRef: { name: 's', key: 'c' } } },
    ],
    envFrom: [{ configMapRef: { name } }, { secretRef: { name } }],
    ports,
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
    securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    livenessProbe: { httpGet: { path: '/health', port: 8080 }, periodSeconds: 10 },
    lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
    volumeMounts: [
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'config', mountPath: '/config', readOnly: true },
    ],
  };
}

function claims() {
  return [
    {
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    },
  ];
}

function ingress(name: string): KubernetesObject {
  const backend = { service: { name, port: { number: 80 } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' } },
    spec: {
      ingressClassName: 'kong',
      tls: [{ hosts: ['a.example', 'b.example'], secretName: `${name}-tls` }],
      rules: ['a.example', 'b.example'].map((host) => ({
        host,
        http: { paths: [{ path: '/', pathType: 'Prefix', backend }] },
      })),
    },
  };
}

function customResources(name: string): KubernetesObject[] {
  return [
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: `${name}.creds` },
      spec: {
        refreshInterval: '1h',
        data: ['host', 'port'].map((property) => ({ secretKey: property, remoteRef: { key: 'k', property } })),
      },
    },
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name },
      spec: {
        hostnames: ['a.example', 'b.example'],
        parentRefs: [{ name: 'gateway', namespace: 'kong' }],
        rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [{ name, port: 80 }] }],
      },
    },
  ];
}
