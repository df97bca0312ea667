import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { conflictingClaims, resolveFleet } from '@goldenpath/model';
import {
  type Diagnostic,
  findApps,
  type FleetSource,
  type LoadedApp,
  type LoadedFleet,
  loadFleet,
  type Location,
} from '@goldenpath/spec';
import { holdSignals } from './hold-signals';

/** The fleet that a new application would join. */
export interface FleetToJoin {
  readonly source: FleetSource;
  readonly loaded: LoadedFleet;
}

/** A spec that is not written yet. */
export interface CandidateSpec {
  readonly name: string;
  readonly text: string;
  /** Names of the applications it calls. */
  readonly uses: readonly string[];
}

/**
 * Everything that `validate` would say of a spec if it were written: its own mistakes, and what it and the others of the
 * fleet both claim. Mistakes that the fleet has already are not told.
 */
export async function checkCandidate(candidate: CandidateSpec, fleet: FleetToJoin): Promise<Diagnostic[]> {
  const { source, loaded } = fleet;
  const folder = folderOf(candidate.name);
  const staged = path.join('apps', folder, 'app.yaml');
  const shown = path.relative(source.relativeTo, path.join(source.appsFolder, candidate.name, 'app.yaml'));
  const { fleet: trial, diagnostics } = await holdSignals(() => loadTrial(candidate, folder, fleet));
  const relocate = (location: Location) =>
    location.file === staged ? { ...location, file: shown } : located(location, loaded);
  const own = diagnostics.filter(({ location }) => location?.file === staged);
  const app = trial?.apps.find((each) => each.folder === folder);
  return [...own, ...(app === undefined ? [] : conflictsOf(app, loaded))].map(({ location, related, ...rest }) => ({
    ...rest,
    ...(location !== undefined && { location: relocate(location) }),
    ...(related !== undefined && { related: { ...related, location: relocate(related.location) } }),
  }));
}

/** A name that may be anything does not lead out of the trial's folder. */
function folderOf(name: string): string {
  return /^[a-z0-9-]{1,60}$/.test(name) ? name : 'candidate';
}

/** A place in the trial's copy of another spec, where it really is; of a program, where it says what kind it is. */
function located(location: Location, { apps }: LoadedFleet): Location {
  const app = apps.find(({ folder }) => path.join('apps', folder, 'app.yaml') === location.file);
  if (app === undefined) return location;
  return app.trust === 'code' ? app.document.locate(['kind']) : { ...location, file: app.document.file };
}

/** Puts the candidate, and what it has to be held against, into a folder of its own and loads that. */
async function loadTrial({ text, uses }: CandidateSpec, folder: string, { source, loaded }: FleetToJoin) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'goldenpath-new-'));
  const put = (name: string, content: string) => {
    fs.mkdirSync(path.join(root, 'apps', name), { recursive: true });
    fs.writeFileSync(path.join(root, 'apps', name, 'app.yaml'), content);
  };
  try {
    // JSON is YAML, and what a program said is data by now: nobody's code runs a second time.
    fs.writeFileSync(path.join(root, 'platform.yaml'), JSON.stringify(loaded.platformDocument.value));
    if (uses.length > 0) putOthers(source, loaded, put);
    put(folder, text);
    const trial = {
      appsFolder: path.join(root, 'apps'),
      platformFile: path.join(root, 'platform.yaml'),
      relativeTo: root,
      dataOnly: true,
    };
    return await loadFleet(trial);
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

/** The other applications: as they are written, so that places in them are right; empty where they are malformed. */
function putOthers(source: FleetSource, { apps }: LoadedFleet, put: (name: string, content: string) => void): void {
  const wellFormed = new Map(apps.map((app) => [app.folder, app]));
  for (const folder of findApps(source).folders) {
    const app = wellFormed.get(folder);
    if (app === undefined) put(folder, '');
    else if (app.trust === 'code') put(folder, JSON.stringify(app.written));
    else put(folder, fs.readFileSync(path.resolve(source.relativeTo, app.document.file), 'utf8'));
  }
}

/** The candidate comes last, so that it is the one of the two that is told to give way. */
function conflictsOf(app: LoadedApp, loaded: LoadedFleet): Diagnostic[] {
  const others = loaded.apps.filter(({ spec }) => spec.name !== app.spec.name);
  const facts = resolveFleet(
    loaded.platform,
    [...others, app].map(({ spec }) => spec),
  );
  const last = {
    ...facts,
    apps: [...facts.apps].sort((a, b) => Number(a.name === app.spec.name) - Number(b.name === app.spec.name)),
  };
  const conflicts = conflictingClaims(last, { ...loaded, apps: [...others, app] });
  return conflicts.filter(({ location }) => location?.file === app.document.file);
}
