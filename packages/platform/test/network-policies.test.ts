import type { ClusterFacts } from '@goldenpath/extension';
import { platformObjects } from '@goldenpath/testing/platform-objects';
import { clustersWith, QUOTA } from './support/facts';
import { type Address, type Pod, type Port, reaches } from '@goldenpath/testing/access/network';

const CALLS = [
  {
    from: { app: 'shop', namespace: 'apps', selector: { app: 'shop' } },
    to: { app: 'orders', namespace: 'data', selector: { app: 'orders' } },
  },
];
const CLUSTER: Partial<ClusterFacts> = {
  namespaces: [
    { name: 'apps', teams: ['app-team'], quota: QUOTA },
    { name: 'data', teams: ['data-team'], quota: QUOTA },
  ],
  calls: CALLS,
  databasePort: 5432,
  exposure: { type: 'ingress', className: 'kong', controller: 'kong' },
  observability: { metrics: 'annotations', monitorLabels: {}, otlpEndpoint: 'http://collector.tracing.svc:4318' },
};

const SHOP: Pod = { namespace: 'apps', labels: { app: 'shop' } };
const ORDERS: Pod = { namespace: 'data', labels: { app: 'orders' } };
const OTHER: Pod = { namespace: 'apps', labels: { app: 'other' } };
const HTTP: Port = { port: 8080 };

async function reachesIn(cluster: Partial<ClusterFacts>, from: Pod | Address, to: Pod | Address, port: Port) {
  const platform = await clustersWith({ ...CLUSTER, ...cluster });
  const [dev] = platform.clusters;
  const objects = platformObjects({ ...platform, clusters: dev === undefined ? [] : [dev] });
  return reaches(objects, from, to, port);
}

test.each([
  [true, 6379],
  [false, 6380],
])('%s: pods reach a cache in a private network on port %i, where an application has one', async (isOpen, port) => {
  const cache = { ip: '10.10.3.4' };
  expect(await reachesIn({ privatePorts: [6379] }, SHOP, cache, { port })).toBe(isOpen);
  expect(await reachesIn({}, SHOP, cache, { port })).toBe(false);
  expect(await reachesIn({ privatePorts: [6379] }, SHOP, { ip: '52.1.2.3' }, { port })).toBe(false);
});

