import * as fs from 'node:fs';
import * as path from 'node:path';
import { openFleet } from '@goldenpath/fleet';
import { appNamed, fieldsOf, type ImportFolder, importFolder, leftOutOf } from './support';

let folder: ImportFolder;
beforeEach(() => {
  folder = importFolder();
});
afterEach(() => folder.remove());

const SHOP = fs.readFileSync(path.join(__dirname, 'rendered/shop.yaml'), 'utf8');
const AROUND = fs.readFileSync(path.join(__dirname, 'rendered/around.yaml'), 'utf8');

function writeRendered(): void {
  folder.write('rendered/templates/shop.yaml', SHOP);
  folder.write('rendered/templates/around.yaml', AROUND);
}

test('a rendered chart becomes a service with its Service, route, autoscaler, files and migration, and a job', async () => {
  writeRendered();
  const result = await folder.import({ path: 'rendered' });
  expect(result.source).toBe('manifests');
  expect(fieldsOf(result, 'shop')).toEqual({
    kind: 'stateless-app',
    image: 'ghcr.io/acme/shop:2.1.0',
    replicas: 2,
    autoscaling: { maxReplicas: 8, targetCpuPercent: 65, targetMemoryPercent: 75 },
    runAsUser: 1000,
    ports: [
      { name: 'http', port: 3000 },
      { name: 'metrics', port: 9090 },
    ],
    args: ['--port', '3000'],
    env: { LOG_FORMAT: 'json', MODE: 'fast' },
    secrets: { SESSION_KEY: {}, TOKEN: {} },
    files: { '/etc/shop/shop.conf': { content: 'workers = 4\n' } },
    probes: { liveness: { path: '/healthz' }, readiness: { path: '/readyz', periodSeconds: 5 } },
    resources: { requests: { cpu: '0.1', memory: '256Mi' }, limits: { cpu: 'none', memory: '512Mi' } },
    migration: { command: ['migrate'], backoffLimit: 2 },
    volumes: {
      emptyDirs: {
        'cache-1': { mountPath: '/var/cache/shop', sizeLimit: '1Gi' },
        shm: { mountPath: '/run/shop', sizeLimit: '16Mi', medium: 'Memory' },
      },
    },
    sidecars: { proxy: { image: 'proxy:1.30' } },
  });
  expect(fieldsOf(result, 'shop-cleanup')).toEqual({
    kind: 'scheduled-job',
    image: 'ghcr.io/acme/shop:2.1.0',
    schedule: '0 3 * * *',
    concurrencyPolicy: 'Forbid',
    backoffLimit: 1,
    command: ['cleanup', '--all'],
    secrets: { SMTP_PASSWORD: {} },
  });
  await expect(openFleet({ cwd: folder.root }).validate()).resolves.toBeDefined();
});

