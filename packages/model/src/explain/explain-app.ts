import type { LoadedApp, LoadedFleet } from '@goldenpath/spec';
import type { AppFacts } from '../facts';
import { collapse } from './collapse';
import type { ExplainedFact } from './explained-fact';
import type { ExplanationTable } from './explanation';
import { groupOfApp } from './groups';
import { explainInEnvironment } from './in-environment';
import { explainedLeaves } from './leaves';
import { placeOf } from './place';
import { IDENTITY } from './rules/identity';
import { REPOSITORY } from './rules/repository';
import { STACK } from './rules/stack';
import { sourceOf } from './source-of';

const OF_THE_APP: ExplanationTable = { ...IDENTITY, ...REPOSITORY, ...STACK };

/**
 * Every resolved fact of an application with where its value came from, by group. A fact that is the same in all of its
 * environments, from the same place, is told once and without an environment.
 */
export function explainApp(facts: AppFacts, app: LoadedApp, fleet: LoadedFleet): ExplainedFact[] {
  const inEach = facts.environments.flatMap((inEnvironment) =>
    explainInEnvironment(inEnvironment, placeOf(app, fleet, inEnvironment.environment)),
  );
  return collapse([...explainOnce(facts, app, fleet), ...inEach], facts.environments.length);
}

function explainOnce(
  { environments, general: _general, ...facts }: AppFacts,
  app: LoadedApp,
  fleet: LoadedFleet,
): ExplainedFact[] {
  const place = placeOf(app, fleet);
  const leaves = explainedLeaves(facts, OF_THE_APP).map(({ path, value, explain }): ExplainedFact => ({
    fact: path.join('.'),
    group: groupOfApp(String(path[0])),
    value,
    source: sourceOf(explain(place, path), place),
    where: path.join('.'),
  }));
  const isWritten = app.written.environments !== undefined;
  const runsIn: ExplainedFact = {
    fact: 'environments',
    group: 'Identity',
    value: environments.map(({ environment }) => environment),
    source: isWritten
      ? sourceOf({ of: 'spec', path: ['environments'] }, place)
      : sourceOf({ of: 'platform', path: ['environments'], because: 'all of them' }, place),
  };
  return [...leaves, runsIn];
}
