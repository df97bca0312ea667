import type { ComponentFacts, PlatformFacts } from '@goldenpath/extension';
import type { KubernetesObject } from '@goldenpath/manifests';
import { CHARTS } from '@goldenpath/platform';
import { COMPONENTS, platformObjects } from '@goldenpath/testing/platform-objects';
import { permits } from '@goldenpath/testing/access/app-project';
import { clustersWith, platformWith } from './support/facts';
import { type Address, type Pod, type Port, reaches } from '@goldenpath/testing/access/network';

interface HelmApplication extends KubernetesObject {
  readonly spec: {
    readonly project: string;
    readonly source: {
      readonly repoURL: string;
      readonly chart: string;
      readonly targetRevision: string;
      readonly helm: { readonly valuesObject: Readonly<Record<string, unknown>> };
    };
    readonly destination: Readonly<Record<string, string>>;
    readonly syncPolicy: { readonly automated: { readonly prune: boolean } };
  };
}

const ALL = { components: COMPONENTS };

function applications(platform: PlatformFacts): HelmApplication[] {
  return platformObjects(platform).filter(
    ({ kind, spec }) => kind === 'Application' && JSON.stringify(spec).includes('"chart"'),
  ) as HelmApplication[];
}

async function valuesOf(component: ComponentFacts, changes: Parameters<typeof clustersWith>[0] = {}) {
  const [found] = applications(await clustersWith({ ...changes, components: [component] }));
  return found?.spec.source.helm.valuesObject;
}

test('without components, Argo CD installs nothing and brings no namespace for it', async () => {
  const objects = platformObjects(await platformWith());
  expect(objects.filter(({ kind }) => kind === 'Application').map(({ metadata }) => metadata.name)).toEqual([
    'root-app',
  ]);
  const namespaces = objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
  expect(new Set(namespaces)).toEqual(new Set(['apps']));
});

test('a component is an Application for each environment, of an exact version, on its cluster', async () => {
  const platform = await clustersWith({ components: [{ name: 'reloader' }] });
  const found = applications(platform);
  expect(found.map(({ metadata, spec }) => [metadata.name, spec.destination])).toEqual(
    ['dev', 'prod', 'staging', 'test'].map((name) => [
      `reloader-${name}`,
      { name: `goldenpath-${name}`, namespace: 'platform' },
    ]),
  );
  expect(found[0]?.spec.source).toMatchObject({
    repoURL: 'https://stakater.github.io/stakater-charts',
    chart: 'reloader',
    targetRevision: '2.2.9',
  });
});

test('no component has a range of versions, and none is removed by itself', async () => {
  for (const { spec } of applications(await clustersWith(ALL))) {
    expect(spec.source.targetRevision).toMatch(/^v?\d+\.\d+\.\d+$/);
    expect(spec.syncPolicy.automated.prune).toBe(false);
  }
});

test('the project of the platform allows every chart, and the project of applications none', async () => {
  const platform = await clustersWith(ALL);
  const projects = platformObjects(platform).filter(({ kind }) => kind === 'AppProject');
  const allowing = (name: string, { spec }: HelmApplication) => {
    const project = projects.find(({ metadata }) => metadata.name === name);
    if (project === undefined) throw new Error(`There is no project ${name}.`);
    const { repoURL } = spec.source;
    const { name: cluster = '', namespace = '' } = spec.destination;
    return permits(project, { repository: repoURL, cluster, namespace, group: 'apps', kind: 'Deployment' });
  };
  const all = applications(platform);
  expect(all).toHaveLength(COMPONENTS.length * platform.clusters.length);
  expect(all.filter((one) => one.spec.project !== 'platform' || !allowing('platform', one))).toEqual([]);
  expect(all.filter((one) => allowing('workloads', one))).toEqual([]);
});

test('a chart that is not installed is not allowed', async () => {
  const [, project] = platformObjects(await platformWith()).filter(({ kind }) => kind === 'AppProject');
  expect(JSON.stringify(project)).not.toContain(CHARTS.kong.repository);
});