test('sidecars and init containers are carried over in their order, with the secrets that they read', async () => {
  folder.write(
    'pod.yaml',
    `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  template:
    metadata: { labels: { app: shop } }
    spec:
      initContainers:
        - { name: sql, image: "sql-proxy:2.1", restartPolicy: Always, startupProbe: { tcpSocket: { port: 5432 } } }
        - { name: wait, image: "ghcr.io/acme/shop:2.1.0", command: [wait-for, db], resources: { limits: { memory: 64Mi } } }
        - { name: moving, image: "busybox:latest", command: [ls] }
      volumes: [{ name: pages, emptyDir: {} }, { name: spool, emptyDir: {} }, { name: conf, configMap: { name: proxy } }]
      containers:
        - name: shop
          image: ghcr.io/acme/shop:2.1.0
          ports: [{ name: http, containerPort: 3000 }]
          readinessProbe: { httpGet: { path: /ready, port: http } }
          volumeMounts: [{ name: pages, mountPath: /srv/pages }, { name: spool, mountPath: /spool }]
        - name: static
          image: nginx:1.27
          volumeMounts: [{ name: pages, mountPath: /srv/pages }, { name: pages, mountPath: /spool }, { name: spool, mountPath: /spool, subPath: a }]
        - name: auth
          image: oauth2-proxy:v7.6.0
          args: [--upstream=http://127.0.0.1:3000]
          securityContext: { runAsUser: 65532 }
          ports: [{ name: auth, containerPort: 4180 }]
          readinessProbe: { httpGet: { path: /ready, port: auth } }
          env:
            - { name: MODE, value: strict }
            - { name: COOKIE_SECRET, valueFrom: { secretKeyRef: { name: cookie, key: secret } } }
          volumeMounts: [{ name: conf, mountPath: /etc/proxy }, { name: spool, mountPath: /spool }]
`,
  );
  const result = await folder.import({ path: 'pod.yaml' });
  const app = appNamed(result, 'shop');
  const { sidecars, initContainers, secrets } = fieldsOf(result, 'shop') as Record<string, object>;
  expect(Object.entries(sidecars ?? {})).toEqual([
    ['sql', { image: 'sql-proxy:2.1', probes: { startup: { type: 'tcp', port: 5432, seconds: 30 } } }],
    ['static', { image: 'nginx:1.27', mounts: ['pages'], afterInitContainers: true }],
    [
      'auth',
      {
        image: 'oauth2-proxy:v7.6.0',
        args: ['--upstream=http://127.0.0.1:3000'],
        ports: [{ name: 'auth', port: 4180 }],
        runAsUser: 65532,
        probes: { readiness: { path: '/ready' } },
        env: { MODE: 'strict' },
        inherit: 'all',
        afterInitContainers: true,
      },
    ],
  ]);
  expect(initContainers).toEqual({
    wait: { command: ['wait-for', 'db'], resources: { limits: { cpu: 'none', memory: '64Mi' } } },
  });
  expect(secrets).toEqual({ COOKIE_SECRET: {} });
  expect(leftOutOf(app).map((line) => line.replace(/^\d+ /, ''))).toEqual([
    'spec.template.spec.initContainers[2]',
    'spec.template.spec.volumes[2]',
    'spec.template.spec.containers[1].volumeMounts[1]',
    'spec.template.spec.containers[1].volumeMounts[2]',
    'spec.template.spec.containers[2].volumeMounts[0]',
  ]);
  await expect(openFleet({ cwd: folder.root }).validate()).resolves.toBeDefined();
});

test('a claim that many pods mount is shared storage, where the platform offers it', async () => {
  writeRendered();
  const platform = path.join(folder.root, 'platform.yaml');
  const written = JSON.parse(fs.readFileSync(platform, 'utf8')) as object;
  fs.writeFileSync(platform, JSON.stringify({ ...written, kubernetes: { sharedStorageClass: 'efs-sc' } }));
  const result = await folder.import({ path: 'rendered', dryRun: true });
  expect(fieldsOf(result, 'shop')).toMatchObject({ sharedStorage: { size: '20Gi', mountPath: '/srv/uploads' } });
  expect(leftOutOf(appNamed(result, 'shop'))).not.toContainEqual(expect.stringContaining('PersistentVolumeClaim'));
});

test('what is left out is named by object and field, with its line', async () => {
  writeRendered();
  const result = await folder.import({ path: 'rendered', dryRun: true });
  expect(leftOutOf(appNamed(result, 'shop'))).toEqual([
    '25 spec.rules[0].host',
    '37 spec.metrics[0]',
    '6 data.api-password',
    '15 metadata.annotations["example.org/team"]',
    '24 spec.template.spec.nodeSelector',
    '35 spec.template.spec.containers[0].env[1]',
    '38 spec.template.spec.containers[0].livenessProbe.initialDelaySeconds',
    '47 spec.template.spec.containers[0].volumeMounts[4]',
    '49 spec.template.spec.containers[0].volumeMounts[6]',
    // The platform of the test offers no shared volumes.
    '60 PersistentVolumeClaim/shop-uploads',
  ]);
  expect(result.leftOut.map(({ object }) => object)).toEqual(['Secret/shop-secrets', 'NetworkPolicy/shop']);
});

