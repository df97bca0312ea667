import { complaintsAbout, openWritten, type SpecData } from '@goldenpath/testing/written-fleet';
import { render } from '@goldenpath/testing/rendered/render';
import { container, podSpec } from '@goldenpath/testing/rendered/objects';

const SHOP = { kind: 'stateless-app', name: 'shop', description: 'Sells things', owner: 'app-team' };

async function objectsOf(spec: SpecData, environment = 'prod') {
  const { facts } = await openWritten([{ ...SHOP, ...spec }]);
  const found = facts.apps[0]?.environments.find((each) => each.environment === environment);
  if (found === undefined) throw new Error(`There is no ${environment}.`);
  return render(found);
}

const checksOf = async (spec: SpecData, environment?: string) => {
  const { startupProbe, livenessProbe, readinessProbe } = container(await objectsOf(spec, environment));
  return { startupProbe, livenessProbe, readinessProbe };
};

const USUAL = {
  startupProbe: {
    httpGet: { path: '/health', port: 'http' },
    periodSeconds: 2,
    timeoutSeconds: 2,
    failureThreshold: 30,
  },
  livenessProbe: {
    httpGet: { path: '/health', port: 'http' },
    periodSeconds: 10,
    timeoutSeconds: 3,
    failureThreshold: 3,
  },
  readinessProbe: {
    httpGet: { path: '/ready', port: 'http' },
    periodSeconds: 5,
    timeoutSeconds: 3,
    failureThreshold: 3,
  },
};

const NAMED = [
  { name: 'http', port: 8080 },
  { name: 'grpc-health', port: 9000 },
];

test('a check asks on a port by its name, and gRPC by the number of that port', async () => {
  const spec = {
    ports: NAMED,
    probes: { startup: { type: 'grpc', port: 'grpc-health' }, liveness: { port: 'http' }, readiness: { port: 9990 } },
  };
  expect(await checksOf(spec)).toMatchObject({
    startupProbe: { grpc: { port: 9000 } },
    livenessProbe: { httpGet: { path: '/health', port: 'http' } },
    readinessProbe: { httpGet: { path: '/ready', port: 9990 } },
  });
});

test('without a word the checks are as they always were', async () => {
  expect(await checksOf({})).toEqual(USUAL);
});

describe('B19: a slow program', () => {
  // The spec of the case, with the path that its program answers.
  const CARTS = {
    image: 'public.ecr.aws/aws-containers/retail-store-sample-cart:0.7.1',
    port: 8080,
    runAsUser: 1000,
    probe: 'http',
    resources: { requests: { cpu: '128m', memory: '512Mi' }, limits: { cpu: 'none', memory: '512Mi' } },
    probes: { startup: { seconds: 301 }, liveness: { path: '/actuator/health/liveness' } },
    overrides: { dev: { probes: { startup: { seconds: 600, periodSeconds: 5 } } } },
  };

  test('has the time to start that its spec gives it, and is asked at its own path', async () => {
    expect(await checksOf(CARTS)).toMatchObject({
      startupProbe: { httpGet: { path: '/actuator/health/liveness' }, periodSeconds: 2, failureThreshold: 151 },
      livenessProbe: { httpGet: { path: '/actuator/health/liveness' }, periodSeconds: 10 },
      readinessProbe: { httpGet: { path: '/ready' } },
    });
  });

  test('has another time in an environment that says so', async () => {
    expect(await checksOf(CARTS, 'dev')).toMatchObject({
      startupProbe: { httpGet: { path: '/actuator/health/liveness' }, periodSeconds: 5, failureThreshold: 120 },
    });
  });

  test('is not slowed down without a limit of cpu', async () => {
    expect(container(await objectsOf(CARTS))['resources']).toEqual({
      requests: { cpu: '128m', memory: '512Mi' },
      limits: { memory: '512Mi' },
    });
  });
});

test('B18: /tmp has the size that the spec asks for in each environment', async () => {
  const spec = { volumes: { tmp: { size: '2Gi' } }, overrides: { dev: { volumes: { tmp: { size: '512Mi' } } } } };
  const sizes = [await objectsOf(spec, 'prod'), await objectsOf(spec, 'dev'), await objectsOf({}, 'dev')];
  expect(sizes.map((objects) => podSpec(objects)['volumes'])).toEqual(
    ['2Gi', '512Mi', '256Mi'].map((sizeLimit) => [{ name: 'tmp', emptyDir: { sizeLimit } }]),
  );
});

