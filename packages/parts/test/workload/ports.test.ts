import { at, container, identities, objectOf } from '@goldenpath/testing/rendered/objects';
import { render } from '@goldenpath/testing/rendered/render';
import { complaintsAbout, openWritten, type SpecData } from '@goldenpath/testing/written-fleet';

const SHOP = { kind: 'stateless-app', name: 'shop', description: 'Sells things', owner: 'app-team' };

async function objectsOf(...specs: readonly SpecData[]) {
  const { facts } = await openWritten(specs.map((spec) => ({ ...SHOP, ...spec })));
  const shop = facts.apps.find(({ name }) => name === SHOP.name);
  const found = shop?.environments.find(({ environment }) => environment === 'prod');
  if (found === undefined) throw new Error('There is no prod.');
  return render(found);
}

describe('S03: a worker that listens on nothing', () => {
  const WORKER = {
    image: 'ghcr.io/example/thumbnail-service:1.4.0',
    ports: [],
    env: { AMQP_HOST: 'queue.apps.svc.cluster.local' },
  };

  test('has pods without ports and checks, and neither a Service nor a route', async () => {
    const objects = await objectsOf(WORKER);
    expect(identities(objects)).toEqual(['Deployment shop', 'ConfigMap shop-config']);
    const worker = container(objects);
    expect(worker['ports']).toBeUndefined();
    expect(Object.keys(worker).filter((field) => field.endsWith('Probe'))).toEqual([]);
  });

  test('can be checked by a command', async () => {
    const worker = container(await objectsOf({ ...WORKER, probes: { liveness: { command: ['cat', '/tmp/alive'] } } }));
    expect(worker['livenessProbe']).toMatchObject({ exec: { command: ['cat', '/tmp/alive'] } });
    expect(worker['readinessProbe']).toBeUndefined();
  });

  test('cannot be called by another application', async () => {
    expect(await complaintsAbout({ ...SHOP, uses: ['worker'] }, { ...SHOP, ...WORKER, name: 'worker' })).toEqual([
      'unreachable-use: "worker" cannot be called: it has no Service.',
    ]);
  });

  test('that serves metrics is scraped at its pods', async () => {
    const objects = await objectsOf({ ...WORKER, observability: { metrics: 'service-monitor', port: 9464 } });
    expect(container(objects)['ports']).toEqual([{ name: 'metrics', containerPort: 9464, protocol: 'TCP' }]);
    expect(objectOf(objects, 'PodMonitor')).toMatchObject({
      spec: {
        selector: { matchLabels: { app: 'shop' } },
        podMetricsEndpoints: [{ port: 'metrics', path: '/metrics' }],
      },
    });
    expect(identities(objects)).not.toContain('ServiceMonitor shop');
  });
});

