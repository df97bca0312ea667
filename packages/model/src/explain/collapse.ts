import { type ExplainedFact, FACT_GROUPS } from './explained-fact';
import { isSame } from './source-of';

/**
 * Groups facts. A fact that has the same value and source in all environments appears once.
 *
 * @param environments - The number of environments that the application runs in.
 */
export function collapse(facts: readonly ExplainedFact[], environments: number): ExplainedFact[] {
  const byPlace = new Map<string, ExplainedFact[]>();
  for (const fact of facts) {
    // One setting can be in several facts, such as the image of two processes.
    const key = JSON.stringify([fact.fact, whereInAll(fact)]);
    byPlace.set(key, [...(byPlace.get(key) ?? []), fact]);
  }
  const collapsed = [...byPlace.values()].flatMap((same) => (isInAll(same, environments) ? [forAll(same)] : same));
  return groupsOf(collapsed).flatMap((group) => collapsed.filter((fact) => fact.group === group));
}

/** Returns the groups of facts, in display order. */
function groupsOf(facts: readonly ExplainedFact[]): string[] {
  const further = [...new Set(facts.map(({ group }) => group))].filter((group) => !FACT_GROUPS.includes(group));
  const at = FACT_GROUPS.indexOf('Terraform stacks');
  return [...FACT_GROUPS.slice(0, at), ...further, ...FACT_GROUPS.slice(at)];
}

function isInAll([first, ...others]: readonly ExplainedFact[], environments: number): boolean {
  if (first?.environment === undefined) return false;
  return others.length + 1 === environments && others.every((other) => isSame(first, other));
}

/**
 * Returns the path in the facts, if it is the same in all environments. `replicas`, for example, can be the number of pods or an
 * autoscaler's minimum.
 */
function whereInAll({ environment, where }: ExplainedFact): string | undefined {
  return where?.replace(`environments.${environment}.`, 'environments.*.');
}

function forAll([first]: ExplainedFact[]): ExplainedFact {
  const { environment: _environment, where: _where, ...fact } = first as ExplainedFact;
  const where = whereInAll(first as ExplainedFact);
  return { ...fact, ...(where !== undefined && { where }) };
}
