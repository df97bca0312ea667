import { builtInRegistry } from '@goldenpath/parts';
import { reviewChange } from '@goldenpath/review';
import { comparisonOf, type Draft, edited, exampleFleet } from '@goldenpath/testing/comparisons';

const FLEET = exampleFleet();
const GREETER = { kind: 'stateless-app', name: 'greeter', description: 'Says hello', owner: 'app-team' };

type Apps = Record<string, Draft>;

function summaryOf(edit: (apps: Apps, platform: Draft) => void): string {
  const head = edited(FLEET, ({ apps, platform }) => edit(apps, platform));
  return reviewChange(comparisonOf(FLEET, head), builtInRegistry).verdict.summary;
}

const morePods = (apps: Apps) => (apps['orders-api'].overrides.prod.replicas = 4);
const another = (apps: Apps) => (apps['greeter'] = GREETER);

test('environments that all changes share are named once', () => {
  expect(summaryOf(another)).toBe('Adds greeter in prod, dev, test and staging.');
  const everywhere = (apps: Apps) => {
    another(apps);
    apps['orders-api'].env = { ...apps['orders-api'].env, A_NEW_ONE: '1' };
  };
  expect(summaryOf(everywhere)).toBe('Adds greeter and changes orders-api in prod, dev, test and staging.');
});

test('where it is not, each has its own', () => {
  const both = (apps: Apps) => {
    another(apps);
    morePods(apps);
  };
  expect(summaryOf(both)).toBe('Adds greeter in prod, dev, test and staging and changes orders-api in prod.');
});

test('it says that production is not affected', () => {
  expect(summaryOf((apps) => (apps['orders-api'].overrides.staging.env = { A_NEW_ONE: '1' }))).toBe(
    'Changes orders-api in staging, and nothing in production.',
  );
});

test('the worst consequence comes first, and findings with one cause are counted once', () => {
  expect(summaryOf((apps) => (apps['orders-api'].database.name = 'orders_v2'))).toMatch(
    /^Loses 1 database and 1 secret in prod and more outside production; changes orders-api in .*: blocked by 1 danger\.$/,
  );
});

test('without a loss, the worst blocking finding comes first, preferably in production', () => {
  const summary = summaryOf((apps) => (apps['orders-api'].env = { API_KEY: 'sk_live_4eC39HqLyjWDarjtT1zdp7dc' }));
  expect(summary).toMatch(
    /^Orders-api in prod has a secret in plain text: .*; changes orders-api in .*: blocked by 1 danger\.$/,
  );
});
