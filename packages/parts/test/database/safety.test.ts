import { type Edit, found, nothing, reviewOf } from '@goldenpath/testing/reviews';

const cases: readonly ['no-multi-az' | 'short-retention' | 'large-instance', string, Edit, Edit, readonly string[]][] =
  [
    [
      'no-multi-az',
      'instances lose their standby',
      ({ platform }) => (platform.environments[3].databases.multiAz = false),
      nothing,
      [
        'danger –/prod: The instance goldenpath-idp-prod in prod no longer has a standby in a second availability zone.',
        'danger orders-api/prod: The instance orders-api-prod in prod no longer has a standby in a second availability zone.',
      ],
    ],
    [
      'no-multi-az',
      'a new instance where there is no standby',
      ({ apps }) => (apps['reporting-db'].overrides.prod.database.instance = 'dedicated'),
      ({ platform }) => (platform.environments[3].databases.multiAz = false),
      [
        'danger reporting-db/prod: The instance reporting-db-prod in prod has no standby in a second availability zone.',
      ],
    ],
    [
      'no-multi-az',
      'an environment becomes production',
      ({ platform }) => (platform.environments[2].approvers = ['app-team']),
      nothing,
      [
        'danger –/staging: The instance goldenpath-idp-staging in staging has no standby in a second availability zone.',
      ],
    ],
    [
      'no-multi-az',
      'what stands already is no finding',
      ({ apps }) => (apps['orders-api'].overrides.prod.database.size = 'medium'),
      ({ platform }) => (platform.environments[3].databases.multiAz = false),
      [],
    ],
    [
      'no-multi-az',
      'outside production',
      ({ apps }) => (apps['orders-api'].database.instance = 'dedicated'),
      nothing,
      [],
    ],
    [
      'short-retention',
      'fewer days than before',
      ({ apps }) => (apps['orders-api'].overrides.prod.database.backupRetentionDays = 20),
      nothing,
      ['danger orders-api/prod: Backups of the instance orders-api-prod in prod are kept for 20 days instead of 35.'],
    ],
    [
      'short-retention',
      'a new instance with few days',
      ({ apps }) =>
        Object.assign(apps['reporting-db'].overrides.prod.database, { instance: 'dedicated', backupRetentionDays: 7 }),
      ({ platform, apps }) => {
        platform.environments[3].databases.minimumBackupRetentionDays = 7;
        apps['reporting-db'].overrides.prod.database.backupRetentionDays = 7;
      },
      ['danger reporting-db/prod: Backups of the instance reporting-db-prod in prod are kept for 7 days only.'],
    ],
    [
      'short-retention',
      'more days than before, though still few',
      ({ apps }) => (apps['orders-api'].overrides.prod.database.backupRetentionDays = 10),
      ({ platform, apps }) => {
        platform.environments[3].databases.minimumBackupRetentionDays = 7;
        apps['orders-api'].overrides.prod.database.backupRetentionDays = 7;
      },
      [],
    ],
    [
      'large-instance',
      'a large instance',
      ({ apps }) => (apps['orders-api'].overrides.prod.database.size = 'xlarge'),
      nothing,
      ['warning orders-api/prod: The instance orders-api-prod in prod becomes a db.r6g.large.'],
    ],
    [
      'large-instance',
      'a medium one',
      ({ apps }) => (apps['orders-api'].overrides.prod.database.size = 'medium'),
      nothing,
      [],
    ],
  ];

test.each(cases)('%s: %s', (rule, _, edit, before, expected) => {
  expect(found(reviewOf(edit, before), rule)).toEqual(expected);
});
