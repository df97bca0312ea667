import type { AppFacts } from '@goldenpath/extension';
import type { LoadedApp, LoadedFleet } from '@goldenpath/spec';
import { collapse } from './collapse';
import type { ExplainedFact } from './explained-fact';
import { explainInEnvironment } from './in-environment';
import { explainedLeaves } from './leaves';
import { groupOf, partTables } from './part-tables';
import { sourceOf } from './source-of';
import { subjectOf } from './subject';
import { ONCE } from './tables';

/**
 * Returns every resolved fact of an application with the source of its value, by group. A fact that is the same in all environments, from
 * the same source, appears once without an environment.
 */
export function explainApp(facts: AppFacts, app: LoadedApp, fleet: LoadedFleet): ExplainedFact[] {
  const inEach = facts.environments.flatMap((inEnvironment) =>
    explainInEnvironment(inEnvironment, subjectOf(app, fleet, inEnvironment.environment)),
  );
  return collapse([...explainOnce(facts, app, fleet), ...inEach], facts.environments.length);
}

function explainOnce(
  { environments, general: _general, ...facts }: AppFacts,
  app: LoadedApp,
  fleet: LoadedFleet,
): ExplainedFact[] {
  const subject = subjectOf(app, fleet);
  const table = { ...ONCE, ...partTables(fleet.registry, facts.kind, 'once') };
  const leaves = explainedLeaves(facts, table).map(({ path, value, explain }): ExplainedFact => {
    const explanation = explain(subject, path);
    const isSetting = explanation.of === 'setting' && explanation.because === undefined;
    return {
      fact: isSetting ? explanation.setting.join('.') : path.join('.'),
      group: isSetting ? 'Identity' : groupOf(String(path[0]), fleet.registry),
      value,
      source: sourceOf(explanation, subject),
      where: path.join('.'),
    };
  });
  const isWritten = app.written.environments !== undefined;
  const runsIn: ExplainedFact = {
    fact: 'environments',
    group: 'Identity',
    value: environments.map(({ environment }) => environment),
    source: isWritten
      ? sourceOf({ of: 'spec', path: ['environments'] }, subject)
      : sourceOf({ of: 'platform', path: ['environments'], because: 'all of them' }, subject),
  };
  return [...leaves, runsIn];
}