test('a version and values of the platform file win; maps are merged and lists replaced', async () => {
  const component = COMPONENTS.find(({ name }) => name === 'cert-manager');
  const [application] = applications(await clustersWith({ components: component === undefined ? [] : [component] }));
  expect(application?.spec.source.targetRevision).toBe('v1.18.2');
  expect(application?.spec.source.helm.valuesObject).toMatchObject({
    crds: { enabled: false },
    extraArgs: ['--v=4'],
    nodeSelector: { role: 'platform' },
    webhook: { nodeSelector: { role: 'platform' } },
  });
});

test('every component runs on the nodes of the platform, with resources', async () => {
  for (const { spec, metadata } of applications(await clustersWith(ALL))) {
    const values = JSON.stringify(spec.source.helm.valuesObject);
    expect([metadata.name, values.includes('"nodeSelector":{"role":"platform"}')]).toEqual([metadata.name, true]);
    expect([metadata.name, values.includes('"requests":{"cpu"')]).toEqual([metadata.name, true]);
  }
});

test('an ingress controller serves the class of the platform file', async () => {
  const exposure = { type: 'ingress', className: 'public', controller: 'kong' } as const;
  expect(await valuesOf({ name: 'kong' }, { exposure })).toMatchObject({
    ingressController: { ingressClass: 'public' },
  });
  expect(await valuesOf({ name: 'traefik' }, { exposure })).toMatchObject({ ingressClass: { name: 'public' } });
});

test('the operator of secrets has the role of the cluster, if there is one', async () => {
  const secretsRoleArn = 'arn:aws:iam::123456789012:role/acme-dev-secrets';
  const component = { name: 'external-secrets' } as const;
  expect((await valuesOf(component, { secretsRoleArn }))?.['serviceAccount']).toEqual({
    name: 'external-secrets',
    annotations: { 'eks.amazonaws.com/role-arn': secretsRoleArn },
  });
  expect((await valuesOf(component))?.['serviceAccount']).toEqual({ name: 'external-secrets' });
});

test('KEDA has the role of the cluster under the name that the trust policy has, and EKS Pod Identity needs no annotation', async () => {
  const kedaRoleArn = 'arn:aws:iam::123456789012:role/acme-dev-keda';
  expect(await valuesOf({ name: 'keda' }, { kedaRoleArn })).toMatchObject({
    serviceAccount: { operator: { name: 'keda-operator' } },
    podIdentity: { aws: { irsa: { enabled: true, roleArn: kedaRoleArn } } },
  });
  expect(await valuesOf({ name: 'keda' })).not.toHaveProperty('podIdentity');
});

test('Prometheus selects the monitors with the labels of the platform file', async () => {
  const observability = {
    metrics: 'service-monitor',
    monitorLabels: { release: 'main' },
    otlpEndpoint: 'none',
  } as const;
  const values = await valuesOf({ name: 'kube-prometheus-stack' }, { observability, storageClass: 'fast' });
  expect(values).toMatchObject({
    prometheus: {
      prometheusSpec: {
        serviceMonitorSelector: { matchLabels: { release: 'main' } },
        storageSpec: { volumeClaimTemplate: { spec: { storageClassName: 'fast' } } },
      },
    },
  });
});

test('operators come before the ApplicationSets, and what uses them after', () => {
  const waves = Object.entries(CHARTS).map(([name, { wave }]) => [name, wave] as const);
  const before = waves.filter(([, wave]) => wave < 0).map(([name]) => name);
  expect(before).toEqual(['cert-manager', 'external-secrets', 'keda', 'kube-prometheus-stack', 'sealed-secrets']);
});

test('the namespaces are before everything in them, with a quota and default resources', async () => {
  const platform = await clustersWith(ALL);
  const [dev] = platform.clusters;
  const objects = platformObjects({ ...platform, clusters: dev === undefined ? [] : [dev] });
  const standards = objects
    .filter(({ kind, metadata }) => kind === 'Namespace' && metadata.name !== 'apps')
    .map(({ metadata }) => [metadata.name, metadata.labels?.['pod-security.kubernetes.io/enforce']]);
  expect(standards).toEqual([
    ['monitoring', 'privileged'],
    ['platform', 'baseline'],
  ]);
  const inPlatform = objects.filter(({ metadata }) => metadata['namespace'] === 'platform').map(({ kind }) => kind);
  expect(inPlatform).toEqual(expect.arrayContaining(['ResourceQuota', 'LimitRange', 'NetworkPolicy']));
});

