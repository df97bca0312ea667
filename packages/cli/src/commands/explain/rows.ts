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
  const [first] = facts;
  if (first === undefined) return [];
  if (first.environment === undefined) return [rowOf(name, first, false)];
  const byValue = new Map<string, ExplainedFact[]>();
  for (const fact of facts) {
    const key = JSON.stringify([fact.value, fact.source]);
    byValue.set(key, [...(byValue.get(key) ?? []), fact]);
  }
  const rows = [...byValue.values()].map((same) => {
    const environments = same.map(({ environment }) => environment).join(', ');
    return rowOf(environments, same[0] as ExplainedFact, true);
  });
  return [printable(name), ...rows];
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