test.each<[boolean, string, Pod | Address, Pod | Address, Port]>([
  [true, 'an application calls one that it uses', SHOP, ORDERS, HTTP],
  [false, 'which does not call back', ORDERS, SHOP, HTTP],
  [false, 'another application of the namespace does not reach it', OTHER, ORDERS, HTTP],
  [
    false,
    'nor does a pod with its label in another namespace',
    { namespace: 'evil', labels: { app: 'shop' } },
    ORDERS,
    HTTP,
  ],
  [false, 'applications of a namespace do not reach each other', OTHER, SHOP, HTTP],
  [true, 'the ingress controller reaches applications', { namespace: 'kong' }, SHOP, HTTP],
  [true, 'also the one of the platform', { namespace: 'platform' }, SHOP, HTTP],
  [true, 'Prometheus reaches them', { namespace: 'monitoring' }, SHOP, HTTP],
  [false, 'another namespace does not', { namespace: 'default' }, SHOP, HTTP],
  [
    true,
    'they resolve names',
    SHOP,
    { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
    { port: 53, protocol: 'UDP' },
  ],
  [false, 'they do not reach other pods of the system', SHOP, { namespace: 'kube-system' }, { port: 443 }],
  [true, 'they reach a database', SHOP, { ip: '10.10.3.4' }, { port: 5432 }],
  [false, 'on its port only', SHOP, { ip: '10.10.3.4' }, { port: 22 }],
  [false, 'no database outside', SHOP, { ip: '52.1.2.3' }, { port: 5432 }],
  [true, 'they send traces', SHOP, { namespace: 'tracing' }, { port: 4318 }],
  [false, 'on the port of the collector only', SHOP, { namespace: 'tracing' }, { port: 9090 }],
  [true, 'they call services of the internet over HTTPS', SHOP, { ip: '52.1.2.3' }, { port: 443 }],
  [false, 'not without TLS', SHOP, { ip: '52.1.2.3' }, { port: 80 }],
  [false, 'they do not reach the credentials of the node', SHOP, { ip: '169.254.169.254' }, { port: 80 }],
  [false, 'they do not reach the API server', SHOP, { ip: '172.20.0.1' }, { port: 443 }],
])('%s: %s', async (isOpen, _what, from, to, port) => {
  expect(await reachesIn({}, from, to, port)).toBe(isOpen);
});

test.each<[boolean, string, Partial<ClusterFacts>, Pod | Address, Pod | Address, Port]>([
  [
    true,
    'a Gateway',
    { exposure: { type: 'gateway', name: 'public', namespace: 'gateways' } },
    { namespace: 'gateways' },
    SHOP,
    HTTP,
  ],
  [
    true,
    'a load balancer of AWS',
    { exposure: { type: 'ingress', className: 'alb', controller: 'alb' } },
    { ip: '10.0.7.7' },
    SHOP,
    HTTP,
  ],
  [
    false,
    'which is in the network',
    { exposure: { type: 'ingress', className: 'alb', controller: 'alb' } },
    { ip: '52.1.2.3' },
    SHOP,
    HTTP,
  ],
  ...(
    [
      ['of a further class', 'nginx', undefined, 'ingress-nginx', true],
      ['beside that of all applications', 'nginx', undefined, 'kong', true],
      ['in a namespace that the platform file names', 'own', 'inside', 'inside', true],
      ['and in no other one', 'own', 'inside', 'ingress-nginx', false],
    ] as const
  ).map(
    ([what, className, controllerNamespace, from, isOpen]): [
      boolean,
      string,
      Partial<ClusterFacts>,
      Pod | Address,
      Pod | Address,
      Port,
    ] => [
      isOpen,
      `a controller ${what}`,
      {
        ingressClasses: {
          internal: {
            type: 'ingress',
            className,
            ...(className === 'nginx' && { controller: 'nginx' as const }),
            ...(controllerNamespace && { controllerNamespace }),
          },
        },
      },
      { namespace: from },
      SHOP,
      HTTP,
    ],
  ),
  [
    true,
    'a controller that is not known',
    { exposure: { type: 'ingress', className: 'own' } },
    { namespace: 'somewhere' },
    SHOP,
    HTTP,
  ],
  [
    false,
    'no metrics',
    { observability: { metrics: 'none', monitorLabels: {}, otlpEndpoint: 'none' } },
    { namespace: 'monitoring' },
    SHOP,
    HTTP,
  ],
  [
    false,
    'no traces',
    { observability: { metrics: 'none', monitorLabels: {}, otlpEndpoint: 'none' } },
    SHOP,
    { namespace: 'tracing' },
    { port: 4318 },
  ],
  [
    true,
    'a collector outside',
    { observability: { metrics: 'none', monitorLabels: {}, otlpEndpoint: 'http://10.1.2.3:4318' } },
    SHOP,
    { ip: '10.1.2.3' },
    { port: 4318 },
  ],
])('%s: %s', async (isOpen, _what, cluster, from, to, port) => {
  expect(await reachesIn(cluster, from, to, port)).toBe(isOpen);
});

test('without databases in an environment, no database is reached', async () => {
  const platform = await clustersWith(CLUSTER);
  const [dev] = platform.clusters.map(({ databasePort: _none, ...cluster }) => cluster);
  const objects = platformObjects({ ...platform, clusters: dev === undefined ? [] : [dev] });
  expect(reaches(objects, SHOP, { ip: '10.10.3.4' }, { port: 5432 })).toBe(false);
});
