import { place } from '../src/layout';

const object = (kind: string, spec: object = {}) => ({ apiVersion: 'v1', kind, metadata: { name: 'a' }, spec });
const homes = (...objects: ReturnType<typeof object>[]) => place(objects).map(({ home, file }) => `${home}/${file}`);

test('what an application is goes to the base', () => {
  expect(homes(object('Deployment'), object('StatefulSet'), object('ExternalSecret'), object('Service'))).toEqual([
    'base/deployment.yaml',
    'base/statefulset.yaml',
    'base/externalsecret.yaml',
    'base/service.yaml',
  ]);
});

test("what is an environment's goes to its overlay", () => {
  const kinds = ['ConfigMap', 'Ingress', 'HTTPRoute', 'PodDisruptionBudget', 'HorizontalPodAutoscaler'];
  expect(homes(...kinds.map((kind) => object(kind)))).toEqual([
    'overlay/configmap.yaml',
    'overlay/ingress.yaml',
    'overlay/httproute.yaml',
    'overlay/poddisruptionbudget.yaml',
    'overlay/horizontalpodautoscaler.yaml',
  ]);
});

test('beside a headless Service the other one is a way in', () => {
  expect(homes(object('Service', { clusterIP: 'None' }), object('Service'))).toEqual([
    'base/service-headless.yaml',
    'overlay/service.yaml',
  ]);
});

test('a kind without a place is our bug', () => {
  expect(() => homes(object('CronJob'))).toThrow('no place for a CronJob');
});
