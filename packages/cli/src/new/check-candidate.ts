import * as path from 'node:path';
import { conflictingClaims, resolveFleet } from '@goldenpath/model';
import { checkCandidate, type Diagnostic, type FleetSource, type LoadedApp, type LoadedFleet } from '@goldenpath/spec';

/** The fleet that a new application would join. */
export interface FleetToJoin {
  readonly source: FleetSource;
  readonly loaded: LoadedFleet;
}

/** Where a new application's spec would be, as it is called in messages. */
export function candidateFile(name: string, { appsFolder, relativeTo }: FleetSource): string {
  return path.relative(relativeTo, path.join(appsFolder, name, 'app.yaml'));
}

/**
 * Everything that `validate` would say of a spec if it were written: its own mistakes, and what it and others of the fleet
 * both claim. Mistakes that the fleet has already are not told.
 */
export function problemsOf(name: string, text: string, { source, loaded }: FleetToJoin): Diagnostic[] {
  const { app, diagnostics } = checkCandidate({ folder: name, file: candidateFile(name, source), text }, loaded);
  return [...diagnostics, ...(app === undefined ? [] : conflictsOf(app, loaded))];
}

function conflictsOf(app: LoadedApp, fleet: LoadedFleet): Diagnostic[] {
  const others = fleet.apps.filter(({ spec }) => spec.name !== app.spec.name);
  const joined = { ...fleet, apps: [...others, app] };
  const facts = resolveFleet(
    fleet.platform,
    joined.apps.map(({ spec }) => spec),
  );
  const { file } = app.document;
  return conflictingClaims(facts, joined).filter(
    ({ location, related }) => location?.file === file || related?.location.file === file,
  );
}
