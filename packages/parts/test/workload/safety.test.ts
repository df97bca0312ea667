import { type Edit, found, nothing, reviewOf } from '@goldenpath/testing/reviews';

const cases: readonly ['mutable-tag' | 'large-instance', string, Edit, Edit, readonly string[]][] = [
  [
    'mutable-tag',
    'tags may move in an environment',
    ({ platform }) => (platform.environments[1].mutableTags = true),
    nothing,
    ['danger –/test: Image tags may move in test: what runs there can change without a change here.'],
  ],
  [
    'mutable-tag',
    'in the first environment they may',
    ({ platform }) => (platform.environments[0].mutableTags = true),
    ({ platform }) => (platform.environments[0].mutableTags = false),
    [],
  ],
  [
    'mutable-tag',
    'an upstream image without a version',
    ({ apps }) => (apps['my-redis'].image = 'registry.example.com:5000/redis:STABLE'),
    ({ apps }) => {
      apps['my-redis'].environments = ['dev', 'prod'];
      apps['user-service'].uses = [];
    },
    [
      'danger my-redis/prod: The image registry.example.com:5000/redis:STABLE of my-redis in prod has a mutable tag: what runs there can change without a change here.',
    ],
  ],
  [
    'mutable-tag',
    'a digest',
    ({ apps }) => (apps['my-redis'].image = `redis:latest@sha256:${'a'.repeat(64)}`),
    nothing,
    [],
  ],
  [
    'mutable-tag',
    'what stands already',
    ({ apps }) => (apps['my-redis'].replicas = 2),
    ({ apps }) => (apps['my-redis'].image = 'redis:latest'),
    [],
  ],
  [
    'large-instance',
    'many pods that ask for much',
    ({ apps }) =>
      (apps['orders-api'].overrides.prod.resources = {
        requests: { cpu: '2', memory: '4Gi' },
        limits: { cpu: '2', memory: '4Gi' },
      }),
    nothing,
    ['warning orders-api/prod: orders-api may ask for 24 cores and 48 GiB of memory in prod, with 12 pods.'],
  ],
];

test.each(cases)('%s: %s', (rule, _, edit, before, expected) => {
  expect(found(reviewOf(edit, before), rule)).toEqual(expected);
});
