import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type KubernetesObject, renderApp } from '@goldenpath/manifests';
import { builtInRegistry } from '@goldenpath/parts';
import type { WrittenAppSpec, WrittenObservability } from '@goldenpath/spec';
import { extremeFleet } from '@goldenpath/testing/agreement';
import { ROOT } from '@goldenpath/testing/fleet';
import { factsOf } from '@goldenpath/testing/fleet-arbitrary';
import { parsePromql } from '@goldenpath/testing/promql';
import { at, identities, objectOf } from '@goldenpath/testing/rendered/objects';

interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string }[];
  readonly fieldConfig?: {
    readonly defaults: { readonly thresholds: { readonly steps: readonly { readonly value: unknown }[] } };
  };
}

const { platform } = extremeFleet();
const NAMES = ['dev', 'prod'] as const;
const TEAM = platform.teams[0] ?? '';
const COMMON = { name: 'shop', description: 'x', owner: TEAM };
const STATELESS: WrittenAppSpec = { kind: 'stateless-app', ...COMMON };
const STATEFUL: WrittenAppSpec = { kind: 'stateful-app', ...COMMON, storage: { size: '1Gi', mountPath: '/data' } };
const BACKEND: WrittenAppSpec = {
  kind: 'backend-app-rds',
  ...COMMON,
  database: { name: 'shop', username: 'shop' },
  autoscaling: { maxReplicas: 5 },
};
const KEEPER: WrittenAppSpec = {
  kind: 'backend-app-rds',
  ...COMMON,
  database: { name: 'shop', username: 'shop' },
  storage: { size: '1Gi', mountPath: '/data' },
};
const IMAGE: WrittenAppSpec = { ...STATEFUL, image: 'redis:7.4' };
const ON: WrittenObservability = { metrics: 'service-monitor', alerts: true, dashboards: true };

/** The objects of an application in `dev` and `prod` of a platform that is observed in this way. */
function objectsIn(
  environment: (typeof NAMES)[number],
  app: WrittenAppSpec,
  ofPlatform: WrittenObservability = ON,
): readonly KubernetesObject[] {
  const [template] = platform.environments;
  if (template === undefined) throw new Error('The platform has environments.');
  const environments = NAMES.map((name) => ({ ...template, name, host: `{app}.${name}.{domain}`, approvers: [] }));
  const facts = factsOf({ platform: { ...platform, environments, observability: ofPlatform }, apps: [app] });
  const found = facts.apps[0]?.environments.find((one) => one.environment === environment);
  return found === undefined ? [] : renderApp('shop', found, builtInRegistry);
}

function alertsOf(objects: readonly KubernetesObject[]): AlertRule[] {
  return at(objectOf(objects, 'PrometheusRule'), 'spec.groups.0.rules') as AlertRule[];
}

function dashboardOf(objects: readonly KubernetesObject[]): {
  readonly uid: string;
  readonly panels: readonly Panel[];
} {
  const data = at(objectOf(objects, 'ConfigMap', 'shop-dashboard'), 'data') as Record<string, string>;
  return JSON.parse(Object.values(data)[0] ?? '') as { uid: string; panels: Panel[] };
}

function queriesIn(objects: readonly KubernetesObject[]): string[] {
  return [
    ...alertsOf(objects).map(({ expr }) => expr),
    ...dashboardOf(objects).panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
  ];
}

const alertOf = (objects: readonly KubernetesObject[], name: string) =>
  alertsOf(objects).find(({ alert }) => alert === name);

test('without alerts and dashboards in the platform file, an application has neither', () => {
  const found = identities(objectsIn('prod', STATELESS, { metrics: 'service-monitor' }));
  expect(found).toContain('ServiceMonitor shop');
  expect(found).not.toContain('PrometheusRule shop');
  expect(found).not.toContain('ConfigMap shop-dashboard');
});

test('an application can leave them out, or have them where the platform has none', () => {
  const off = identities(objectsIn('prod', { ...STATELESS, observability: { alerts: false, dashboard: false } }));
  expect(off.filter((name) => /PrometheusRule|dashboard/.test(name))).toEqual([]);
  const on = objectsIn('prod', { ...STATELESS, observability: { alerts: true } }, { metrics: 'service-monitor' });
  expect(identities(on).filter((name) => /PrometheusRule|dashboard/.test(name))).toEqual(['PrometheusRule shop']);
});

test('without the Prometheus Operator there are none', () => {
  expect(identities(objectsIn('prod', STATELESS, { ...ON, metrics: 'annotations' }))).not.toContain(
    'PrometheusRule shop',
  );
});

