import type { Review } from '@goldenpath/review';
import { type Edit, nothing, reviewOf, reviewOfStack } from '@goldenpath/testing/reviews';

/** Each affected place with why, as `app/environment: reasons`. */
function affected({ affected: units }: Review): string[] {
  return units.map(
    ({ app, environment, reasons, change }) => `${change} ${app ?? '–'}/${environment ?? '–'}: ${reasons.join(' | ')}`,
  );
}

const few: Edit = ({ apps }) => {
  for (const [name, app] of Object.entries(apps)) {
    app.environments = ['dev', 'prod'];
    for (const environment of Object.keys(app.overrides ?? {}))
      if (environment !== 'prod') delete app.overrides[environment];
    if (name !== 'my-redis' && name !== 'user-service') delete apps[name];
  }
};

const cases: readonly [string, Edit, readonly string[]][] = [
  [
    'a value that an override hides in production',
    ({ apps }) => (apps['user-service'].replicas = 3),
    ['changed user-service/dev: replicas 2 → 3'],
  ],
  [
    'an override',
    ({ apps }) => (apps['user-service'].overrides.prod.replicas = 5),
    ['changed user-service/prod: overrides.prod.replicas 4 → 5'],
  ],
  [
    'an override that is new shows what it was without it',
    ({ apps }) => (apps['user-service'].overrides.dev = { replicas: 1 }),
    ['changed user-service/dev: overrides.dev.replicas 2 → 1'],
  ],
  [
    'an override that is taken away',
    ({ apps }) => delete apps['user-service'].overrides.prod.env,
    ['changed user-service/prod: overrides.prod.env.SESSION_TTL_SECONDS 900 → 3600'],
  ],
  [
    'both, and the override decides',
    ({ apps }) => {
      apps['user-service'].replicas = 3;
      apps['user-service'].overrides.prod.replicas = 5;
    },
    ['changed user-service/dev: replicas 2 → 3', 'changed user-service/prod: overrides.prod.replicas 4 → 5'],
  ],
  [
    'the most important first',
    ({ apps }) => {
      const app = apps['user-service'];
      app.env.A = 'x y';
      app.args = ['--fast'];
      app.ingress = false;
      app.overrides.prod.replicas = 5;
      app.environments = ['prod'];
    },
    [
      'changed user-service/–: environments drops dev',
      'removed user-service/dev: no longer runs in dev',
      'changed user-service/prod: overrides.prod.replicas 4 → 5 | ingress true → false | env.A – → "x y" | args none → --fast',
    ],
  ],
  [
    'what an application has once',
    ({ apps }) => (apps['my-redis'].description = 'A cache'),
    ['changed my-redis/–: description "Session cache for user service" → "A cache"'],
  ],
  [
    'the port of one that is used',
    ({ apps }) => (apps['my-redis'].port = 6380),
    [
      'changed my-redis/dev: port 6379 → 6380',
      'changed my-redis/prod: port 6379 → 6380',
      'changed user-service/dev: uses my-redis, which changed its port',
      'changed user-service/prod: uses my-redis, which changed its port',
    ],
  ],
  [
    'a use that is given up',
    ({ apps }) => (apps['user-service'].uses = []),
    ['changed user-service/dev: uses drops my-redis', 'changed user-service/prod: uses drops my-redis'],
  ],
  [
    'a value of the platform',
    ({ platform }) => (platform.ingress.className = 'traefik'),
    [
      'changed my-redis/dev: platform: ingress.className kong → traefik | platform: ingress.controller kong → traefik',
      'changed my-redis/prod: platform: ingress.className kong → traefik | platform: ingress.controller kong → traefik',
      'changed user-service/dev: platform: ingress.className kong → traefik | platform: ingress.controller kong → traefik',
      'changed user-service/prod: platform: ingress.className kong → traefik | platform: ingress.controller kong → traefik',
    ],
  ],
  [
    'a value of one environment, beside one of an application',
    ({ platform, apps }) => {
      platform.environments[3].logLevel = 'error';
      apps['my-redis'].replicas = 2;
    },
    [
      'changed my-redis/dev: replicas 1 → 2',
      'changed my-redis/prod: platform: environments[prod].logLevel warn → error',
      'changed user-service/prod: platform: environments[prod].logLevel warn → error',
    ],
  ],
  [
    'who approves: what has an environment on GitHub',
    ({ platform }) => (platform.environments[3].approvers = ['platform-team', 'data-team']),
    [
      'changed my-redis/–: platform: environments[prod].approvers adds data-team, drops security-team',
      'changed user-service/–: platform: environments[prod].approvers adds data-team, drops security-team',
    ],
  ],
  ['a team that owns nothing', ({ platform }) => platform.teams.push('new-team'), []],
];

test.each(cases)('%s', (_, edit, expected) => {
  expect(affected(reviewOf(edit, few))).toEqual(expected);
});

test('the only environment of a platform, under another name, is another one', () => {
  const alone: Edit = ({ platform, apps }) => {
    platform.environments = platform.environments.slice(0, 1);
    for (const name of Object.keys(apps)) if (name !== 'my-redis') delete apps[name];
    delete apps['my-redis'].overrides;
  };
  const review = reviewOf(({ platform }) => (platform.environments[0].name = 'lab'), alone);
  expect(affected(review)).toEqual([
    'removed –/dev: platform: environments[dev] is gone',
    'added –/lab: platform: environments[lab] is new',
    'changed my-redis/–: platform: environments[dev] is gone | platform: environments[lab] is new',
    'removed my-redis/dev: platform: environments[dev] is gone',
    'added my-redis/lab: platform: environments[lab] is new',
  ]);
});

