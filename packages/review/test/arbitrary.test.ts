import { builtInRegistry } from '@goldenpath/parts';
import Ajv from 'ajv';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reviewChange } from '@goldenpath/review';
import { ROOT } from '@goldenpath/testing/fleet';
import { arbitraryFleet, type WrittenFleet as ArbitraryFleet } from '@goldenpath/testing/fleet-arbitrary';
import { comparisonOf, type WrittenFleet } from '@goldenpath/testing/comparisons';

/** Fleets of every kind, with every field there or not, and hostile text wherever text is free. */
const fleet = arbitraryFleet({ maxApps: 2 }).map(written);
const validate = new Ajv({ allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(join(ROOT, 'schemas/review.schema.json'), 'utf8')) as object,
);

test('any fleet compared with itself: nothing', () => {
  fc.assert(
    fc.property(fleet, (any) => {
      const { affected, findings, platform, verdict } = reviewChange(
        comparisonOf(any, structuredClone(any)),
        builtInRegistry,
      );
      expect({ affected, findings, platform, verdict }).toEqual({
        affected: [],
        findings: [],
        platform: [],
        verdict: { blocked: false, summary: 'Changes nothing.' },
      });
    }),
    { numRuns: 10 },
  );
});

test('any fleet after any other: a review by its schema, each place with a reason, the same bytes twice', () => {
  fc.assert(
    fc.property(fleet, fleet, (one, other) => {
      const comparison = comparisonOf(one, other);
      const bytes = JSON.stringify(reviewChange(comparison, builtInRegistry));
      expect(JSON.stringify(reviewChange(structuredClone(comparison), builtInRegistry))).toBe(bytes);
      const review = JSON.parse(bytes) as ReturnType<typeof reviewChange>;
      expect(validate(review) ? [] : validate.errors).toEqual([]);
      const unexplained = review.affected.filter(({ reasons }) => reasons.includes('what is made of it changed'));
      expect(unexplained).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

test('any fleet with added applications: existing ones are not affected', () => {
  fc.assert(
    fc.property(fleet, fleet, (one, other) => {
      // On the same platform, under names that the first does not have.
      const more = Object.fromEntries(
        Object.entries(other.apps)
          .filter(
            ([, app]) => app.database === undefined && app.environments === undefined && app.overrides === undefined,
          )
          .map(([name, app]) => [
            `${name.slice(0, 40)}-zz`,
            { ...app, name: `${name.slice(0, 40)}-zz`, uses: [], owner: one.platform.teams[0] },
          ]),
      );
      const review = reviewChange(
        comparisonOf(one, { platform: one.platform, apps: { ...one.apps, ...more } }),
        builtInRegistry,
      );
      expect(review.affected.filter(({ change }) => change !== 'added')).toEqual([]);
      expect(new Set(review.affected.map(({ app }) => app))).toEqual(new Set(Object.keys(more)));
      expect(review.findings.filter(({ rule }) => rule.endsWith('-loss'))).toEqual([]);
    }),
    { numRuns: 10 },
  );
});

test('any application after any other of its name: each place with a reason', () => {
  fc.assert(
    fc.property(fleet, fleet, (one, other) => {
      const specs = Object.values(other.apps);
      const apps = Object.fromEntries(
        Object.entries(one.apps).map(([name, app], index) => {
          const { environments: _some, overrides: _those, ...spec } = specs[index % specs.length];
          return [
            name,
            { ...spec, name, owner: app.owner, uses: [], ...(app.environments && { environments: app.environments }) },
          ];
        }),
      );
      const hasDatabases = one.platform.environments.every(
        ({ databases }: { databases?: object }) => databases !== undefined,
      );
      fc.pre(hasDatabases);
      const review = reviewChange(comparisonOf(one, { platform: one.platform, apps }), builtInRegistry);
      expect(review.affected.filter(({ reasons }) => reasons.includes('what is made of it changed'))).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

function written({ platform, apps }: ArbitraryFleet): WrittenFleet {
  return { platform, apps: Object.fromEntries(apps.map((app) => [app.name, app])) };
}