test('the differences of the objects from the manifests are those of the fields, without secrets', async () => {
  writeRendered();
  const result = await folder.import({ path: 'rendered', dryRun: true });
  const { differences = [], environment } = appNamed(result, 'shop');
  expect(environment).toBe('prod');
  expect(differences.map(({ object, change }) => `${change} ${object}`)).toEqual([
    'changed Deployment/shop',
    'changed ConfigMap/shop-config',
    'removed PersistentVolumeClaim/shop-uploads',
    'changed Job/shop-migrate',
    'changed Service/shop',
    'changed Ingress/shop',
    'changed PodDisruptionBudget/shop',
    'changed HorizontalPodAutoscaler/shop',
    'added ExternalSecret/shop-secrets',
    'added ConfigMap/shop-files',
  ]);
  const deployment = differences[0]?.fields ?? [];
  const paths = deployment.map((field) => field.path);
  expect(deployment).toContainEqual({ path: 'spec.template.spec.nodeSelector', before: { disk: 'ssd' }, after: null });
  // The same in the manifest and in what comes out, in other words or by default.
  for (const same of [
    'containers[shop].image',
    'containers[shop].resources',
    'containers[shop].args',
    'containers[shop].ports[3000].protocol',
  ])
    expect(paths).not.toContain(`spec.template.spec.${same}`);
  const config = differences[1]?.fields ?? [];
  expect(config).toContainEqual({ path: 'data.api-password', before: '[secret]', after: null });
  expect(JSON.stringify(result)).not.toMatch(/hunter2|c2VjcmV0/);
});

test('a Deployment with the same image becomes a process, and paths of an Ingress become those of the route', async () => {
  const deployment = (name: string, container: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec: { template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: c, image: "shop:1", ${container} }] } } }
---
`;
  folder.write(
    'two.yaml',
    `${deployment('shop-worker', 'command: [work]')}${deployment(
      'shop',
      'ports: [{ containerPort: 8080 }]',
    )}apiVersion: v1
