import { deployment, overlayOf, placed, rendition, treeOf } from './build';

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'app', namespace: 'apps' },
  spec: { ports: [{ port: 80 }] },
};
const autoscaler = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'app', namespace: 'apps' },
  spec: { maxReplicas: 4 },
};

function app(environment: string, replicas: number, tag: string) {
  const env = [
    { name: 'APP_ENV', value: environment },
    { name: 'PORT', value: '8080' },
  ];
  const containers = [{ name: 'app', image: `registry.example/app:${tag}`, env }];
  const images = [{ name: 'app', newName: 'registry.example/app', newTag: tag }];
  const ingress = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'app', namespace: 'apps' },
    spec: { rules: [{ host: `${environment}.example` }] },
  };
  return rendition(
    [placed(deployment({ containers }, { replicas })), placed(service), placed(ingress, 'overlay')],
    images,
  );
}

test('base and overlays look hand-written', () => {
  const tree = treeOf([app('dev', 1, 'latest'), app('prod', 1, 'v1')], [{ name: 'prod', ...app('prod', 4, 'v1') }]);
  expect(tree).toEqual({
    'deploy/base/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: app
spec:
  replicas: 1
  template:
    spec:
      containers:
        - name: app
          image: app
          env:
            - name: APP_ENV
            - name: PORT
              value: '8080'
`,
    'deploy/base/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - deployment.yaml
  - service.yaml
`,
    'deploy/base/service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: app
spec:
  ports:
    - port: 80
`,
    'deploy/overlays/prod/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: app
spec:
  template:
    spec:
      containers:
        - name: app
          env:
            - name: APP_ENV
              value: prod
`,
    'deploy/overlays/prod/ingress.yaml': `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: app
spec:
  rules:
    - host: prod.example
`,
    'deploy/overlays/prod/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: apps
resources:
  - ../../base
  - ingress.yaml
images:
  - name: app
    newName: registry.example/app
    newTag: v1
replicas:
  - name: app
    count: 4
patches:
  - path: deployment.yaml
`,
  });
});

test('an environment that equals the base needs no patch', () => {
  expect(overlayOf(service, service)).toEqual({
    'kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: apps
resources:
  - ../../base
`,
  });
});

test('an object that the environment does not have is deleted', () => {
  const files = overlayOf(service, [placed(autoscaler)]);
  expect(files['service.yaml']).toBe('apiVersion: v1\nkind: Service\nmetadata:\n  name: app\n$patch: delete\n');
  expect(files['kustomization.yaml']).toContain('resources:\n  - ../../base\n  - horizontalpodautoscaler.yaml\n');
});

test('replicas that an autoscaler sets are removed from the base', () => {
  const files = overlayOf(deployment({}, { replicas: 2 }), [placed(deployment({})), placed(autoscaler)]);
  expect(files['deployment.yaml']).toBe(
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: app\nspec:\n  replicas: null\n',
  );
  expect(files['kustomization.yaml']).not.toContain('replicas:');
});

test('a replica count that would match two workloads of one name is a patch', () => {
  const other = { ...deployment({}, { replicas: 1 }), kind: 'StatefulSet' };
  const files = overlayOf(deployment({}, { replicas: 2 }), [placed(deployment({}, { replicas: 3 })), placed(other)]);
  expect(files['deployment.yaml']).toContain('spec:\n  replicas: 3\n');
  expect(files['kustomization.yaml']).not.toContain('replicas:');
});

test("a patch does not take the file name of an overlay's object", () => {
  const other = { ...service, metadata: { ...service.metadata, name: 'app-lb' } };
  const changed = { ...service, spec: { ...service.spec, type: 'NodePort' } };
  const files = overlayOf(service, [placed(changed), placed(other, 'overlay')]);
  expect(Object.keys(files)).toEqual(['kustomization.yaml', 'service.merge.yaml', 'service.yaml']);
  expect(files['kustomization.yaml']).toContain('patches:\n  - path: service.merge.yaml\n');
});

test('objects in two namespaces keep them', () => {
  const elsewhere = { ...autoscaler, metadata: { name: 'app', namespace: 'other' } };
  const files = overlayOf(service, [placed(service), placed(elsewhere, 'overlay')]);
  expect(files['service.patch.yaml']).toBe('- op: add\n  path: /metadata/namespace\n  value: apps\n');
  expect(files['horizontalpodautoscaler.yaml']).toContain('metadata:\n  name: app\n  namespace: other\n');
  expect(files['kustomization.yaml']).not.toContain('namespace:');
});

test('without an object in common there is no base', () => {
  const tree = treeOf(
    [rendition([placed(service)]), rendition([])],
    [{ name: 'dev', ...rendition([placed(service)]) }],
  );
  expect(Object.keys(tree)).toEqual(['deploy/overlays/dev/kustomization.yaml', 'deploy/overlays/dev/service.yaml']);
  expect(tree['deploy/overlays/dev/kustomization.yaml']).toContain('resources:\n  - service.yaml\n');
});

test('an environment without objects has no overlay', () => {
  expect(treeOf([], [{ name: 'dev', ...rendition([]) }])).toEqual({});
});

test('an unreleased image with the name of a released one is refused', () => {
  const object = placed(deployment({ containers: [{ name: 'app', image: 'app:1.0' }] }));
  const images = [{ name: 'app', newName: 'registry.example/app', newTag: '2' }];
  expect(() => treeOf([rendition([object], images)], [])).toThrow('The image app:1.0 is not the release');
});

test('two objects of one kind and name are refused', () => {
  expect(() => treeOf([rendition([placed(service), placed(service)])], [])).toThrow('Service app (v1) appears twice.');
});

test('a pinned digest goes with the tag', () => {
  const object = placed(deployment({ containers: [{ name: 'app', image: 'r.example/app:v1@sha256:abc' }] }));
  const images = [{ name: 'app', newName: 'r.example/app', newTag: 'v1', digest: 'sha256:abc' }];
  const tree = treeOf([rendition([object], images)], [{ name: 'prod', ...rendition([object], images) }]);
  expect(tree['deploy/base/deployment.yaml']).toContain('image: app\n');
  expect(tree['deploy/overlays/prod/kustomization.yaml']).toContain('newTag: v1\n    digest: sha256:abc\n');
});

test('elements that kustomize cannot distinguish are not in the base, because any merge would lose some', () => {
  const twice = deployment({ volumes: [{ name: 'a' }, { name: 'a' }] }, { paused: true });
  const tree = treeOf([rendition([placed(twice)])], [{ name: 'dev', ...rendition([placed(twice)]) }]);
  expect(tree['deploy/base/deployment.yaml']).toMatch(/template:\n {4}spec: \{\}\n$/);
  expect(tree['deploy/overlays/dev/deployment.patch.yaml']).toBe(
    '- op: add\n  path: /spec/template/spec/volumes\n  value:\n    - name: a\n    - name: a\n',
  );
});
