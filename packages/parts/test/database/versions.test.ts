import { builtInRegistry, POSTGRES_VERSIONS } from '@goldenpath/parts';
import { databasePart, DEDICATED } from '@goldenpath/testing/facts/cloud';
import { versionsInUse } from '../../src/database/versions';

test.each([
  [['16'], ['15', '16']],
  [['15'], ['15']],
  [
    ['16', '18'],
    ['15', '16', '17', '18'],
  ],
  // Of a base that an earlier release accepted.
  [['13'], ['13']],
])('instances of the versions %s may have these', (wanted, expected) => {
  expect(versionsInUse(wanted)).toEqual(expected);
});

test('each supported version is past no other, and its support ends later', () => {
  const dates = POSTGRES_VERSIONS.map(({ standardSupportEnds }) => standardSupportEnds);
  expect(dates).toEqual([...dates].sort());
  expect(POSTGRES_VERSIONS.filter(({ isSupported }) => isSupported).map(({ version }) => version)).toEqual([
    '15',
    '16',
    '17',
    '18',
  ]);
});

describe('extended support (B13)', () => {
  const { priced } = builtInRegistry.parts.find(({ name }) => name === 'database')?.review?.() ?? {};
  const costsOf = (changes: object) =>
    (priced?.(databasePart({ instance: { ...DEDICATED, ...changes } as never }), {} as never) ?? [])
      .filter(({ slot }) => slot === 'extended support')
      .map(({ what, price }) => `${what}: ${price}`);

  test('costs nothing where it is not asked for', () => {
    expect(costsOf({ engineVersion: '11' })).toEqual([]);
  });

  test('is billed for each virtual CPU after the end of standard support, also for the standby', () => {
    const old = { engineVersion: '11', extendedSupport: true };
    expect(costsOf(old)).toEqual(['extended support of PostgreSQL 11: 146']);
    expect(costsOf({ ...old, multiAz: true })).toEqual(['extended support of PostgreSQL 11: 292']);
    expect(costsOf({ engineVersion: '16', extendedSupport: true })).toEqual([
      'extended support of PostgreSQL 16, billed after 2029-02-28: 0',
    ]);
  });
});
