import { builtInRegistry } from '@goldenpath/parts';
import { type FleetVersion, type KubernetesObject, reviewChange } from '@goldenpath/review';
import { FLEET, found, reviewOf } from '@goldenpath/testing/reviews';
import { comparisonOf, type Draft } from '@goldenpath/testing/comparisons';

test('a volume that grows, with the remedy', () => {
  const review = reviewOf(({ apps }) => (apps['my-redis'].overrides.prod.storage.size = '80Gi'));
  expect(found(review, 'immutable-field')).toEqual([
    'danger my-redis/prod: The cluster refuses the change of StatefulSet/my-redis of my-redis in prod: spec.volumeClaimTemplates[data].spec.resources.requests.storage cannot be changed.',
  ]);
  expect(review.findings[0]?.remedy).toBe(
    'Grow each claim by hand first (`kubectl patch pvc`; the storage class must allow it), then delete the StatefulSet with `--cascade=orphan` so that it is created again: its pods and volumes stay. To accept it, add `accept: [{ rule: immutable-field, environments: [prod], reason: … }]` to the spec of my-redis.',
  );
});

/** Each step: a new StatefulSet alone leaves the data on volumes of the old class. */
const classRemedy =
  /existing volumes keep their class\. The new class must exist .* `--cascade=orphan` .* back up its data, delete its claim .* and the pod, .* restore the data\./;

test('another storage class', () => {
  const review = reviewOf(({ apps }) => {
    apps['my-redis'].storage.className = 'io2';
    apps['my-redis'].environments = ['prod'];
    apps['user-service'].uses = [];
  });
  expect(found(review, 'immutable-field')).toEqual([
    'danger my-redis/prod: The cluster refuses the change of StatefulSet/my-redis of my-redis in prod: spec.volumeClaimTemplates[data].spec.storageClassName cannot be changed.',
  ]);
  expect(review.findings.find(({ rule }) => rule === 'immutable-field')?.remedy).toMatch(classRemedy);
});

test('another storage class and a larger volume need new volumes', () => {
  const review = reviewOf(({ apps }) => {
    apps['my-redis'].storage.className = 'io2';
    apps['my-redis'].overrides.prod.storage.size = '80Gi';
  });
  const remedies = review.findings.flatMap(({ rule, environment, remedy }) =>
    rule === 'immutable-field' && environment === 'prod' ? [remedy] : [],
  );
  expect(remedies).toEqual([expect.stringMatching(classRemedy)]);
});

test.each([
  ['another number of pods', '3'],
  ['the same size in other words', '51200Mi'],
])('%s is none', (_, said) => {
  const review = reviewOf(({ apps }) => {
    if (said === '3') apps['my-redis'].overrides.prod.replicas = 5;
    else apps['my-redis'].overrides.prod.storage.size = said;
  });
  expect(found(review, 'immutable-field')).toEqual([]);
});

test('a shrinking volume is reported once, by its own rule', () => {
  const review = reviewOf(({ apps }) => (apps['my-redis'].overrides.prod.storage.size = '5Gi'));
  expect(found(review, 'immutable-field')).toEqual([]);
  expect(found(review, 'storage-shrunk')).toHaveLength(1);
});

/** What another generation of the generators might do. */
const cases: readonly [string, string, string, (object: Draft) => void, readonly string[]][] = [
  [
    'the selector of a Deployment',
    'orders-api',
    'Deployment',
    ({ spec }) => (spec.selector.matchLabels = { name: 'x' }),
    ['spec.selector.matchLabels.app, spec.selector.matchLabels.name'.replace(', ', ' and ')],
  ],
  ['a Service becomes headless', 'orders-api', 'Service', ({ spec }) => (spec.clusterIP = 'None'), ['spec.clusterIP']],
  [
    'the name of the Service of a StatefulSet',
    'my-redis',
    'StatefulSet',
    ({ spec }) => (spec.serviceName = 'x'),
    ['spec.serviceName'],
  ],
  [
    'the management of pods',
    'my-redis',
    'StatefulSet',
    ({ spec }) => (spec.podManagementPolicy = 'Parallel'),
    ['spec.podManagementPolicy'],
  ],
  ['the update strategy', 'my-redis', 'StatefulSet', ({ spec }) => (spec.updateStrategy = { type: 'OnDelete' }), []],
  [
    'the claims after a deletion',
    'my-redis',
    'StatefulSet',
    ({ spec }) => (spec.persistentVolumeClaimRetentionPolicy.whenScaled = 'Delete'),
    [],
  ],
  ['the time until a pod counts', 'my-redis', 'StatefulSet', ({ spec }) => (spec.minReadySeconds = 5), []],
  ['the ports of a Service', 'orders-api', 'Service', ({ spec }) => (spec.ports[0].port = 81), []],
  [
    'another namespace, and so another object',
    'my-redis',
    'StatefulSet',
    (object) => {
      object.metadata.namespace = 'x';
      object.spec.serviceName = 'x';
    },
    [],
  ],
];

test.each(cases)('%s', (_, app, kind, edit, paths) => {
  const same = comparisonOf(FLEET, FLEET);
  const review = reviewChange(
    { ...same, head: withObject(same.head, app, kind, edit), generatorsChanged: true },
    builtInRegistry,
  );
  const messages = paths.map(
    (path) =>
      `danger ${app}/prod: The cluster refuses the change of ${kind}/${app} of ${app} in prod: ${path} cannot be changed.`,
  );
  expect(found(review, 'immutable-field')).toEqual(messages);
});

function withObject(side: FleetVersion, app: string, kind: string, edit: (object: Draft) => void): FleetVersion {
  const environments = new Map(side.objects.get(app));
  const objects = structuredClone(environments.get('prod') ?? []) as KubernetesObject[];
  edit(objects.find((object) => object.kind === kind && object.metadata.name === app));
  return { ...side, objects: new Map([...side.objects, [app, environments.set('prod', objects)]]) };
}