kind: Service
metadata: { name: shop }
spec: { selector: { app: shop }, ports: [{ port: 80 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop }
spec: { rules: [{ http: { paths: [{ path: /api/, backend: { service: { name: shop, port: { number: 80 } } } }] } }] }
`,
  );
  const result = await folder.import({ path: 'two.yaml' });
  expect(result.apps.map(({ name }) => name)).toEqual(['shop']);
  expect(fieldsOf(result, 'shop')).toMatchObject({
    port: 8080,
    route: { paths: ['/api'] },
    processes: { worker: { command: ['work'] } },
  });
  const { differences = [] } = appNamed(result, 'shop');
  expect(differences.map(({ object, change }) => `${change} ${object}`)).toEqual(
    expect.arrayContaining(['changed Deployment/shop', 'changed Deployment/shop-worker']),
  );
});

test('an object of another shape is not a mistake of ours', async () => {
  folder.write(
    'odd.yaml',
    `apiVersion: apps/v1
kind: Deployment
metadata: { name: odd }
spec: { replicas: many, template: { spec: { containers: [1, { name: 2 }, { ports: x, env: [{}, 1], image: [] }] } } }
---
apiVersion: v1
kind: List
items: [1, { apiVersion: v1, kind: Service, metadata: 1, spec: { selector: { a: 1 } } }]
`,
  );
  const result = await folder.import({ path: 'odd.yaml', dryRun: true });
  expect(fieldsOf(result, 'odd')).toMatchObject({ kind: 'stateless-app' });
  expect(leftOutOf(appNamed(result, 'odd')).join()).toContain('spec.replicas');
});

test('two workloads of one name are refused', async () => {
  const deployment = (kind: string) => `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: twin }\nspec: {}\n`;
  folder.write('twins.yaml', `${deployment('Deployment')}---\n${deployment('StatefulSet')}`);
  expect(await folder.refused({ path: 'twins.yaml' })).toContain('has two applications with the name twin.');
});

const deployment = (name: string, affinity = '', namespace = 'shop') => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  template:
    metadata: { labels: { tier: web, name: ${name} } }
    spec:
      containers: [{ name: ${name}, image: "example.org/${name}:1", ports: [{ name: http, containerPort: 3000 }] }]
${affinity}`;

const select = (name: string, key: string) =>
  `{ labelSelector: { matchLabels: { name: ${name} } }, topologyKey: ${key} }`;

test('terms of affinity become the names of the applications that they select', async () => {
  const affinity = `      affinity:
        podAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
            - { weight: 1, podAffinityTerm: ${select('cache', 'topology.kubernetes.io/zone')} }
            - { weight: 9, podAffinityTerm: { labelSelector: { matchLabels: { name: mail } }, namespaces: [mails], topologyKey: kubernetes.io/hostname } }
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - ${select('resizer', 'kubernetes.io/hostname')}
          preferredDuringSchedulingIgnoredDuringExecution:
            - { weight: 100, podAffinityTerm: ${select('shop', 'kubernetes.io/hostname')} }
`;
  const parts = [
    deployment('shop', affinity),
    deployment('cache'),
    deployment('resizer'),
    deployment('mail', '', 'mails'),
  ];
  folder.write('all.yaml', parts.join('\n---\n'));
  const result = await folder.import({ path: 'all.yaml' });
  expect(fieldsOf(result, 'shop')).toMatchObject({
    pod: {
      affinity: [{ app: 'cache' }, { app: 'mail', topology: 'node' }],
      antiAffinity: [{ app: 'resizer', required: true }],
    },
  });
  expect(appNamed(result, 'shop').leftOut).toEqual([]);
});

test('terms that no spec can say are listed', async () => {
  const affinity = `      affinity:
        nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } }
        podAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - ${select('cache', 'topology.kubernetes.io/zone')}
          preferredDuringSchedulingIgnoredDuringExecution:
            - { weight: 1, podAffinityTerm: ${select('elsewhere', 'topology.kubernetes.io/zone')} }
            - { weight: 1, podAffinityTerm: ${select('cache', 'example.org/rack')} }
            - { weight: 1, podAffinityTerm: ${select('mail', 'topology.kubernetes.io/zone')} }
            - { weight: 1, podAffinityTerm: { labelSelector: { matchLabels: { tier: web } }, topologyKey: kubernetes.io/hostname } }
            - { weight: 1, podAffinityTerm: { labelSelector: { matchExpressions: [] }, topologyKey: kubernetes.io/hostname } }
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - ${select('cache', 'topology.kubernetes.io/zone')}
            - ${select('shop', 'kubernetes.io/hostname')}
`;
  const others = [deployment('cache'), deployment('mail', '', 'mails')];
  folder.write('all.yaml', [deployment('shop', affinity), ...others].join('\n---\n'));
  const result = await folder.import({ path: 'all.yaml' });
  expect(fieldsOf(result, 'shop')).not.toHaveProperty('pod');
  const shop = appNamed(result, 'shop');
  expect(shop.leftOut.map(({ field, reason }) => `${field.split('affinity.').at(-1)}: ${reason}`))
    .toMatchInlineSnapshot(`
    [
      "nodeAffinity: A spec has no field for it.",
      "podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]: Pods run near others where nodes have room: \`pod.affinity\` without a condition.",
      "podAffinity.preferredDuringSchedulingIgnoredDuringExecution: A spec has no field for it.",
      "podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]: Pods can keep away from nodes with others, and not from zones.",
      "podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[1]: \`pod.spread\` says how the pods of one application are spread.",
    ]
  `);
});

test('applications with one image stay apart if one runs near the other', async () => {
  const worker = (affinity: string) =>
    deployment('shop-worker', affinity)
      .replaceAll('example.org/shop-worker:1', 'example.org/shop:1')
      .replace(', ports: [{ name: http, containerPort: 3000 }]', ', command: [work]');
  const toWorker = `      affinity: { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: ${select('shop-worker', 'kubernetes.io/hostname')} }] } }\n`;
  const toShop = toWorker.replace('name: shop-worker', 'name: shop');
  for (const [file, text] of [
    ['near.yaml', [deployment('shop', toWorker), worker('')]],
    ['from.yaml', [deployment('shop'), worker(toShop)]],
  ] as const) {
    folder.write(file, text.join('\n---\n'));
    const { apps } = await folder.import({ path: file, dryRun: true });
    expect(apps.map(({ name }) => name).sort()).toEqual(['shop', 'shop-worker']);
  }
});
