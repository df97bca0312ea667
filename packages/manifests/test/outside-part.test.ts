import { createRegistry, definePart, PartError, type PartCharts } from '@goldenpath/extension';
import { appManifests, renderApp } from '@goldenpath/manifests';
import { builtIn, builtInRegistry } from '@goldenpath/parts';
import { ApiObject } from 'cdk8s';
import type { AppInEnvironment } from '@goldenpath/model';
import { app, backend } from '@goldenpath/testing/facts/cluster';
import { at, container, identities, objectOf, podSpec } from '@goldenpath/testing/rendered/objects';

interface Queue {
  readonly url: string;
}

/** A part as another package writes one: with plain objects of cdk8s. */
function registryWith(charts: PartCharts<Queue>) {
  const queue = definePart<Queue>({ name: 'queue', description: 'A queue.', charts: () => charts });
  return createRegistry([builtIn, { parts: [queue] }]);
}

const withQueue = (environment: string): AppInEnvironment =>
  Object.assign(backend('shop', environment), { queue: { url: `https://queues/${environment}` } });

const queueMap: PartCharts<Queue> = {
  add: (chart, { app: name, facts }) => {
    const metadata = { name: `${name}-queue` };
    new ApiObject(chart, 'queue', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { QUEUE_URL: facts.url } });
  },
  pod: () => ({
    annotations: { queue: 'yes' },
    envFrom: [{ secretRef: { name: 'shop-queue' } }, { configMapRef: { name: 'shop-queue' } }],
    volumes: [{ name: 'ebs', awsElasticBlockStore: { volumeID: 'vol-1' } }],
    volumeMounts: [{ name: 'ebs', mountPath: '/ebs' }],
  }),
};

const objects = renderApp('shop', withQueue('prod'), registryWith(queueMap));

test('a part of another package makes plain objects, after those of the built-in parts', () => {
  expect(identities(objects).at(-1)).toBe('ConfigMap shop-queue');
  expect(objectOf(objects, 'ConfigMap', 'shop-queue')).toMatchObject({
    metadata: { namespace: 'apps', labels: withQueue('prod').labels },
    data: { QUEUE_URL: 'https://queues/prod' },
  });
});

test('its additions to the pods are merged with the rest, and secrets come last', () => {
  expect(container(objects)['envFrom']).toEqual([
    { configMapRef: { name: 'shop-config' } },
    { configMapRef: { name: 'shop-queue' } },
    { secretRef: { name: 'shop-db-creds' } },
    { secretRef: { name: 'shop-queue' } },
  ]);
  expect(container(objects)['volumeMounts']).toEqual([
    { name: 'ebs', mountPath: '/ebs' },
    { name: 'tmp', mountPath: '/tmp' },
  ]);
  expect(at(objectOf(objects, 'Deployment'), 'spec.template.metadata.annotations')).toEqual({
    'goldenpath.io/configuration-checksum': 'checksum-prod',
    queue: 'yes',
  });
});

test('its additions have the form of the Kubernetes API and are not changed', () => {
  expect(at(podSpec(objects), 'volumes.0')).toEqual({ name: 'ebs', awsElasticBlockStore: { volumeID: 'vol-1' } });
});

test('its object has its own file, next to one of the same kind', () => {
  const files = appManifests(app('shop', [withQueue('prod')]), registryWith(queueMap)).map(({ path }) => path);
  expect(files).toContain('apps/shop/deploy/overlays/prod/configmap.yaml');
  expect(files).toContain('apps/shop/deploy/overlays/prod/configmap-shop-queue.yaml');
});

test('without it everything else is the same', () => {
  const names = identities(renderApp('shop', withQueue('prod'), builtInRegistry));
  expect(names).toEqual(identities(objects).filter((name) => name !== 'ConfigMap shop-queue'));
});

test.each<[string, PartCharts<Queue>]>([
  ['add', { add: () => fail() }],
  ['pod', { pod: () => fail() }],
])('an error in its `%s` names the part', (_, charts) => {
  const render = () => renderApp('shop', withQueue('prod'), registryWith(charts));
  expect(render).toThrow(PartError);
  expect(render).toThrow('The part queue cannot make the objects of shop in prod: no url');
});

function fail(): never {
  throw new Error('no url');
}