test.each([
  ['a stateless application', STATELESS],
  ['a stateful application', STATEFUL],
  ['an application with a database', BACKEND],
  ['an upstream image', IMAGE],
])('%s: every query is PromQL', (_what, app) => {
  const queries = queriesIn(objectsIn('prod', app));
  expect(queries.length).toBeGreaterThan(8);
  expect(queries.flatMap((query) => parsePromql(query).faults)).toEqual([]);
});

test('the parser finds faults', () => {
  expect(parsePromql('sum(rate(http_requests_total{job="a"}[5m])) / > 1').faults).not.toEqual([]);
  expect(parsePromql('sum(rate(a{job="b"}[5m])) / c').metrics).toEqual(['a', 'c']);
});

describe('metrics', () => {
  /** What kube-state-metrics, cAdvisor and the kubelet export, and Prometheus itself makes. */
  const OF_THE_CLUSTER = new Set([
    'container_cpu_usage_seconds_total',
    'container_memory_working_set_bytes',
    'kube_deployment_spec_replicas',
    'kube_deployment_status_replicas_available',
    'kube_horizontalpodautoscaler_spec_max_replicas',
    'kube_horizontalpodautoscaler_status_current_replicas',
    'kube_pod_container_resource_limits',
    'kube_pod_container_status_restarts_total',
    'kube_statefulset_replicas',
    'kube_statefulset_status_replicas_ready',
    'kubelet_volume_stats_capacity_bytes',
    'kubelet_volume_stats_used_bytes',
    'up',
  ]);
  const metricsOf = (app: WrittenAppSpec) => [
    ...new Set(queriesIn(objectsIn('prod', app)).flatMap((query) => parsePromql(query).metrics)),
  ];

  test.each([
    ['node', ['base/src/metrics.ts', 'database/src/database.ts']],
    ['python', ['base/service/metrics.py', 'database/service/database.py']],
  ])('of a service are those that the template of %s has', (runtime, files) => {
    const templates = join(ROOT, 'packages/scaffold/templates', runtime);
    const source = files.map((file) => readFileSync(join(templates, file), 'utf8')).join('\n');
    const own = metricsOf(BACKEND).filter((name) => !OF_THE_CLUSTER.has(name));
    expect(own).toContain('db_client_connection_count');
    // A histogram has the suffix in Prometheus only.
    const missing = own.filter((name) => !new RegExp(`['"]${name.replace(/_bucket$/, '')}['"]`).test(source));
    expect(missing).toEqual([]);
  });

  test('of an upstream image are those of the cluster only', () => {
    expect(metricsOf(IMAGE).filter((name) => !OF_THE_CLUSTER.has(name))).toEqual([]);
  });

  test('are selected by the namespace, and by the container or the name of the application', () => {
    for (const query of queriesIn(objectsIn('prod', BACKEND))) {
      const { labels } = parsePromql(query);
      expect(labels).toContain('namespace');
      expect(query).toContain('="shop"');
    }
  });
});

test.each<[NonNullable<WrittenAppSpec['risk']>, string, string, string, string]>([
  ['low', '> 0.1 and', '> 2 and', '15m', 'warning'],
  ['medium', '> 0.05 and', '> 1 and', '10m', 'warning'],
  ['high', '> 0.01 and', '> 0.5 and', '5m', 'critical'],
])('%s risk decides when an alert is sent, and how urgent it is', (risk, errors, latency, minutes, severity) => {
  const objects = objectsIn('prod', { ...STATELESS, risk });
  expect(alertOf(objects, 'RequestsFail')).toMatchObject({
    expr: expect.stringContaining(errors),
    for: minutes,
    labels: { severity, team: TEAM, environment: 'prod', app: 'shop' },
  });
  expect(alertOf(objects, 'RequestsAreSlow')?.expr).toContain(latency);
});

test('what can wait is a warning at every risk', () => {
  const objects = objectsIn('prod', { ...STATELESS, risk: 'high' });
  for (const alert of ['MetricsMissing', 'MemoryAlmostUsed'])
    expect(alertOf(objects, alert)).toMatchObject({ labels: { severity: 'warning' } });
});

test('outside production nothing is critical', () => {
  const severities = alertsOf(objectsIn('dev', { ...BACKEND, risk: 'high' })).map(({ labels }) => labels['severity']);
  expect(new Set(severities)).toEqual(new Set(['warning']));
});

