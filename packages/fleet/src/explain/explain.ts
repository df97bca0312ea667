import { type ExplainedFact, explainApp } from '@goldenpath/model';
import type { FleetContext } from '../context';
import { assertKnown, loadValidFleet } from '../load/load-valid-fleet';

export interface ExplainOptions {
  /** Only the facts that hold in these environments. @default all */
  readonly environments?: readonly string[];
}

/** Every resolved fact of an application, and the source of each value. */
export async function explain(
  context: FleetContext,
  name: string,
  { environments = [] }: ExplainOptions = {},
): Promise<ExplainedFact[]> {
  const { loaded, facts } = await loadValidFleet(context, [name]);
  const app = facts.apps.find((candidate) => candidate.name === name);
  const written = loaded.apps.find(({ spec }) => spec.name === name);
  if (app === undefined || written === undefined) throw new Error(`${name} was found and is gone.`);
  assertKnown(`environment of ${name}`, environments, written.spec.environments);
  return factsIn(explainApp(app, written, loaded), environments);
}

/**
 * The facts that hold in some of the environments.
 *
 * @param environments - Their names; all facts where there are none.
 */
export function factsIn(facts: readonly ExplainedFact[], environments: readonly string[]): ExplainedFact[] {
  return facts.filter(
    ({ environment }) => environment === undefined || environments.length === 0 || environments.includes(environment),
  );
}
