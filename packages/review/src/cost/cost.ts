import type { Pair } from '@goldenpath/extension';
import type { Unit } from '../affected/units';
import type { AppEnvironmentPair, EnvironmentPair, FleetChange } from '../fleet/fleet-change';
import { compareText } from '../order';
import type { Cost, CostItem, EnvironmentCost } from '../review';
import { type Priced, pricedOfApp, pricedOfPlatform } from './priced';
import { PRICES } from './prices';

/** What the affected units cost before and after. */
export function costOf({ environments }: FleetChange, units: readonly Unit[]): Cost {
  const costs = environments.flatMap((environment) => environmentCost(environment, unitsIn(units, environment)));
  return {
    currency: PRICES.currency,
    date: PRICES.date,
    source: PRICES.source,
    environments: costs,
    monthlyDifference: cents(costs.reduce((sum, { difference }) => sum + difference, 0)),
  };
}

function unitsIn(units: readonly Unit[], environment: EnvironmentPair): Unit[] {
  return units.filter((unit) => unit.in === environment);
}

/** Nothing where the cost is the same. */
function environmentCost(environment: EnvironmentPair, units: readonly Unit[]): EnvironmentCost[] {
  const priced = units.map((unit) => ({ app: unit.app, ...pricedOf(unit, environment) }));
  const [before, after] = [
    total(priced.flatMap(({ base }) => base ?? [])),
    total(priced.flatMap(({ head }) => head ?? [])),
  ];
  const items = priced.flatMap(({ app, base = [], head = [] }) => itemsOf(app, base, head));
  if (cents(after - before) === 0) return [];
  items.sort(
    (a, b) =>
      Math.abs(b.difference) - Math.abs(a.difference) || compareText(`${a.app} ${a.what}`, `${b.app} ${b.what}`),
  );
  return [{ environment: environment.name, before, after, difference: cents(after - before), items }];
}

function pricedOf({ pair }: Unit, environment: EnvironmentPair): Pair<readonly Priced[]> {
  if (pair === undefined)
    return {
      base: environment.base && pricedOfPlatform(environment.base),
      head: environment.head && pricedOfPlatform(environment.head),
    };
  const place: AppEnvironmentPair | undefined = pair.environments.find(
    (candidate) => candidate.environment === environment,
  );
  return { base: place?.base && pricedOfApp(place.base), head: place?.head && pricedOfApp(place.head) };
}

function itemsOf(app: string | null, base: readonly Priced[], head: readonly Priced[]): CostItem[] {
  const slots = [...new Set([...base, ...head].map(({ slot }) => slot))];
  return slots.flatMap((slot): CostItem[] => {
    const [before, after] = [base, head].map((side) => side.find((priced) => priced.slot === slot));
    const difference = cents((after?.price ?? 0) - (before?.price ?? 0));
    if (difference === 0) return [];
    const what = [...new Set([before, after].flatMap((priced) => priced?.what ?? []))].join(' → ');
    // The claims outlive what they were made for.
    const isLeft = slot === 'volumes' && after === undefined;
    return [{ app, what: isLeft ? `${what}, once its claims are deleted` : what, difference }];
  });
}

function total(priced: readonly Priced[]): number {
  return cents(priced.reduce((sum, { price }) => sum + price, 0));
}

function cents(dollars: number): number {
  return Math.round(dollars * 100) / 100;
}
