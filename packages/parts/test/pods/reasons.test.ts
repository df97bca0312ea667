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

const moved: Edit = ({ apps }) => (apps['my-redis'].owner = 'data-team');

function reasons(edit: Edit, before = base): readonly string[] {
  return reviewOf(edit, before).affected.flatMap((each) =>
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
    moved,
    ['names my-redis, which changed its namespace'],
  ],
  [
    'another team of an application that it does not name any more',
    (fleet) => {
      moved(fleet);
      fleet.apps['user-service'].pod = {};
    },
    ['pod.affinity drops "my-redis (zone)"'],
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

test('another namespace of an application that it names and uses is one reason', () => {
  const using: Edit = (fleet) => {
    base(fleet);
    fleet.apps['user-service'].uses = ['my-redis'];
  };
  expect(reasons(moved, using)).toEqual(['uses my-redis, which changed its namespace']);
});

test('another namespace of an application that it did not name before is no reason', () => {
  const alone: Edit = (fleet) => {
    base(fleet);
    fleet.apps['user-service'].pod = {};
  };
  const named: Edit = (fleet) => {
    moved(fleet);
    fleet.apps['user-service'].pod = { affinity: [{ app: 'my-redis' }] };
  };
  expect(reasons(named, alone)).toEqual(['pod.affinity adds "my-redis (zone)"']);
});
