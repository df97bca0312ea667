import { type Edit, reviewOf } from '@goldenpath/testing/reviews';

/** Two services of one team, with a namespace for each team. */
const base: Edit = ({ apps, platform }) => {
  for (const name of Object.keys(apps)) if (name !== 'my-redis' && name !== 'user-service') delete apps[name];
  for (const app of Object.values(apps)) {
    app.environments = ['prod'];
    delete app.overrides;
  }
  platform.kubernetes.namespace = '{team}';
  apps['user-service'].uses = [];
  apps['user-service'].pod = { affinity: [{ app: 'my-redis' }] };
};

function reasons(edit: Edit): readonly string[] {
  return reviewOf(edit, base).affected.flatMap((each) =>
    each.app === 'user-service' && each.environment === 'prod' ? each.reasons : [],
  );
}

test.each<[string, Edit, readonly string[]]>([
  [
    'another level',
    ({ apps }) => (apps['user-service'].pod.affinity[0].topology = 'node'),
    ['pod.affinity[0].topology zone → node'],
  ],
  ['the level that is the default', ({ apps }) => (apps['user-service'].pod.affinity[0].topology = 'zone'), []],
  [
    'another list',
    ({ apps }) => (apps['user-service'].pod.antiAffinity = [{ app: 'my-redis', required: true }]),
    ['pod.antiAffinity adds "my-redis (node, required)"'],
  ],
  [
    'a list that an override replaces by none',
    ({ apps }) => (apps['user-service'].overrides = { prod: { pod: { affinity: [] } } }),
    ['overrides.prod.pod.affinity drops "my-redis (zone)"'],
  ],
  [
    'another team of the other application, with another namespace',
    ({ apps }) => (apps['my-redis'].owner = 'data-team'),
    ['names my-redis, which changed its namespace'],
  ],
])('%s', (_, edit, expected) => {
  expect(reasons(edit)).toEqual(expected);
});

test('another namespace of an application that the pods keep away from', () => {
  const away: Edit = (draft) => {
    base(draft);
    draft.apps['user-service'].pod = { antiAffinity: [{ app: 'my-redis' }] };
  };
  const { affected } = reviewOf(({ apps }) => (apps['my-redis'].owner = 'data-team'), away);
  expect(affected.find(({ app }) => app === 'user-service')?.reasons).toEqual([
    'names my-redis, which changed its namespace',
  ]);
});
