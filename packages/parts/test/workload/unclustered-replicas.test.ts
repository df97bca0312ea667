import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

/** The Redis of the carts, one pod in two environments. */
const withCart =
  (image: string): Edit =>
  ({ apps }) => {
    apps['redis-cart'] = {
      kind: 'stateful-app',
      name: 'redis-cart',
      description: 'Redis of the carts',
      owner: 'app-team',
      environments: ['dev', 'prod'],
      image,
      port: 6379,
      runAsUser: 999,
      ingress: false,
      args: ['--dir', '/data'],
      storage: { size: '1Gi', mountPath: '/data' },
    };
  };

const scaled: Edit = ({ apps }) => (apps['redis-cart'].replicas = 3);
const findings = (edit: Edit, before: Edit) => found(reviewOf(edit, before), 'unclustered-replicas');

const textOf = (image: string, environment: string) =>
  `redis-cart may have 3 pods of ${image} in ${environment}. Each is a server with its own data, and a client reaches any of them.`;

test.each([
  'redis:7-alpine',
  'docker.io/bitnami/redis:6.0.5',
  'localhost:5000/mysql/mysql-server',
  'pgvector/pgvector:pg17',
])('K8: three pods of %s are three stores', (image) => {
  expect(findings(scaled, withCart(image))).toEqual([
    `danger redis-cart/prod: ${textOf(image, 'prod')}`,
    `warning redis-cart/dev: ${textOf(image, 'dev')}`,
  ]);
});

test('S08b: one pod of a store is as it should be', () => {
  const added = reviewOf(withCart('redis:7-alpine'));
  expect(found(added, 'unclustered-replicas')).toEqual([]);
  expect(added.findings.filter(({ severity }) => severity === 'danger')).toEqual([]);
});

test('a new store with several pods is found too', () => {
  const edit: Edit = (draft) => {
    withCart('redis:7-alpine')(draft);
    scaled(draft);
  };
  expect(findings(edit, () => {})).toHaveLength(2);
});

test('what already has several pods is not found again', () => {
  const before: Edit = (draft) => {
    withCart('redis:7-alpine')(draft);
    scaled(draft);
  };
  expect(findings(({ apps }) => (apps['redis-cart'].replicas = 4), before)).toEqual([]);
});

test('autoscaling of a store is found', () => {
  const cache: Edit = ({ apps }) => {
    apps['cache'] = {
      kind: 'stateless-app',
      name: 'cache',
      description: 'Memcached',
      owner: 'app-team',
      environments: ['prod'],
      image: 'memcached:1.6',
      port: 11211,
    };
  };
  expect(findings(({ apps }) => (apps['cache'].autoscaling = { maxReplicas: 4 }), cache)).toEqual([
    'danger cache/prod: cache may have 4 pods of memcached:1.6 in prod. Each is a server with its own data, and a client reaches any of them.',
  ]);
});

test.each(['nginx:1.29', 'acme/redis-proxy:1.0', 'bitnami/redis-cluster:7.4'])('three pods of %s are fine', (image) => {
  expect(findings(scaled, withCart(image))).toEqual([]);
});
