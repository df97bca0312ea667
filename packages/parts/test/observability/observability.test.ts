import { type KubernetesObject, renderApp } from '@goldenpath/manifests';
import { builtInRegistry } from '@goldenpath/parts';
import type { WrittenAppSpec, WrittenObservability } from '@goldenpath/spec';
import { extremeFleet } from '@goldenpath/testing/agreement';
import { factsOf } from '@goldenpath/testing/fleet-arbitrary';
import { at, identities, objectOf } from '@goldenpath/testing/rendered/objects';

const { platform } = extremeFleet();
const COMMON = { name: 'shop', description: 'x', owner: platform.teams[0] ?? '' };
const STATELESS: WrittenAppSpec = { kind: 'stateless-app', ...COMMON };
const STATEFUL: WrittenAppSpec = { kind: 'stateful-app', ...COMMON, storage: { size: '1Gi', mountPath: '/data' } };
const ANNOTATIONS = 'spec.template.metadata.annotations';

/** The objects of an application in each environment of a platform that is observed in this way. */
function objects(app: WrittenAppSpec, ofPlatform: WrittenObservability = {}, ofFirst?: WrittenObservability) {
  const environments = platform.environments.map((environment, index) => ({
    ...environment,
    ...(index === 0 && ofFirst !== undefined && { observability: ofFirst }),
  }));
  const facts = factsOf({ platform: { ...platform, environments, observability: ofPlatform }, apps: [app] });
  return (facts.apps[0]?.environments ?? []).map((one) => renderApp('shop', one, builtInRegistry));
}

/** The objects in the first environment. */
function inFirst(...given: Parameters<typeof objects>): readonly KubernetesObject[] {
  return objects(...given)[0] ?? [];
}

const isScraped = (all: readonly KubernetesObject[]) =>
  (at(objectOf(all, 'Deployment'), ANNOTATIONS) as Record<string, string>)['prometheus.io/scrape'] === 'true';
const hasMonitor = (all: readonly KubernetesObject[]) => identities(all).includes('ServiceMonitor shop');
const variables = (all: readonly KubernetesObject[]) =>
  Object.entries(at(objectOf(all, 'ConfigMap'), 'data') as Record<string, string>).filter(([name]) =>
    name.startsWith('OTEL_'),
  );

test('nothing is added unless the platform file enables it', () => {
  const all = inFirst(STATELESS);
  expect([isScraped(all), hasMonitor(all), variables(all)]).toEqual([false, false, []]);
});

test('a ServiceMonitor scrapes the port of the Service, under the labels that Prometheus selects', () => {
  const all = inFirst(STATELESS, { metrics: 'service-monitor', monitorLabels: { release: 'stack' } });
  const monitor = objectOf(all, 'ServiceMonitor');
  expect(monitor).toMatchObject({
    apiVersion: 'monitoring.coreos.com/v1',
    metadata: { name: 'shop', labels: { release: 'stack', app: 'shop' } },
    spec: { selector: { matchLabels: { app: 'shop' } }, jobLabel: 'app.kubernetes.io/name' },
  });
  const service = objectOf(all, 'Service');
  expect(at(monitor, 'spec.endpoints')).toEqual([{ port: at(service, 'spec.ports.0.name'), path: '/metrics' }]);
  // Prometheus finds Services by these labels, in the namespace of the monitor.
  expect(service.metadata).toMatchObject({
    namespace: monitor.metadata.namespace,
    labels: { app: 'shop', 'app.kubernetes.io/name': 'shop' },
  });
  expect(isScraped(all)).toBe(false);
});

test('of the two Services of a stateful application one is scraped, so that no pod counts twice', () => {
  const monitor = objectOf(inFirst(STATEFUL, { metrics: 'service-monitor' }), 'ServiceMonitor');
  expect(at(monitor, 'spec.endpoints.0.relabelings')).toEqual([
    { action: 'keep', sourceLabels: ['__meta_kubernetes_service_name'], regex: 'shop' },
  ]);
});

test('annotations name the port and the path of the pods', () => {
  const all = inFirst({ ...STATELESS, port: 9000, observability: { path: '/stats' } }, { metrics: 'annotations' });
  expect(at(objectOf(all, 'Deployment'), ANNOTATIONS)).toMatchObject({
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': '9000',
    'prometheus.io/path': '/stats',
  });
  expect(hasMonitor(all)).toBe(false);
});

test('pods know the collector, their name and their environment', () => {
  const [namespace, data] = (() => {
    const all = inFirst(STATELESS, { otlp: { endpoint: 'http://collector:4318' } });
    return [objectOf(all, 'ConfigMap').metadata.namespace, variables(all)];
  })();
  const environment = platform.environments[0]?.name ?? '';
  expect(data).toEqual([
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector:4318'],
    ['OTEL_RESOURCE_ATTRIBUTES', `deployment.environment.name=${environment},k8s.namespace.name=${namespace}`],
    ['OTEL_SERVICE_NAME', 'shop'],
  ]);
});

test('a variable of the spec has precedence over that of the platform', () => {
  const all = inFirst(
    { ...STATELESS, env: { OTEL_SERVICE_NAME: 'shop-front' } },
    { otlp: { endpoint: 'http://collector:4318' } },
  );
  expect(variables(all)).toContainEqual(['OTEL_SERVICE_NAME', 'shop-front']);
});

describe('an application with an upstream image, which may serve nothing,', () => {
  const IMAGE: WrittenAppSpec = { ...STATELESS, image: 'nginx:1.29', probe: 'http' };
  const OBSERVED: WrittenObservability = { metrics: 'annotations', otlp: { endpoint: 'http://collector:4318' } };

  test('is not observed because the platform is', () => {
    const all = inFirst(IMAGE, OBSERVED);
    expect([isScraped(all), variables(all)]).toEqual([false, []]);
  });

  test('is observed if its spec enables it', () => {
    const observability = { metrics: 'service-monitor', otlp: { endpoint: 'http://own:4318' } } as const;
    const all = inFirst({ ...IMAGE, observability }, OBSERVED);
    expect([isScraped(all), hasMonitor(all)]).toEqual([false, true]);
    expect(variables(all)).toContainEqual(['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://own:4318']);
  });
});

describe('the nearest setting applies:', () => {
  const ON: WrittenObservability = { metrics: 'annotations', otlp: { endpoint: 'http://collector:4318' } };
  const OFF = { metrics: 'none', otlp: { endpoint: 'none' } } as const;
  const observed = (...given: Parameters<typeof objects>) =>
    objects(...given).map((all) => [isScraped(all), variables(all).length > 0]);
  const rest = platform.environments.slice(1).map(({ name }) => name);
  const first = platform.environments[0]?.name ?? '';

  test('the environment over the platform', () => {
    expect(observed(STATELESS, ON, OFF)).toEqual([[false, false], ...rest.map(() => [true, true])]);
  });

  test('the spec over both', () => {
    expect(observed({ ...STATELESS, observability: OFF }, ON)).toEqual([
      [false, false],
      ...rest.map(() => [false, false]),
    ]);
  });

  test('an override over the spec', () => {
    const app: WrittenAppSpec = { ...STATELESS, observability: OFF, overrides: { [first]: { observability: ON } } };
    expect(observed(app)).toEqual([[true, true], ...rest.map(() => [false, false])]);
  });
});
