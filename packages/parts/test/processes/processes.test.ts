import { at, identities, objectOf } from '@goldenpath/testing/rendered/objects';
import { render } from '@goldenpath/testing/rendered/render';
import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';
import { complaintsAbout, openWritten, type PlatformEdit, type SpecData } from '@goldenpath/testing/written-fleet';

const SHOP = { kind: 'stateless-app', name: 'shop', description: 'Sells things', owner: 'app-team' };
const WORKER = { command: ['node', 'worker.js'] };

async function objectsOf(spec: SpecData, environment = 'prod', edit?: PlatformEdit) {
  const { facts } = await openWritten([{ ...SHOP, ...spec }], edit);
  const of = facts.apps[0]?.environments.find((each) => each.environment === environment);
  if (of === undefined) throw new Error(`There is no ${environment}.`);
  return render(of);
}

const pods = (objects: Awaited<ReturnType<typeof objectsOf>>, name: string) =>
  at(objectOf(objects, 'Deployment', name), 'spec.template') as object;

describe('a worker beside the web pods', () => {
  test('has the image, the variables and the user of the application, and its own command', async () => {
    const objects = await objectsOf({ runAsUser: 2000, processes: { worker: WORKER } });
    const [web, worker] = [pods(objects, 'shop'), pods(objects, 'shop-worker')];
    for (const path of ['image', 'envFrom', 'securityContext'])
      expect(at(worker, `spec.containers.0.${path}`)).toEqual(at(web, `spec.containers.0.${path}`));
    expect(at(worker, 'spec.securityContext.runAsUser')).toBe(2000);
    expect(at(worker, 'spec.containers.0.command')).toEqual(WORKER.command);
    expect(at(worker, 'spec.containers.0.ports')).toBeUndefined();
    expect(at(worker, 'spec.containers.0.livenessProbe')).toBeUndefined();
  });

  test('changes nothing about the web pods', async () => {
    const [without, beside] = [await objectsOf({}), await objectsOf({ processes: { worker: WORKER } })];
    expect(beside.filter(({ metadata }) => !metadata.name.includes('worker'))).toEqual(without);
  });

  test('has labels and selectors of its own: no request reaches it, and no budget counts it', async () => {
    const objects = await objectsOf({ replicas: 2, processes: { worker: { ...WORKER, replicas: 3 } } });
    const own = { app: 'shop.worker' };
    expect(at(pods(objects, 'shop-worker'), 'metadata.labels')).toMatchObject(own);
    expect(at(objectOf(objects, 'Deployment', 'shop-worker'), 'spec.selector.matchLabels')).toEqual(own);
    expect(at(objectOf(objects, 'PodDisruptionBudget', 'shop-worker'), 'spec.selector.matchLabels')).toEqual(own);
    expect(at(objectOf(objects, 'PodDisruptionBudget', 'shop'), 'spec.selector.matchLabels')).toEqual({ app: 'shop' });
    expect(at(pods(objects, 'shop-worker'), 'spec.topologySpreadConstraints.0.labelSelector.matchLabels')).toEqual(own);
  });
});

test('a changed variable rolls the pods of a process', async () => {
  const annotationsOf = async (env: Readonly<Record<string, string>>) =>
    at(pods(await objectsOf({ env, processes: { worker: WORKER } }), 'shop-worker'), 'metadata.annotations') as object;
  const [before, after] = [await annotationsOf({ A: '1' }), await annotationsOf({ A: '2' })];
  expect(Object.keys(before)).not.toEqual([]);
  expect(after).not.toEqual(before);
});

test('a process with ports has a Service and checks, and can scale by itself', async () => {
  const streaming = {
    command: ['node', 'streaming.js'],
    ports: [{ name: 'http', port: 4000 }],
    autoscaling: { maxReplicas: 9 },
    resources: { requests: { memory: '200Mi' } },
    probes: { liveness: { path: '/api/v1/streaming/health' } },
  };
  const objects = await objectsOf({ processes: { streaming } });
  expect(identities(objects)).toEqual(
    expect.arrayContaining([
      'Service shop-streaming',
      'HorizontalPodAutoscaler shop-streaming',
      'PodDisruptionBudget shop-streaming',
    ]),
  );
  expect(at(objectOf(objects, 'Service', 'shop-streaming'), 'spec')).toMatchObject({
    selector: { app: 'shop.streaming' },
    ports: [{ port: 80, targetPort: 4000 }],
  });
  expect(objectOf(objects, 'Deployment', 'shop-streaming').spec).not.toHaveProperty('replicas');
  expect(pods(objects, 'shop-streaming')).toMatchObject({
    spec: {
      containers: [
        {
          livenessProbe: { httpGet: { path: '/api/v1/streaming/health', port: 'http' } },
          resources: { requests: { memory: '200Mi' } },
        },
      ],
    },
  });
});

test('a process differs in one environment', async () => {
  const spec = {
    processes: { worker: WORKER },
    overrides: { dev: { processes: { worker: { replicas: 0, args: ['--slow'] } } } },
  };
  expect(at(objectOf(await objectsOf(spec, 'dev'), 'Deployment', 'shop-worker'), 'spec.replicas')).toBe(0);
  expect(at(objectOf(await objectsOf(spec), 'Deployment', 'shop-worker'), 'spec.replicas')).toBe(1);
});

