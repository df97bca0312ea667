import * as path from 'node:path';
import { nameConflicts, resolveFleet } from '@goldenpath/model';
import { checkCandidate, type Diagnostic, type FleetSource, type LoadedApp, type LoadedFleet } from '@goldenpath/spec';

/** The fleet that a new application would join. */
export interface FleetToJoin {
  readonly source: FleetSource;
  readonly loaded: LoadedFleet;
}

/** Returns the name of a new application's spec in messages. */
export function candidateFile(name: string, { appsFolder, relativeTo }: FleetSource): string {
  return path.relative(relativeTo, path.join(appsFolder, name, 'app.yaml'));
}

/**
 * Returns every error that `validate` would report for the spec: its own errors, and conflicts with other applications. Existing errors of
 * the fleet are not included.
 */
export function problemsOf(name: string, text: string, { source, loaded }: FleetToJoin): Diagnostic[] {
  const { app, diagnostics } = checkCandidate({ folder: name, file: candidateFile(name, source), text }, loaded);
  return [...diagnostics, ...(app === undefined ? [] : conflictsOf(app, loaded))];
}

/** The candidate is the last application, so that conflicts are reported for it. */
function conflictsOf(app: LoadedApp, fleet: LoadedFleet): Diagnostic[] {
  const { name } = app.spec;
  const others = fleet.apps.filter(({ spec }) => spec.name !== name);
  const joined = { ...fleet, apps: [...others, app] };
  const facts = resolveFleet(
    fleet.platform,
    joined.apps.map(({ spec }) => spec),
    fleet.registry,
  );
  const inOrder = [...facts.apps].sort((a, b) => Number(a.name === name) - Number(b.name === name));
  const conflicts = nameConflicts({ ...facts, apps: inOrder }, joined);
  return conflicts.filter(({ location }) => location?.file === app.document.file);
}