test('the thresholds of a spec have precedence over those of the risk, also in one environment', () => {
  const app: WrittenAppSpec = {
    ...STATELESS,
    observability: { thresholds: { errorPercent: 0.5, latencyMilliseconds: 250 } },
    overrides: { dev: { observability: { thresholds: { errorPercent: 20 } } } },
  };
  expect(alertOf(objectsIn('prod', app), 'RequestsFail')?.expr).toContain('> 0.005 and');
  expect(alertOf(objectsIn('prod', app), 'RequestsAreSlow')?.expr).toContain('> 0.25 and');
  expect(alertOf(objectsIn('dev', app), 'RequestsFail')?.expr).toContain('> 0.2 and');
  expect(alertOf(objectsIn('dev', app), 'RequestsAreSlow')?.expr).toContain('> 0.25 and');
});

const OF_PODS = ['PodsRestart', 'PodsMissing', 'MemoryAlmostUsed'];
const OF_REQUESTS = ['RequestsFail', 'RequestsAreSlow', 'MetricsMissing'];

test.each([
  ['a stateless application', STATELESS, [...OF_REQUESTS, ...OF_PODS, 'CpuAlmostUsed']],
  [
    'one without a limit of CPU',
    { ...STATELESS, resources: { limits: { cpu: 'none' } } } as WrittenAppSpec,
    [...OF_REQUESTS, ...OF_PODS],
  ],
  ['a stateful application', STATEFUL, [...OF_REQUESTS, ...OF_PODS, 'CpuAlmostUsed', 'VolumeAlmostFull']],
  [
    'one with a database and an autoscaler',
    BACKEND,
    [...OF_REQUESTS, ...OF_PODS, 'CpuAlmostUsed', 'AutoscalerAtMaximum', 'DatabaseConnectionsAlmostUsed'],
  ],
  [
    'one with a database and a volume',
    KEEPER,
    [...OF_REQUESTS, ...OF_PODS, 'CpuAlmostUsed', 'VolumeAlmostFull', 'DatabaseConnectionsAlmostUsed'],
  ],
  ['an upstream image', IMAGE, [...OF_PODS, 'CpuAlmostUsed', 'VolumeAlmostFull']],
])('%s has the alerts of what it has', (_what, app, alerts) => {
  expect(alertsOf(objectsIn('prod', app)).map(({ alert }) => alert)).toEqual(alerts);
});

test.each([
  ['a stateful application', STATEFUL],
  ['an application with a database and a volume', KEEPER],
])('the claims of %s are those that its template makes', (_what, app) => {
  const objects = objectsIn('prod', app);
  const claim = at(objectOf(objects, 'StatefulSet'), 'spec.volumeClaimTemplates.0.metadata.name');
  expect(alertOf(objects, 'VolumeAlmostFull')?.expr).toContain(`persistentvolumeclaim=~"${String(claim)}-shop-[0-9]+"`);
});

test('the container has the name that queries select', () => {
  const objects = objectsIn('prod', STATELESS);
  expect(at(objectOf(objects, 'Deployment'), 'spec.template.spec.containers.0.name')).toBe('shop');
});

test('Prometheus selects the rules by the labels of the platform file', () => {
  const rule = objectOf(objectsIn('prod', STATELESS, { ...ON, monitorLabels: { release: 'main' } }), 'PrometheusRule');
  expect(rule.metadata.labels).toMatchObject({ release: 'main', app: 'shop' });
});

describe('the dashboard', () => {
  test('is a ConfigMap that Grafana reads, in the folder of the team', () => {
    const { metadata } = objectOf(objectsIn('prod', STATELESS), 'ConfigMap', 'shop-dashboard');
    expect(metadata.labels).toMatchObject({ grafana_dashboard: '1' });
    expect(metadata['annotations']).toEqual({ grafana_folder: TEAM });
  });

  test('has another id in each environment', () => {
    const ids = NAMES.map((name) => dashboardOf(objectsIn(name, STATELESS)).uid);
    expect(new Set(ids).size).toBe(2);
    expect(ids.every((id) => /^[0-9a-f]{20}$/.test(id))).toBe(true);
  });

  test.each([
    ['a stateless application', STATELESS],
    ['a stateful application', STATEFUL],
    ['an application with a database', BACKEND],
    ['an application with a database and a volume', KEEPER],
  ])('of %s has no two panels in one place, and fits the width of Grafana', (_what, app) => {
    const { panels } = dashboardOf(objectsIn('prod', app));
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
  });

  test('shows the line from which on there is an alert', () => {
    const panel = dashboardOf(objectsIn('prod', { ...STATELESS, risk: 'high' })).panels.find(
      ({ title }) => title === 'Latency',
    );
    expect(panel?.fieldConfig?.defaults.thresholds.steps.map(({ value }) => value)).toEqual([null, 0.5]);
  });
});