describe('a check asks', () => {
  const cases: readonly [string, SpecData, Record<string, unknown>][] = [
    [
      'another port over HTTPS',
      { probes: { liveness: { path: '/live', port: 8443, scheme: 'HTTPS' } } },
      { livenessProbe: { httpGet: { path: '/live', port: 8443, scheme: 'HTTPS' } } },
    ],
    [
      'a gRPC service',
      { port: 7070, probes: { liveness: { type: 'grpc' }, readiness: { service: 'cart.v1.Cart' } } },
      { livenessProbe: { grpc: { port: 7070 } }, readinessProbe: { grpc: { port: 7070, service: 'cart.v1.Cart' } } },
    ],
    [
      'a command',
      { probe: 'tcp', probes: { readiness: { command: ['redis-cli', 'ping'], timeoutSeconds: 10 } } },
      {
        livenessProbe: { tcpSocket: { port: 'tcp' } },
        readinessProbe: { exec: { command: ['redis-cli', 'ping'] }, timeoutSeconds: 10 },
      },
    ],
    [
      'at the start what the start says',
      { probes: { startup: { path: '/started' } } },
      { startupProbe: { httpGet: { path: '/started', port: 'http' } }, livenessProbe: USUAL.livenessProbe },
    ],
  ];

  test.each(cases)('%s', async (_, spec, expected) => {
    expect(await checksOf(spec)).toMatchObject(expected);
  });

  test('nothing at all', async () => {
    expect(await checksOf({ probes: { liveness: { type: 'none' }, readiness: { type: 'none' } } })).toEqual({});
    expect(await checksOf({ probes: { liveness: { type: 'none' } } })).toEqual({
      readinessProbe: USUAL.readinessProbe,
    });
  });
});

describe('a check is refused', () => {
  const cases: readonly [string, SpecData, string[]][] = [
    [
      'with a field that its type does not have',
      { probes: { liveness: { type: 'tcp', path: '/live' } } },
      ['probe-field-without-effect: `path` has no effect on `liveness`: the check is of the type `tcp`.'],
    ],
    [
      'with a port where nothing is asked, in one environment',
      { probes: { readiness: { port: 81 } }, overrides: { dev: { probes: { readiness: { type: 'none' } } } } },
      ['probe-field-without-effect: `port` has no effect on `readiness` in dev: the check is off.'],
    ],
    [
      'without its command',
      { probes: { startup: { type: 'exec' } } },
      ['probe-without-command: `startup` runs a command, and none is given.'],
    ],
    [
      'with a password',
      { probes: { startup: { command: ['redis-cli', '--password', 'hunter22', 'ping'] } } },
      ['secret-in-plain-text: `command[2]` holds the value of a secret.'],
    ],
    [
      'with a scheme that is not known',
      { probes: { liveness: { scheme: 'https' } } },
      ['not-a-choice: `probes.liveness.scheme` cannot be the text "https".'],
    ],
    [
      'of a port that is for UDP',
      { ports: [...NAMED, { name: 'udp', port: 5353 }], probes: { liveness: { type: 'tcp', port: 'udp' } } },
      ['probe-port: `liveness` asks on the port "udp", which is for UDP. Nothing can be asked over UDP.'],
    ],
    [
      'of a port of no name here',
      { ports: NAMED, probes: { liveness: { port: 'amdin' } } },
      ['probe-port: `liveness` asks on the port "amdin", and the container has no port of that name.'],
    ],
    [
      'of half a port',
      { probes: { liveness: { port: 80.5 } } },
      ['out-of-range: `probes.liveness.port` must be a whole number, but is 80.5.'],
    ],
  ];

  test.each(cases)('%s', async (_, spec, expected) => {
    expect(await complaintsAbout({ ...SHOP, ...spec })).toEqual(expected);
  });

  test('an amount of nothing for /tmp too', async () => {
    expect(await complaintsAbout({ ...SHOP, volumes: { tmp: { size: '0Mi' } } })).toEqual([
      'impossible-quantity: `volumes.tmp.size` is 0Mi, which is nothing.',
    ]);
  });
});
