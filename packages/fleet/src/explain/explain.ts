import { type ExplainedFact, explainApp } from '@goldenpath/model';
import type { FleetContext } from '../context';
import { assertKnown } from '../load/assert-known';
import { loadValidFleet } from '../load/load-valid-fleet';

export interface ExplainOptions {
  /** Return only facts of these environments. @default all */
  readonly environments?: readonly string[];
}

/** Returns every resolved fact of an application, with the source of its value. */
export async function explain(
  context: FleetContext,
  name: string,
  { environments = [] }: ExplainOptions = {},
): Promise<ExplainedFact[]> {
  const { loaded, facts } = await loadValidFleet(context, [name]);
  const app = facts.apps.find((candidate) => candidate.name === name);
  const written = loaded.apps.find(({ spec }) => spec.name === name);
  if (app === undefined || written === undefined) throw new Error(`${name} disappeared while the fleet was loaded.`);
  assertKnown(`environment of ${name}`, environments, written.spec.environments);
  return factsIn(explainApp(app, written, loaded), environments);
}

/**
 * Returns the facts that apply to some of the environments.
 *
 * @param environments - Their names; an empty list means all.
 */
export function factsIn(facts: readonly ExplainedFact[], environments: readonly string[]): ExplainedFact[] {
  return facts.filter(
    ({ environment }) => environment === undefined || environments.length === 0 || environments.includes(environment),
  );
}