describe('a process is refused', () => {
  test.each<[string, SpecData, string]>([
    [
      'whose name other objects have',
      { processes: { migration: WORKER } },
      'process-name-taken: No process can be named "migration": other objects of the application have that name.',
    ],
    [
      'that only an override has',
      { processes: { worker: WORKER }, overrides: { dev: { processes: { wroker: {} } } } },
      'unknown-process: There is no process "wroker" to override.',
    ],
    [
      'without room to scale',
      { processes: { worker: { ...WORKER, replicas: 5, autoscaling: { maxReplicas: 4 } } } },
      'autoscaling-without-room: `maxReplicas` of worker is 4, and `replicas` is 5.',
    ],
    [
      'with a privileged port',
      { processes: { worker: { ...WORKER, ports: [{ name: 'http', port: 80 }] } } },
      'privileged-port: Port 80 needs privileges that the pods do not have.',
    ],
    [
      'with a check that has nothing to ask',
      { processes: { worker: { ...WORKER, probes: { liveness: { path: '/health' } } } } },
      'probe-without-port: `liveness` of worker asks on a port, and the container listens on nothing.',
    ],
    [
      'with a secret',
      { processes: { worker: { command: ['worker', '--password', 'hunter22'] } } },
      'secret-in-plain-text: `processes.worker.command[2]` holds the value of a secret.',
    ],
  ])('%s', async (_, spec, expected) => {
    expect(await complaintsAbout({ ...SHOP, ...spec })).toEqual([expected]);
  });
});

test('the network lets a worker call what the application uses, and the others call a process with ports', async () => {
  const spec = {
    uses: ['catalogue'],
    processes: { worker: WORKER, streaming: { ports: [{ name: 'http', port: 4000 }] } },
  };
  const { facts } = await openWritten([
    { ...SHOP, ...spec },
    { ...SHOP, name: 'catalogue' },
    { ...SHOP, name: 'desk', uses: ['shop'] },
  ]);
  const calls = facts.platform.clusters[0]?.calls.map(({ from, to }) => `${from.app} > ${to.app}`);
  expect([...(calls ?? [])].sort()).toEqual([
    'desk > shop',
    'desk > shop.streaming',
    'shop > catalogue',
    'shop > shop.streaming',
    'shop.streaming > catalogue',
    'shop.worker > catalogue',
    'shop.worker > shop.streaming',
  ]);
});

test('a process has the role in AWS of the application', async () => {
  const inCluster: PlatformEdit = ({ environments, ...platform }) => ({
    ...platform,
    environments: environments.map((each) => ({ ...each, cluster: { name: `acme-${each.name}` } })),
  });
  const objects = await objectsOf({ buckets: { files: {} }, processes: { worker: WORKER } }, 'prod', inCluster);
  expect(at(pods(objects, 'shop-worker'), 'spec.serviceAccountName')).toBeDefined();
  expect(at(pods(objects, 'shop-worker'), 'spec.serviceAccountName')).toBe(
    at(pods(objects, 'shop'), 'spec.serviceAccountName'),
  );
});

test('Prometheus scrapes the port `metrics` of a process, and alerts are about its pods', async () => {
  const monitored: PlatformEdit = (platform) => ({
    ...platform,
    observability: { metrics: 'service-monitor', alerts: true, dashboards: true },
  });
  const worker = { ...WORKER, ports: [{ name: 'metrics', port: 9394 }] };
  const objects = await objectsOf({ processes: { worker } }, 'prod', monitored);
  expect(objectOf(objects, 'PodMonitor', 'shop-worker').spec).toMatchObject({
    jobLabel: 'app',
    selector: { matchLabels: { app: 'shop.worker' } },
    podMetricsEndpoints: [{ port: 'metrics', path: '/metrics' }],
  });
  const rules = JSON.stringify(objectOf(objects, 'PrometheusRule', 'shop-worker').spec);
  expect(rules).toContain('deployment=\\"shop-worker\\"');
  expect(rules).not.toContain('http_request');
  const udp = { ...WORKER, ports: [{ name: 'metrics', port: 9394, protocol: 'udp' }] };
  expect(identities(await objectsOf({ processes: { worker: udp } }, 'prod', monitored))).not.toContain(
    'PodMonitor shop-worker',
  );
});

describe('review', () => {
  const works: Edit = ({ apps }) => Object.assign(apps['user-service'], { processes: { worker: WORKER } });
  const stops: Edit = ({ apps }) => delete apps['user-service'].processes;
  const rests: Edit = ({ apps }) => Object.assign(apps['user-service'].processes.worker, { replicas: 0 });

  test.each([
    ['goes away', stops],
    ['has no pods', rests],
  ])('a process that %s is a danger in production', (_, edit) => {
    expect(found(reviewOf(edit, works), 'process-dropped')).toContain(
      'danger user-service/prod: user-service no longer runs its process worker in prod.',
    );
  });

  test('an application that leaves, with its processes, is not', () => {
    expect(
      found(
        reviewOf(({ apps }) => delete apps['user-service'], works),
        'process-dropped',
      ),
    ).toEqual([]);
  });
});
