import { builtInRegistry } from '@goldenpath/parts';
import fc from 'fast-check';
import { type Comparison, type FleetVersion, reviewChange } from '@goldenpath/review';
import { type Edit, FLEET, nothing } from '@goldenpath/testing/reviews';
import { largeFleetVersion } from '@goldenpath/testing/large-fleet';
import { comparisonOf, edited } from '@goldenpath/testing/comparisons';

/** Edits of all kinds, which can be put together. */
const EDITS: readonly Edit[] = [
  ({ apps }) => (apps['user-service'].overrides.prod.replicas = 6),
  ({ apps }) => (apps['my-redis'].port = 6380),
  ({ apps }) => (apps['my-redis'].overrides.prod.storage.size = '5Gi'),
  ({ apps }) => (apps['reporting-db'].database.name = 'figures'),
  ({ apps }) => (apps['reporting-db'].owner = 'app-team'),
  ({ apps }) => (apps['user-service'].risk = 'low'),
  ({ apps }) => (apps['cart'] = { ...apps['user-service'], name: 'cart' }),
  ({ platform }) => (platform.domain = 'example.com'),
  ({ platform }) => (platform.environments[3].databases.multiAz = false),
  ({ platform }) => (platform.ingress = { type: 'gateway', name: 'public', namespace: 'gateways' }),
];
const edit = fc.subarray([...EDITS]).map((edits): Edit => (draft) => {
  for (const one of edits) one(draft);
});
const sidesOf = (before: Edit, after: Edit) => comparisonOf(edited(FLEET, before), edited(FLEET, after));

test('an unchanged fleet has an empty review', () => {
  fc.assert(
    fc.property(edit, (any) => {
      const review = reviewChange(sidesOf(any, any), builtInRegistry);
      expect(review.verdict).toEqual({ blocked: false, summary: 'Changes nothing.' });
      expect({ ...review.resources, ...review }).toMatchObject({
        create: 0,
        update: 0,
        replace: 0,
        destroy: 0,
        platform: [],
        affected: [],
        dependents: [],
        findings: [],
        manifests: [],
        approvals: [],
      });
    }),
    { numRuns: 5 },
  );
});

test('the same fleet versions give the same bytes, in any order of their content', () => {
  fc.assert(
    fc.property(edit, edit, (before, after) => {
      const comparison = sidesOf(before, after);
      const bytes = JSON.stringify(reviewChange(comparison, builtInRegistry));
      expect(JSON.stringify(reviewChange(structuredClone(comparison), builtInRegistry))).toBe(bytes);
      expect(JSON.stringify(reviewChange(reversed(comparison), builtInRegistry))).toBe(bytes);
    }),
    { numRuns: 5 },
  );
});

test('the reverse change affects the same units, and reverses the cost', () => {
  fc.assert(
    fc.property(edit, edit, (before, after) => {
      const [there, back] = [
        reviewChange(sidesOf(before, after), builtInRegistry),
        reviewChange(sidesOf(after, before), builtInRegistry),
      ];
      const places = (review: typeof there) => review.affected.map(({ app, environment }) => `${app}/${environment}`);
      expect(places(back)).toEqual(places(there));
      expect(back.cost.monthlyDifference).toBeCloseTo(-there.cost.monthlyDifference, 2);
      expect(back.manifests.map(({ object }) => object)).toEqual(there.manifests.map(({ object }) => object));
      expect([back.resources.create, back.resources.update]).toEqual([there.resources.destroy, there.resources.update]);
    }),
    { numRuns: 5 },
  );
});

test('every affected unit has a reason, and every list is sorted', () => {
  fc.assert(
    fc.property(edit, edit, (before, after) => {
      const { affected, findings, approvals, platform } = reviewChange(sidesOf(before, after), builtInRegistry);
      expect(
        affected.filter(({ reasons }) => reasons.length === 0 || reasons.includes('what is made of it changed')),
      ).toEqual([]);
      const severities = findings.map(({ severity }) => ['danger', 'warning', 'info'].indexOf(severity));
      expect(severities).toEqual([...severities].sort());
      for (const names of [approvals.map(({ team }) => team), platform.map(({ path }) => path)])
        expect(names).toEqual([...names].sort());
      for (const { reasons } of affected) expect(new Set(reasons).size).toBe(reasons.length);
    }),
    { numRuns: 5 },
  );
});

test('the platform comes first, then applications by name, each in the platform’s order of environments', () => {
  const { affected } = reviewChange(
    sidesOf(nothing, ({ platform, apps }) => {
      platform.postgres.version = '17';
      apps['user-service'].owner = 'data-team';
    }),
    builtInRegistry,
  );
  expect(affected.map(({ app, environment }) => `${app ?? '–'}/${environment ?? '–'}`)).toEqual([
    '–/dev',
    '–/test',
    '–/staging',
    '–/prod',
    'orders-api/prod',
    'user-service/–',
    'user-service/dev',
    'user-service/test',
    'user-service/staging',
    'user-service/prod',
  ]);
});

test('values omitted in base and head are equal', () => {
  const whole = sidesOf(nothing, ({ apps }) => (apps['user-service'].overrides.prod.replicas = 6));
  const part = { ...whole, base: without(whole.base), head: without(whole.head) };
  expect(reviewChange(part, builtInRegistry)).toEqual(reviewChange(whole, builtInRegistry));

  function without(side: FleetVersion): FleetVersion {
    return {
      ...side,
      objects: new Map([...side.objects].filter(([app]) => app === 'user-service')),
      stacks: new Map(),
    };
  }
});

describe('many applications', () => {
  const base = largeFleetVersion(300);
  const comparison = { ...comparisonOf(FLEET, FLEET), base };
  const head = largeFleetVersion(300, (app) => (app.overrides.prod.replicas = 5));

  test('one that is edited is found', () => {
    const one: FleetVersion = {
      ...base,
      facts: {
        ...base.facts,
        apps: base.facts.apps.map((app, index) => (index === 250 ? (head.facts.apps[index] ?? app) : app)),
      },
      writtenApps: new Map([...base.writtenApps, ['app-0250', head.writtenApps.get('app-0250') ?? null]]),
      objects: new Map([['app-0250', head.objects.get('app-0250') ?? new Map()]]),
      stacks: new Map(),
    };
    const left = {
      ...base,
      objects: new Map([['app-0250', base.objects.get('app-0250') ?? new Map()]]),
      stacks: new Map(),
    };
    const review = reviewChange({ ...comparison, base: left, head: one }, builtInRegistry);
    expect(review.verdict.summary).toBe('Changes app-0250 in prod.');
  });

  test('all of them are reported', () => {
    const review = reviewChange({ ...comparison, head }, builtInRegistry);
    expect(review.verdict.summary).toBe('Changes 300 applications in prod.');
    expect(review.affected).toHaveLength(300);
  });
});

/** Maps and lists whose order means nothing, the other way round. */
function reversed(comparison: Comparison): Comparison {
  const side = (value: FleetVersion): FleetVersion => ({
    ...value,
    writtenApps: new Map([...value.writtenApps].reverse()),
    objects: new Map([...value.objects].reverse()),
    stacks: new Map([...value.stacks].reverse()),
  });
  return { ...comparison, base: side(comparison.base), head: side(comparison.head) };
}