const pod = (namespace: string, component: string): Pod => ({
  namespace,
  labels: { 'app.kubernetes.io/name': component },
});
const APP: Pod = { namespace: 'apps', labels: { app: 'shop' } };
const WORLD: Address = { ip: '52.1.2.3' };

test.each<[boolean, string, Pod | Address, Pod, Port]>([
  [true, 'the world sends requests to the ingress controller', WORLD, pod('platform', 'kong'), { port: 8443 }],
  [false, 'not to its administration', WORLD, pod('platform', 'kong'), { port: 8001 }],
  [false, 'not to another component', WORLD, pod('platform', 'cert-manager'), { port: 8443 }],
  [false, 'an application does not reach an operator', APP, pod('platform', 'external-secrets'), { port: 8081 }],
  [false, 'nor Grafana', APP, pod('monitoring', 'grafana'), { port: 3000 }],
  [true, 'Prometheus reads metrics', pod('monitoring', 'prometheus'), pod('platform', 'reloader'), { port: 9090 }],
  [true, 'the API server calls webhooks', WORLD, pod('platform', 'cert-manager'), { port: 10250 }],
  [
    true,
    'the API server asks KEDA for the lengths of queues',
    WORLD,
    pod('platform', 'keda-operator-metrics-apiserver'),
    { port: 6443 },
  ],
  [false, 'and no other component on that port', WORLD, pod('platform', 'cert-manager'), { port: 6443 }],
  [
    false,
    'a collector is closed to other namespaces',
    { namespace: 'x' },
    pod('platform', 'opentelemetry-collector'),
    { port: 4318 },
  ],
])('%s: %s', async (isOpen, _what, from, to, port) => {
  const platform = await clustersWith(ALL);
  const [dev] = platform.clusters;
  const objects = platformObjects({ ...platform, clusters: dev === undefined ? [] : [dev] });
  expect(reaches(objects, from, to, port)).toBe(isOpen);
});

test('an application sends traces to the collector of the platform', async () => {
  const observability = {
    metrics: 'none',
    monitorLabels: {},
    otlpEndpoint: 'http://opentelemetry-collector.platform:4318',
  } as const;
  const platform = await clustersWith({ ...ALL, observability });
  const [dev] = platform.clusters;
  const objects = platformObjects({ ...platform, clusters: dev === undefined ? [] : [dev] });
  expect(reaches(objects, APP, pod('platform', 'opentelemetry-collector'), { port: 4318 })).toBe(true);
});

test('in a local cluster, requests come to the ports of nodes, and an Ingress gets an address', async () => {
  const [traefik] = applications(await clustersWith({ local: 'kind', components: [{ name: 'traefik' }] }));
  expect(traefik?.spec.source.helm.valuesObject).toMatchObject({
    service: { type: 'NodePort' },
    ports: { web: { nodePort: 80 }, websecure: { nodePort: 443 } },
    additionalArguments: ['--providers.kubernetesingress.ingressendpoint.hostname=localhost'],
  });
  const [elsewhere] = applications(await clustersWith({ components: [{ name: 'traefik' }] }));
  expect(elsewhere?.spec.source.helm.valuesObject).not.toHaveProperty('service');
});

test('Backstage has the host and the class of the environment', async () => {
  const exposure = { type: 'ingress', className: 'traefik', controller: 'traefik' } as const;
  const facts = {
    components: [{ name: 'backstage' }],
    portalHost: 'backstage.local',
    exposure,
    local: 'kind',
  } as const;
  const [backstage] = applications(await clustersWith(facts));
  expect(backstage?.spec.source.helm.valuesObject).toMatchObject({
    ingress: { enabled: true, className: 'traefik', host: 'backstage.local' },
    backstage: { nodeSelector: { role: 'platform' } },
  });
});
