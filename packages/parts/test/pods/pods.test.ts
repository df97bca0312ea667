import { at, objectOf } from '@goldenpath/testing/rendered/objects';
import { render } from '@goldenpath/testing/rendered/render';
import { complaintsOn, openWritten, type PlatformEdit, type SpecData } from '@goldenpath/testing/written-fleet';

const SHOP = { kind: 'stateless-app', name: 'shop', description: 'Sells things', owner: 'app-team' };

const kubernetes =
  (settings: SpecData): PlatformEdit =>
  (platform) => ({ ...platform, kubernetes: { ...platform.kubernetes, ...settings } });
const WITH_CLASSES = kubernetes({ priorityClasses: ['batch', 'urgent'] });

async function podsOf(pod: SpecData, spec: SpecData = {}, environment = 'prod', name = 'shop') {
  const { facts } = await openWritten([{ ...SHOP, ...spec, pod }], WITH_CLASSES);
  const of = facts.apps[0]?.environments.find((each) => each.environment === environment);
  if (of === undefined) throw new Error(`There is no ${environment}.`);
  return at(objectOf(render(of), 'Deployment', name), 'spec.template') as object;
}

test('labels and annotations are on the pods, beside those of the product', async () => {
  const pod = { labels: { 'example.org/cost-centre': 'shop' }, annotations: { 'ad.datadoghq.com/shop.logs': '[]' } };
  expect(await podsOf(pod)).toMatchObject({
    metadata: {
      labels: { app: 'shop', owner: 'app-team', 'example.org/cost-centre': 'shop' },
      annotations: { 'ad.datadoghq.com/shop.logs': '[]' },
    },
  });
});

test('a selector never has a label of the spec: it could not be changed later', async () => {
  const { facts } = await openWritten([{ ...SHOP, pod: { labels: { tier: 'front' } } }]);
  const objects = render(facts.apps[0]!.environments[0]!);
  for (const kind of ['Deployment', 'Service'])
    expect(JSON.stringify(at(objectOf(objects, kind), 'spec.selector'))).not.toContain('tier');
});

test('pods run where the spec says, with its priority, time and groups', async () => {
  const pod = {
    nodeSelector: { 'kubernetes.io/arch': 'arm64' },
    tolerations: [{ key: 'spot', effect: 'NoSchedule' }],
    priorityClassName: 'urgent',
    terminationGracePeriodSeconds: 120,
    runAsGroup: 3000,
    fsGroup: 2000,
  };
  expect(await podsOf(pod, { runAsUser: 1000 })).toMatchObject({
    spec: {
      nodeSelector: { 'kubernetes.io/arch': 'arm64' },
      tolerations: [{ key: 'spot', operator: 'Exists', effect: 'NoSchedule' }],
      priorityClassName: 'urgent',
      terminationGracePeriodSeconds: 120,
      securityContext: { runAsNonRoot: true, runAsUser: 1000, runAsGroup: 3000, fsGroup: 2000 },
    },
  });
});

test('`spread: zones` schedules no pod that would unbalance the zones', async () => {
  const pods = await podsOf({ spread: 'zones' }, { replicas: 3 });
  expect(at(pods, 'spec.topologySpreadConstraints')).toContainEqual({
    maxSkew: 1,
    topologyKey: 'topology.kubernetes.io/zone',
    whenUnsatisfiable: 'DoNotSchedule',
    labelSelector: { matchLabels: { app: 'shop' } },
  });
});

test('a process has what the pods of its application have, but for the spread', async () => {
  const pod = { labels: { tier: 'front' }, spread: 'nodes', priorityClassName: 'batch', runAsGroup: 3000 };
  const spec = { replicas: 2, processes: { worker: { command: ['work'] } } };
  const worker = await podsOf(pod, spec, 'prod', 'shop-worker');
  expect(worker).toMatchObject({
    metadata: { labels: { tier: 'front', app: 'shop.worker' } },
    spec: { priorityClassName: 'batch', securityContext: { runAsGroup: 3000 } },
  });
  expect(at(worker, 'spec.topologySpreadConstraints')).toBeUndefined();
});

test('an environment adds labels, and replaces other fields', async () => {
  const spec = { overrides: { prod: { pod: { labels: { tier: 'front' }, terminationGracePeriodSeconds: 300 } } } };
  const pod = { labels: { line: 'shop' }, terminationGracePeriodSeconds: 60 };
  expect(await podsOf(pod, spec)).toMatchObject({
    metadata: { labels: { tier: 'front', line: 'shop' } },
    spec: { terminationGracePeriodSeconds: 300 },
  });
  expect(await podsOf(pod, spec, 'dev')).toMatchObject({ spec: { terminationGracePeriodSeconds: 60 } });
});

describe('is refused', () => {
  const LIMITED = kubernetes({ podMetadata: { allowedLabels: ['example.org/*'], allowedAnnotations: [] } });
  test.each<[string, SpecData, PlatformEdit, string]>([
    [
      'a label of selectors',
      { labels: { app: 'other' } },
      WITH_CLASSES,
      'pod-metadata-taken: Golden Path, Kubernetes or the platform sets the label "app" of pods.',
    ],
    [
      'an annotation that would lift a restriction',
      { annotations: { 'container.apparmor.security.beta.kubernetes.io/shop': 'unconfined' } },
      WITH_CLASSES,
      'pod-metadata-taken: Golden Path, Kubernetes or the platform sets the annotation "container.apparmor.security.beta.kubernetes.io/shop" of pods.',
    ],
    [
      'a label that the platform does not allow',
      { labels: { 'example.org/team': 'a', tier: 'b' } },
      LIMITED,
      'pod-metadata-not-allowed: The platform does not allow the label "tier" of pods.',
    ],
    [
      'a priority class that is not listed',
      { priorityClassName: 'urgnet' },
      WITH_CLASSES,
      'priority-class-not-allowed: The platform has no priority class "urgnet" for applications.',
    ],
    [
      'a node label that differs from that of the platform',
      { nodeSelector: { role: 'gpu' } },
      kubernetes({ nodeSelector: { role: 'workloads' } }),
      'node-label-differs: `pod.nodeSelector.role` is "gpu", and applications run on nodes with "workloads".',
    ],
  ])('%s', async (_, pod, platform, expected) => {
    expect(await complaintsOn(platform, { ...SHOP, pod })).toEqual([expected]);
  });
});
