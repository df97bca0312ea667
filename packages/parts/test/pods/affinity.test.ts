import { at, objectOf } from '@goldenpath/testing/rendered/objects';
import { render } from '@goldenpath/testing/rendered/render';
import { openWritten, type PlatformEdit, type SpecData } from '@goldenpath/testing/written-fleet';

const SHOP = { kind: 'stateless-app', name: 'shop', description: 'Sells things', owner: 'app-team' };
const ORDERS = { ...SHOP, name: 'orders' };
/** Its namespace is another one: each team has one. */
const OF_TEAMS: PlatformEdit = (platform) => ({
  ...platform,
  kubernetes: { ...platform.kubernetes, namespace: '{team}' },
});
const STOCK = { ...SHOP, name: 'stock', owner: 'data-team' };

async function factsOf(spec: SpecData, environment = 'prod') {
  const { facts } = await openWritten([{ ...SHOP, ...spec }, ORDERS, STOCK], OF_TEAMS);
  const of = facts.apps
    .find(({ name }) => name === 'shop')
    ?.environments.find((each) => each.environment === environment);
  if (of === undefined) throw new Error(`There is no ${environment}.`);
  return of;
}

async function affinityOf(pod: SpecData, spec: SpecData = {}, environment = 'prod', name = 'shop') {
  const objects = render(await factsOf({ ...spec, pod }, environment));
  return at(objectOf(objects, 'Deployment', name), 'spec.template.spec.affinity');
}

const term = (app: string, topologyKey: string, further = {}) => ({
  topologyKey,
  labelSelector: { matchLabels: { app } },
  ...further,
});

test('pods can be in the zone of another application and on other nodes', async () => {
  const affinity = [{ app: 'orders' }];
  const antiAffinity = [{ app: 'stock' }, { app: 'orders' }];
  expect(Object.keys((await affinityOf({ affinity, antiAffinity })) as object).sort()).toEqual([
    'podAffinity',
    'podAntiAffinity',
  ]);
});

test('pods run near the pods of another application: in its zones, or on its nodes', async () => {
  expect(await affinityOf({ affinity: [{ app: 'orders' }, { app: 'stock', topology: 'node' }] })).toEqual({
    podAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 100, podAffinityTerm: term('orders', 'topology.kubernetes.io/zone') },
        { weight: 100, podAffinityTerm: term('stock', 'kubernetes.io/hostname', { namespaces: ['data-team'] }) },
      ],
    },
  });
});

test('pods keep away from the nodes of another application where they can, or always', async () => {
  const antiAffinity = [
    { app: 'orders', required: true },
    { app: 'stock', topology: 'zone' },
  ];
  expect(await affinityOf({ antiAffinity })).toEqual({
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [term('orders', 'kubernetes.io/hostname')],
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 100, podAffinityTerm: term('stock', 'topology.kubernetes.io/zone', { namespaces: ['data-team'] }) },
      ],
    },
  });
});

test('a term selects what the pods of the other application have', async () => {
  const { facts } = await openWritten([{ ...SHOP, pod: { affinity: [{ app: 'orders' }] } }, ORDERS]);
  const [orders, shop] = ['orders', 'shop'].map((name) =>
    objectOf(render(facts.apps.find((app) => app.name === name)!.environments[0]!), 'Deployment', name),
  );
  const selected = at(
    shop,
    'spec.template.spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution.0.podAffinityTerm.labelSelector.matchLabels',
  );
  expect(at(orders, 'spec.template.metadata.labels')).toMatchObject(selected as object);
  expect(at(shop, 'spec.template.metadata.labels')).not.toMatchObject(selected as object);
});

test('a process runs near the other application too', async () => {
  const spec = { processes: { worker: { command: ['work'] } } };
  expect(await affinityOf({ affinity: [{ app: 'orders' }] }, spec, 'prod', 'shop-worker')).toEqual({
    podAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 100, podAffinityTerm: term('orders', 'topology.kubernetes.io/zone') },
      ],
    },
  });
});

test('an environment replaces a list, also with none', async () => {
  const spec = { overrides: { prod: { pod: { affinity: [] } }, dev: { pod: { affinity: [{ app: 'stock' }] } } } };
  expect(await affinityOf({ affinity: [{ app: 'orders' }] }, spec)).toBeUndefined();
  expect(await factsOf({ ...spec, pod: { affinity: [{ app: 'orders' }] } }, 'dev')).toMatchObject({
    pods: { affinity: [{ app: 'stock', namespace: 'data-team' }] },
  });
});
