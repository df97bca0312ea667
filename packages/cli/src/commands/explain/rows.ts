import type { ExplainedFact, FactSource } from '@goldenpath/model';
import { printable } from '../../output/printable';

/** One row of an explanation, before layout. */
export interface Row {
  /** The fact, or the environments that this row applies to. */
  readonly label: string;
  readonly value: string;
  readonly source: FactSource;
  readonly isEnvironment: boolean;
}

/**
 * Returns the facts of one group as rows. A fact that differs between environments becomes a heading with one row per value, and equal
 * environments share a row.
 */
export function rowsOf(facts: readonly ExplainedFact[]): (Row | string)[] {
  const byName = new Map<string, ExplainedFact[]>();
  for (const fact of facts) byName.set(fact.fact, [...(byName.get(fact.fact) ?? []), fact]);
  return [...byName].flatMap(([name, same]) => rowsOfFact(name, same));
}

function rowsOfFact(name: string, facts: readonly ExplainedFact[]): (Row | string)[] {
  const everywhere = byValue(facts.filter(({ environment }) => environment === undefined));
  const inSome = byValue(facts.filter(({ environment }) => environment !== undefined));
  // A setting can be in several facts with one value: each environment is listed once.
  const rows = inSome.map(([first, ...others]) => {
    const environments = new Set([first, ...others].map(({ environment }) => environment));
    return rowOf([...environments].join(', '), first, true);
  });
  if (everywhere.length === 0) return [printable(name), ...rows];
  return [...everywhere.map(([first], index) => rowOf(index === 0 ? name : '', first, false)), ...rows];
}

/** Groups facts with the same value and source. */
function byValue(facts: readonly ExplainedFact[]): [ExplainedFact, ...ExplainedFact[]][] {
  const groups = new Map<string, [ExplainedFact, ...ExplainedFact[]]>();
  for (const fact of facts) {
    const key = JSON.stringify([fact.value, fact.source]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [fact]);
    else group.push(fact);
  }
  return [...groups.values()];
}

function rowOf(label: string, { value, source }: ExplainedFact, isEnvironment: boolean): Row {
  return { label: printable(label), value: valueText(value), source, isEnvironment };
}

/** Formats a value: lists with commas, an absent value as `–`. */
export function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(valueText).join(', ');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .filter(([, held]) => !(Array.isArray(held) && held.length === 0))
      .map(([key, held]) => (typeof held === 'object' ? `${printable(key)} (${valueText(held)})` : valueText(held)))
      .join(' ');
  const text = String(value);
  return text === '' ? '""' : printable(text);
}