describe('an edit that changes nothing gives an empty review', () => {
  const edits: readonly [string, Edit][] = [
    ['nothing', nothing],
    [
      'defaults written out',
      ({ platform, apps }) => {
        platform.gitops = { layout: 'central', repository: 'gitops', branch: 'main' };
        platform.environments[1].mutableTags = false;
        platform.environments[3].databases.shared.maxStorageGb = 500;
        Object.assign(apps['my-redis'], { risk: 'medium', ingress: true, uses: [], env: {} });
        Object.assign(apps['user-service'], { port: 8080, runAsUser: 10001 });
        apps['orders-api'].overrides.staging.port = undefined;
      },
    ],
    [
      'defaults left out',
      ({ platform, apps }) => {
        delete platform.secretStore;
        delete platform.postgres;
        delete apps['orders-api'].port;
        delete apps['user-service'].resources;
      },
    ],
    [
      'the order of fields and of names',
      ({ apps }) => {
        apps['orders-api'] = Object.fromEntries(Object.entries(apps['orders-api']).reverse());
        apps['reporting-db'].environments = ['prod', 'dev'];
      },
    ],
    [
      'quantities in other words',
      ({ apps }) => (apps['user-service'].overrides.prod.resources.limits = { cpu: '1000m', memory: '0.5Gi' }),
    ],
    [
      'a finding that is accepted, of which there is none',
      ({ apps, platform }) => {
        apps['orders-api'].accept = [{ rule: 'host-dropped', reason: 'Nobody calls it any more.' }];
        apps['reporting-db'].accept = [{ rule: 'secret-loss', reason: 'Nobody reads it any more.' }];
        platform.accept = [{ rule: 'no-multi-az', reason: 'It is rarely used.' }];
      },
    ],
  ];

  test.each(edits)('%s', (_, edit) => {
    const { version, base, head, ...review } = reviewOf(edit);
    expect([version, base.ref, head.ref]).toEqual([1, 'main', 'working tree']);
    expect(review).toEqual({
      verdict: { blocked: false, summary: 'Changes nothing.' },
      platform: [],
      affected: [],
      dependents: [],
      findings: [],
      plans: { source: 'none', note: null, stacks: [] },
      resources: { create: 0, update: 0, replace: 0, destroy: 0 },
      manifests: [],
      approvals: [],
      cost: expect.objectContaining({ environments: [], monthlyDifference: 0 }),
    });
  });

  test('an accepted loss that takes the protection of an instance away is a change of the cloud', () => {
    const review = reviewOf(
      ({ apps }) => (apps['orders-api'].accept = [{ rule: 'database-loss', reason: 'It is in the archive.' }]),
    );
    expect(affected(review)).toEqual([
      'changed orders-api/prod: the database is no longer protected: its loss is accepted, because "It is in the archive."',
    ]);
  });
});

test('other generators are a reason, after all others', () => {
  const review = reviewOf(({ apps }) => (apps['user-service'].overrides.prod.replicas = 5), nothing, {
    generatorsChanged: true,
  });
  expect(affected(review)).toEqual([
    'changed user-service/prod: overrides.prod.replicas 4 → 5 | the generators changed',
  ]);
  const stack = reviewOfStack(
    'platform-dev',
    ({ resource }) => (resource.aws_db_instance['shared-instance'].apply_immediately = true),
  );
  expect(affected(stack)).toEqual(['changed –/dev: the generators changed']);
});

test('the shared instance follows the applications on it', () => {
  const review = reviewOf(({ apps }) => {
    apps['reporting-db'].overrides.prod.database.size = 'xlarge';
    apps['reporting-db'].overrides.prod.database.backupRetentionDays = 30;
  });
  expect(affected(review)).toEqual([
    'changed –/prod: reporting-db: database.size medium → xlarge | reporting-db: database.backupRetentionDays 21 → 30',
  ]);
  expect(review.verdict.summary).toBe('Changes the shared instance in prod: 1 warning.');
});

test('an application that uses an affected one is a dependent if the change affects it', () => {
  const dependents = (edit: Edit) => reviewOf(edit).dependents;
  expect(dependents(({ apps }) => (apps['user-service'].overrides.prod.replicas = 5))).toEqual([
    { app: 'orders-api', environment: 'prod', uses: ['user-service'] },
  ]);
  expect(dependents(({ apps }) => (apps['user-service'].overrides.prod.env.A = 'b'))).toEqual([]);
  expect(dependents(({ apps }) => (apps['user-service'].owner = 'data-team'))).toEqual([]);
  expect(dependents(({ apps }) => (apps['user-service'].ingress = false))).toEqual([]);
});

test('hostile text is data, and the changed field is named exactly', () => {
  const hostile = '$(rm -rf /) `x` <script>alert(1)</script> |[a](b) \u001b[31m ${{ github.token }}\n# "quoted"';
  const review = reviewOf(({ apps }) => (apps['user-service'].overrides.prod.env.SESSION_TTL_SECONDS = hostile));
  expect(review.manifests[0]?.changes[0]).toEqual({ path: 'data.SESSION_TTL_SECONDS', before: '900', after: hostile });
  expect(review.affected[0]?.reasons).toEqual([
    'overrides.prod.env.SESSION_TTL_SECONDS 900 → "$(rm -rf /) `x` <script>alert(1)</script> |[a](b) \\u001b[31m ${{…"',
  ]);
});
