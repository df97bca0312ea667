import type { ExplainedFact, FactSource } from '@goldenpath/model';
import { printable } from '../../output/printable';

/** One line of an explanation, before it is laid out. */
export interface Row {
  /** The fact, or the environments that this line is about. */
  readonly label: string;
  readonly value: string;
  readonly source: FactSource;
  readonly isEnvironment: boolean;
}

/**
 * The facts of one group as rows. A fact that differs between environments is a heading and a row for each value, so that
 * environments that agree stand together.
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

/** A value as a person reads it: lists with commas, nothing as `–`. */
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