describe('S04: an application with three ports', () => {
  const PODINFO = {
    image: 'ghcr.io/stefanprodan/podinfo:6.1.1',
    ports: [
      { name: 'http', port: 9898 },
      { name: 'metrics', port: 9797 },
      { name: 'grpc', port: 9999 },
    ],
    command: ['./podinfo'],
    args: ['--port=9898', '--port-metrics=9797', '--grpc-port=9999'],
    observability: { metrics: 'service-monitor' },
  };

  test('opens them in the container, which runs the command', async () => {
    expect(container(await objectsOf(PODINFO))).toMatchObject({
      command: ['./podinfo'],
      args: PODINFO.args,
      ports: [
        { name: 'http', containerPort: 9898, protocol: 'TCP' },
        { name: 'metrics', containerPort: 9797, protocol: 'TCP' },
        { name: 'grpc', containerPort: 9999, protocol: 'TCP' },
      ],
      livenessProbe: { tcpSocket: { port: 'http' } },
    });
  });

  test('is reached at the first one on port 80, and at the others under their numbers', async () => {
    expect(at(objectOf(await objectsOf(PODINFO), 'Service'), 'spec.ports')).toEqual([
      { name: 'http', port: 80, targetPort: 9898, protocol: 'TCP' },
      { name: 'metrics', port: 9797, targetPort: 9797, protocol: 'TCP' },
      { name: 'grpc', port: 9999, targetPort: 9999, protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' },
    ]);
  });

  test('is scraped at the port with the name metrics', async () => {
    expect(at(objectOf(await objectsOf(PODINFO), 'ServiceMonitor'), 'spec.endpoints')).toEqual([
      { port: 'metrics', path: '/metrics' },
    ]);
  });

  test('gives its callers the number of each port', async () => {
    const objects = await objectsOf({ uses: ['podinfo'] }, { ...PODINFO, name: 'podinfo' });
    expect(at(objectOf(objects, 'ConfigMap'), 'data')).toMatchObject({
      PODINFO_PORT: '80',
      PODINFO_PORT_GRPC: '9999',
      PODINFO_PORT_METRICS: '9797',
      PODINFO_URL: expect.stringMatching(/^http:\/\/podinfo\./),
    });
  });
});

test('S01: metrics on a port of their own are scraped, and no Service leads there', async () => {
  const objects = await objectsOf({
    runtime: 'node',
    port: 3000,
    observability: { metrics: 'service-monitor', port: 3001, path: '/metrics' },
    probes: { liveness: { path: '/ping' }, readiness: { path: '/ping' } },
  });
  expect(container(objects)).toMatchObject({
    ports: [
      { name: 'http', containerPort: 3000, protocol: 'TCP' },
      { name: 'metrics', containerPort: 3001, protocol: 'TCP' },
    ],
    livenessProbe: { httpGet: { path: '/ping', port: 'http' } },
  });
  expect(at(objectOf(objects, 'Service'), 'spec.ports')).toHaveLength(1);
  expect(at(objectOf(objects, 'ServiceMonitor'), 'spec.endpoints')).toEqual([
    { targetPort: 'metrics', path: '/metrics' },
  ]);
});

test('S08: a gRPC service is asked over gRPC', async () => {
  const objects = await objectsOf({
    image: 'gcr.io/google-samples/microservices-demo/cartservice:v0.3.6',
    ports: [{ name: 'grpc', port: 7070 }],
    probe: 'grpc',
    ingress: false,
  });
  expect(container(objects)).toMatchObject({ livenessProbe: { grpc: { port: 7070 } } });
  expect(at(objectOf(objects, 'Service'), 'spec.ports')).toEqual([
    { name: 'grpc', port: 80, targetPort: 7070, protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' },
  ]);
});

test('a port for UDP has no route and no check', async () => {
  const objects = await objectsOf({ image: 'coredns/coredns:1.12.0', ports: [{ name: 'udp-dns', port: 5353 }] });
  expect(container(objects)['ports']).toEqual([{ name: 'udp-dns', containerPort: 5353, protocol: 'UDP' }]);
  expect(identities(objects)).toEqual(['Deployment shop', 'Service shop', 'ConfigMap shop-config']);
});

test('arguments and the command differ in one environment', async () => {
  const spec = { command: ['a'], args: ['--all'], overrides: { prod: { command: ['b', 'c'], args: ['--none'] } } };
  expect(container(await objectsOf(spec))).toMatchObject({ command: ['b', 'c'], args: ['--none'] });
});

describe('ports are refused', () => {
  const cases: readonly [string, SpecData, string][] = [
    ['two forms', { port: 1, ports: [] }, 'port-and-ports: `port` is the short form of `ports`, and both are given.'],
    [
      'a privileged one of a built image',
      { ports: [{ name: 'http', port: 80 }] },
      'privileged-port: Port 80 needs privileges that the pods do not have.',
    ],
    [
      'an unknown protocol',
      { ports: [{ name: 'web', port: 8080, protocol: 'htp' }] },
      'not-a-choice: `ports[0].protocol` cannot be the text "htp".',
    ],
    [
      'a long name',
      { ports: [{ name: 'a-name-that-is-long', port: 8080 }] },
      'out-of-range: `ports[0].name` must have at most 15 characters, but has 19.',
    ],
    [
      'another value for each environment',
      { overrides: { dev: { ports: [] } } },
      'same-everywhere: `ports` cannot differ between environments.',
    ],
    [
      'a secret in the command',
      { command: ['worker', '--password', 'hunter22'] },
      'secret-in-plain-text: `command[2]` holds the value of a secret.',
    ],
  ];

  test.each(cases)('%s', async (_, spec, expected) => {
    expect(await complaintsAbout({ ...SHOP, ...spec })).toContain(expected);
  });
});
