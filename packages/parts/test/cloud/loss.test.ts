import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

/** The user-service has one resource of each type, in clusters that are known. */
const inCloud: Edit = ({ platform, apps }) => {
  for (const environment of platform['environments']) environment.cluster = { name: `acme-${environment.name}` };
  Object.assign(apps['user-service'] ?? {}, {
    buckets: { reports: { expireAfterDays: 30 } },
    topics: { events: {} },
    queues: { work: {} },
    tables: { sessions: { partitionKey: { name: 'id' } } },
    caches: { sessions: {} },
  });
};

const inProduction = (rule: string, edit: Edit) =>
  found(reviewOf(edit, inCloud), rule).filter((line) => line.includes('user-service/prod'));

describe.each([
  [
    'bucket-loss',
    'buckets',
    'reports',
    'bucket',
    'is deleted, and AWS refuses that until every object in it is deleted',
  ],
  ['messages-lost', 'queues', 'work', 'queue', 'is deleted with all messages in it and in its dead-letter queue'],
  ['topic-loss', 'topics', 'events', 'topic', 'is deleted with its subscriptions, and publishing to it fails'],
  ['cache-loss', 'caches', 'sessions', 'cache', 'is deleted with all entries in it, such as sessions'],
  ['table-loss', 'tables', 'sessions', 'table', 'is deleted with all items in it'],
])('%s', (rule, field, name, noun, consequence) => {
  test(`an application without its ${noun}`, () => {
    const [line, ...more] = inProduction(rule, ({ apps }) => delete apps['user-service']?.[field]);
    expect(line).toMatch(
      new RegExp(`^danger user-service/prod: user-service no longer has the ${noun} ${name} in prod: `),
    );
    expect(line).toContain(`${consequence}.`);
    expect(more).toEqual([]);
  });

  test('an application that leaves the environment', () => {
    const [line] = inProduction(rule, ({ apps }) =>
      Object.assign(apps['user-service'] ?? {}, { environments: ['dev'] }),
    );
    expect(line).toContain('user-service no longer runs in prod: ');
  });

  test('an application that keeps it', () => {
    expect(inProduction(rule, ({ apps }) => Object.assign(apps['user-service'] ?? {}, { replicas: 4 }))).toEqual([]);
  });
});

test('another partition key is another table', () => {
  const edit: Edit = ({ apps }) => (apps['user-service'].tables.sessions.partitionKey.name = 'session');
  expect(inProduction('table-loss', edit)).toEqual([
    'danger user-service/prod: The table aws_dynamodb_table.table-sessions of user-service in prod does not survive: Terraform replaces it, because hash_key changes.',
  ]);
});

test.each<[string, object, readonly string[]]>([
  ['sooner', { expireAfterDays: 7 }, ['are deleted after 7 days, instead of after 30.']],
  ['later', { expireAfterDays: 60 }, []],
  ['never', {}, []],
  ['without old versions', { expireAfterDays: 30, versions: false }, ['are no longer kept, instead of for 90 days.']],
])('objects that expire %s', (_, reports, expected) => {
  const lines = inProduction('objects-expire', ({ apps }) => (apps['user-service'].buckets.reports = reports));
  expect(lines.map((line) => line.replace(/^.* (?=are )/, ''))).toEqual(expected);
});

test('a table that can no longer be restored', () => {
  const edit: Edit = ({ apps }) => (apps['user-service'].tables.sessions.pointInTimeRecovery = false);
  expect(inProduction('recovery-lowered', edit)).toEqual([
    'danger user-service/prod: The table user-service-prod-sessions can no longer be restored to a point in time, and the backups of it are deleted.',
  ]);
});

test('a permission beyond the own resources is a privilege gained', () => {
  const edit: Edit = ({ apps }) =>
    (apps['user-service'].permissions = [
      { actions: ['ses:SendEmail'], resources: ['arn:aws:ses:eu-west-2:123456789012:identity/acme'] },
    ]);
  expect(inProduction('privilege-gained', edit).join()).toContain('ses:SendEmail');
});
