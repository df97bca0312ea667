import { type ExplainedFact, FACT_GROUPS } from './explained-fact';
import { isSame } from './source-of';

/**
 * Facts by group, each once where it is the same in all environments and came from the same place.
 *
 * @param environments - How many environments the application runs in.
 */
export function collapse(facts: readonly ExplainedFact[], environments: number): ExplainedFact[] {
  const byName = new Map<string, ExplainedFact[]>();
  for (const fact of facts) byName.set(fact.fact, [...(byName.get(fact.fact) ?? []), fact]);
  const collapsed = [...byName.values()].flatMap((same) => (isInAll(same, environments) ? [forAll(same)] : same));
  return FACT_GROUPS.flatMap((group) => collapsed.filter((fact) => fact.group === group));
}

function isInAll([first, ...others]: readonly ExplainedFact[], environments: number): boolean {
  if (first?.environment === undefined) return false;
  const where = whereInAll(first);
  return (
    others.length + 1 === environments && others.every((other) => isSame(first, other) && whereInAll(other) === where)
  );
}

/** A setting may stand elsewhere in each: `replicas` is the number of pods, or the least that an autoscaler keeps. */
function whereInAll({ environment, where }: ExplainedFact): string | undefined {
  return where?.replace(`environments.${environment}.`, 'environments.*.');
}

function forAll([first]: ExplainedFact[]): ExplainedFact {
  const { environment: _environment, where: _where, ...fact } = first as ExplainedFact;
  const where = whereInAll(first as ExplainedFact);
  return { ...fact, ...(where !== undefined && { where }) };
}
