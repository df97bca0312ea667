import { appNamed, fieldsOf, type ImportFolder, importFolder, leftOutOf } from './support';

let folder: ImportFolder;
beforeEach(() => {
  folder = importFolder();
});
afterEach(() => folder.remove());

const STATEFUL_SET = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: cache }
spec:
  serviceName: cache
  selector: { matchLabels: { app: cache } }
  template:
    metadata: { labels: { app: cache } }
    spec:
      hostNetwork: true
      containers:
        - name: cache
          image: redis
          ports: [{ containerPort: 6379 }]
          volumeMounts: [{ name: data, mountPath: /data }]
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 5Gi } } }
`;

test('a kustomize overlay is built, and what is left out is located in the base', async () => {
  folder.write('base/kustomization.yaml', 'resources: [cache.yaml]\n');
  folder.write('base/cache.yaml', STATEFUL_SET);
  folder.write(
    'overlays/prod/kustomization.yaml',
    'resources: [../../base]\nimages: [{ name: redis, newTag: "7.4" }]\nreplicas: [{ name: cache, count: 3 }]\n',
  );
  const result = await folder.import({ path: 'overlays/prod' });
  expect(result.source).toBe('kustomize');
  expect(fieldsOf(result, 'cache')).toEqual({
    kind: 'stateful-app',
    image: 'redis:7.4',
    port: 6379,
    probe: 'tcp',
    ingress: false,
    replicas: 3,
    storage: { size: '5Gi', mountPath: '/data' },
  });
  const app = appNamed(result, 'cache');
  expect(leftOutOf(app)).toEqual(['10 spec.template.spec.hostNetwork']);
  expect(app.leftOut[0]?.file).toBe('source/base/cache.yaml');
});

test('a kustomization with a remote resource is refused before it is fetched', async () => {
  folder.write('kustomization.yaml', 'resources: ["https://example.invalid/x.yaml"]\n');
  expect(await folder.refused({ path: '' })).toContain('which is not fetched.');
});

test('a kustomization that cannot be built is one error', async () => {
  folder.write('kustomization.yaml', 'resources: [missing.yaml]\n');
  expect(await folder.refused({ path: '' })).toContain('cannot be built');
});
