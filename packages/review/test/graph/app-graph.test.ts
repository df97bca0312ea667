import { builtInRegistry } from '@goldenpath/parts';
import type { FleetFacts } from '@goldenpath/model';
import { openWritten } from '@goldenpath/testing/written-fleet';
import { appGraph, type GraphNode } from '@goldenpath/review';
import { madeReview } from '@goldenpath/testing/made-review';

const api = {
  kind: 'backend-app-rds',
  name: 'api',
  description: 'An API',
  owner: 'app-team',
  environments: ['dev', 'prod'],
  uses: ['cache'],
  database: { name: 'orders', username: 'orders_user' },
  overrides: { prod: { replicas: 3, database: { instance: 'dedicated', size: 'large' } } },
};
const cache = {
  kind: 'stateful-app',
  name: 'cache',
  description: 'A cache',
  owner: 'platform-team',
  image: 'redis:7.4',
  port: 6379,
  probe: 'tcp',
  storage: { size: '1Gi', mountPath: '/data' },
};
const shop = {
  kind: 'stateless-app',
  name: 'shop',
  description: 'A shop',
  owner: 'app-team',
  environments: ['prod'],
  uses: ['api'],
};

let facts: FleetFacts;
beforeAll(async () => {
  ({ facts } = await openWritten([api, cache, shop]));
});

const node = (nodes: readonly GraphNode[], id: string) => nodes.find((each) => each.id === id);
const arrows = (graph: ReturnType<typeof appGraph>) => graph.edges.map(({ from, to }) => `${from} > ${to}`);

test('an application with a database, from its repository and its host to the instance', () => {
  const graph = appGraph(facts, 'api', builtInRegistry);
  expect(graph.nodes.map(({ kind, id }) => `${kind}: ${id}`)).toEqual([
    'repository: repository',
    'push role: push-role',
    'image: image',
    'host: host',
    'route: route',
    'service: service:api',
    'workload: workload',
    'config: config',
    'external secret: external-secret',
    'secret: secret',
    'database: database',
    'instance: instance',
    'application: app:shop',
    'application: app:cache',
  ]);
  expect(arrows(graph)).toEqual([
    'repository > push-role',
    'push-role > image',
    'host > route',
    'route > service:api',
    'service:api > workload',
    'image > workload',
    'workload > config',
    'workload > external-secret',
    'external-secret > secret',
    'secret > database',
    'database > instance',
    'app:shop > service:api',
    'workload > app:cache',
  ]);
});

test('values that environments share are shown once, and others by environment', () => {
  const lines = node(appGraph(facts, 'api', builtInRegistry).nodes, 'workload')?.lines.map(({ environments, text }) => [
    ...environments,
    text,
  ]);
  expect(lines).toEqual([['Deployment'], ['dev', '1 pod'], ['prod', '3 pods'], ['100m–500m CPU'], ['128Mi–256Mi']]);
  expect(node(appGraph(facts, 'api', builtInRegistry).nodes, 'instance')).toMatchObject({ name: '' });
});

test('the graph of one environment does not show others', () => {
  const graph = appGraph(facts, 'api', builtInRegistry, { environments: ['prod'] });
  expect(node(graph.nodes, 'host')?.name).toBe('api.goldenpathidp.io');
  expect(graph.nodes.flatMap(({ lines }) => lines.flatMap(({ environments }) => environments))).toEqual([]);
  expect(node(graph.nodes, 'instance')?.lines.map(({ text }) => text)).toContain('dedicated');
});

test('a stateful application has its storage and its upstream image, and no role that pushes', () => {
  const graph = appGraph(facts, 'cache', builtInRegistry, { environments: ['dev'] });
  expect(node(graph.nodes, 'image')?.name).toBe('redis:7.4');
  expect(arrows(graph)).toEqual(
    expect.arrayContaining(['image > workload', 'workload > storage', 'app:api > service:cache']),
  );
  expect(node(graph.nodes, 'push-role')).toBeUndefined();
});

test('many that use an application are counted', async () => {
  const users = [...Array(9).keys()].map((index) => ({ ...shop, name: `shop-${index}` }));
  const many = await openWritten([api, cache, ...users]);
  const { nodes, edges } = appGraph(many.facts, 'api', builtInRegistry);
  expect(nodes.filter(({ kind }) => kind === 'application').map(({ name }) => name)).toEqual([
    'shop-0',
    'shop-1',
    'shop-2',
    'shop-3',
    'shop-4',
    '4 other applications using',
    'cache',
  ]);
  expect(edges).toContainEqual({ from: 'others-using', to: 'service:api', label: 'uses', status: 'same' });
});

describe('the nodes that a change affects', () => {
  test('are shown with their previous values', async () => {
    const changed = {
      ...api,
      uses: [],
      ingress: false,
      overrides: { prod: { replicas: 4, database: { instance: 'dedicated' } } },
    };
    const head = (await openWritten([changed, cache, shop])).facts;
    const graph = appGraph(head, 'api', builtInRegistry, { change: { base: facts, review: madeReview() } });
    const statuses = Object.fromEntries(graph.nodes.map(({ id, status }) => [id, status]));
    expect(statuses).toMatchObject({
      host: 'removed',
      route: 'removed',
      workload: 'changed',
      instance: 'changed',
      'app:cache': 'removed',
      'app:shop': 'same',
      'service:api': 'same',
    });
    expect(node(graph.nodes, 'workload')?.lines).toContainEqual({
      text: '4 pods',
      before: '3 pods',
      environments: ['prod'],
      status: 'changed',
    });
    expect(graph.edges.find(({ to }) => to === 'app:cache')?.status).toBe('removed');
  });

  test('are shown also if only an object differs', () => {
    const manifests = [
      { app: 'api', environment: 'dev', object: 'Service/api', change: 'changed' as const, changes: [] },
      { app: 'other', environment: 'dev', object: 'ConfigMap/api-config', change: 'changed' as const, changes: [] },
    ];
    const graph = appGraph(facts, 'api', builtInRegistry, {
      change: { base: facts, review: madeReview({ manifests }) },
    });
    expect(graph.nodes.filter(({ status }) => status !== 'same').map(({ id }) => id)).toEqual(['service:api']);
  });

  test('are shown also if only a plan differs, including stacks of the platform', () => {
    const change = (type: string) => [
      { address: `${type}.x`, type, action: 'update' as const, attributes: [], replacedBecause: [] },
    ];
    const stack = { status: 'planned' as const, problems: [] };
    const stacks = [
      { ...stack, stack: 'platform-dev', app: null, environment: 'dev', changes: change('aws_db_instance') },
      { ...stack, stack: 'app-api', app: 'api', environment: null, changes: change('aws_ecr_repository') },
    ];
    const review = madeReview({ plans: { source: 'real', note: null, stacks } });
    const graph = appGraph(facts, 'api', builtInRegistry, { change: { base: facts, review } });
    expect(graph.nodes.filter(({ status }) => status !== 'same').map(({ id }) => id)).toEqual(['image', 'instance']);
  });

  test('an application that comes, and one that goes', async () => {
    const without = (await openWritten([cache])).facts;
    const added = appGraph(facts, 'api', builtInRegistry, { change: { base: without, review: madeReview() } });
    const removed = appGraph(without, 'api', builtInRegistry, { change: { base: facts, review: madeReview() } });
    expect(new Set(added.nodes.map(({ status }) => status))).toEqual(new Set(['added']));
    expect(new Set(removed.nodes.map(({ status }) => status))).toEqual(new Set(['removed']));
    expect(removed.nodes.length).toBe(added.nodes.length);
  });
});
