import type { Unit } from '../affected/units';
import {
  accountOf,
  type AppInEnvironment,
  type EnvironmentPair,
  type Pair,
  type PlatformEnvironment,
  type PlatformFacts,
  PRICE_BASIS,
  type Priced,
  type Registry,
} from '@goldenpath/extension';
import type { FleetChange } from '../fleet/fleet-change';
import { compareText } from '../order';
import type { Cost, CostItem, EnvironmentCost } from '../review';

/** Returns the cost of the affected units before and after. */
export function costOf({ environments, registry, base, head }: FleetChange, units: readonly Unit[]): Cost {
  const costs = environments.flatMap((environment) =>
    environmentCost(registry, environment, unitsIn(units, environment)),
  );
  return {
    currency: PRICE_BASIS.currency,
    date: PRICE_BASIS.date,
    source: PRICE_BASIS.source,
    note: regionNote(regionsOf(base.facts.platform), regionsOf(head.facts.platform), costs.length > 0),
    environments: costs,
    monthlyDifference: cents(costs.reduce((sum, { difference }) => sum + difference, 0)),
  };
}

/** Returns the regions of the environments, each once. */
function regionsOf(platform: PlatformFacts): string[] {
  return [...new Set(platform.environments.map(({ name }) => accountOf(platform, name).region))];
}

/** Only the prices of one region are known. Those of another region have the same order of magnitude. */
function regionNote(before: readonly string[], after: readonly string[], hasCosts: boolean): string | null {
  const known = PRICE_BASIS.region;
  const unknown = [...new Set([...before, ...after])].filter((region) => region !== known);
  const [was, is] = [before.join(' and '), after.join(' and ')];
  const moves = was === is ? '' : `The platform moves from ${was} to ${is}. `;
  if (moves === '' && (!hasCosts || unknown.length === 0)) return null;
  return `${moves}The prices are those of ${known}: prices of ${unknown.join(' and ')} are not known${moves === '' ? '' : ', so the difference between the regions is not counted'}.`;
}

function unitsIn(units: readonly Unit[], environment: EnvironmentPair): Unit[] {
  return units.filter((unit) => unit.in === environment);
}

/** Returns nothing when the cost is unchanged. */
function environmentCost(registry: Registry, environment: EnvironmentPair, units: readonly Unit[]): EnvironmentCost[] {
  const priced = units.map((unit) => ({ app: unit.app, ...pricedOf(registry, unit, environment) }));
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

function pricedOf(registry: Registry, { pair }: Unit, environment: EnvironmentPair): Pair<readonly Priced[]> {
  if (pair === undefined)
    return {
      base: environment.base && pricedOfPlatform(registry, environment.base),
      head: environment.head && pricedOfPlatform(registry, environment.head),
    };
  const { base, head } = pair.environments.find((candidate) => candidate.environment === environment) ?? {};
  return { base: base && pricedOfApp(registry, base), head: head && pricedOfApp(registry, head) };
}

function pricedOfApp({ parts }: Registry, app: AppInEnvironment): Priced[] {
  return parts.flatMap((part) => {
    const facts: unknown = part.factsOf(app);
    return facts === undefined ? [] : inSlotsOf(part.name, part.review?.().priced?.(facts, app));
  });
}

/** Returns the estimated cost of an application in an environment, in USD a month. Costs of the platform are not part of it. */
export function monthlyCostOf(app: AppInEnvironment, registry: Registry): number {
  return total(pricedOfApp(registry, app));
}

function pricedOfPlatform({ parts }: Registry, environment: PlatformEnvironment): Priced[] {
  return parts.flatMap((part) => {
    const facts: unknown = part.sharedOf(environment);
    return facts === undefined ? [] : inSlotsOf(part.name, part.review?.().pricedOfPlatform?.(facts));
  });
}

/** Prefixes slots with the part, because two parts may use the same name. */
function inSlotsOf(part: string, priced: readonly Priced[] = []): Priced[] {
  return priced.map((each) => ({ ...each, slot: `${part} ${each.slot}` }));
}

function itemsOf(app: string | null, base: readonly Priced[], head: readonly Priced[]): CostItem[] {
  const slots = [...new Set([...base, ...head].map(({ slot }) => slot))];
  return slots.flatMap((slot): CostItem[] => {
    const [before, after] = [base, head].map((items) => items.find((priced) => priced.slot === slot));
    const difference = cents((after?.price ?? 0) - (before?.price ?? 0));
    if (difference === 0) return [];
    const what = [...new Set([before, after].flatMap((priced) => priced?.what ?? []))].join(' → ');
    const afterwards = after === undefined ? before?.afterwards : undefined;
    return [{ app, what: afterwards === undefined ? what : `${what}, ${afterwards}`, difference }];
  });
}

function total(priced: readonly Priced[]): number {
  return cents(priced.reduce((sum, { price }) => sum + price, 0));
}

function cents(dollars: number): number {
  return Math.round(dollars * 100) / 100;
}
