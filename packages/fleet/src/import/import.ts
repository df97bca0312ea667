import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { suggestion } from '@goldenpath/extension';
import { resolveFleet } from '@goldenpath/model';
import { checkCandidate, type LoadedApp, type LoadedFleet } from '@goldenpath/spec';
import type { FleetContext } from '../context';
import { candidateFile, type FleetToJoin } from '../new/check-candidate';
import { loadPossiblyInvalid } from '../new/draft-spec';
import { isTaken, takenError, writeSpec } from '../new/write-spec';
import { compareObjects } from './compare';
import { readCompose } from './compose';
import { withOwnersOfDatabases } from './databases';
import { appName, type Draft } from './draft';
import { findSource, type FoundSource } from './find-source';
import { fittedSpec, type FittedSpec } from './fit';
import { buildKustomization } from './kustomize';
import { readManifests } from './manifests';
import { withProcesses } from './processes';
import type { Imported, ReadContext } from './read';
import { readScore } from './score';
import type { ImportedApp, ImportOptions, ImportResult, LeftOut } from './types';

/**
 * Reads a compose file, a Score file, or Kubernetes manifests, and writes the nearest spec of each application in it. Values of secrets are
 * not copied.
 *
 * @throws UserError when the source cannot be imported, or an application of that name exists. Nothing is written then.
 * @throws InvalidFleetError with mistakes in the source or in the platform file.
 */
export async function importApps(context: FleetContext, options: ImportOptions): Promise<ImportResult> {
  const { source } = context;
  const loaded = await loadPossiblyInvalid(context);
  const { environment, owner } = checkedOptions(options, loaded);
  const file = path.resolve(source.relativeTo, options.path);
  const found = findSource(file, options.path);
  const read = await readSource(found, context, {
    folder: found.folder,
    shown: options.path,
    registry: loaded.platform.registry,
    environment,
    ...(options.description !== undefined && { description: options.description }),
  });
  const drafts = inOrderOfUse(namedDrafts(read, options, owner));
  for (const { name } of drafts)
    if (isTaken(source.appsFolder, name)) throw takenError(path.dirname(candidateFile(name, source)));
  const { fitted, fleet } = fittedInOrder(drafts, { source, loaded });
  const isWritten = options.dryRun !== true;
  if (isWritten) writeSpecs(source.appsFolder, fitted);
  const apps = await Promise.all(
    fitted.map(async ({ draft, spec, app }): Promise<ImportedApp> => ({
      name: draft.name,
      kind: app.spec.kind,
      file: candidateFile(draft.name, source),
      text: spec.text,
      isWritten,
      leftOut: sorted([...draft.objects.flatMap(({ leftOut }) => leftOut), ...spec.leftOut]),
      secrets: draft.secrets.filter(({ variable }) => isIn(spec, variable)),
      ...(read.running !== undefined && (await compared(draft, app, fleet, environment))),
    })),
  );
  return { source: found.type, apps, leftOut: sorted(read.leftOut) };
}

interface FittedApp {
  readonly draft: Draft;
  readonly spec: FittedSpec;
  readonly app: LoadedApp;
}

/** Fits each application to the fleet with those before it, and those of a circle once more to the fleet with all. */
function fittedInOrder(drafts: readonly Draft[], { source, loaded }: FleetToJoin) {
  let fleet = loaded;
  const fit = (draft: Draft): FittedApp => {
    const others = { ...fleet, apps: fleet.apps.filter(({ spec }) => spec.name !== draft.name) };
    const spec = fittedSpec(draft, { source, loaded: others });
    const app = loadedApp(draft, spec, { source, loaded: others });
    fleet = { ...fleet, apps: [...others.apps, app] };
    return { draft, spec, app };
  };
  const known = new Set<string>();
  const isEarly = new Set<Draft>();
  const first = drafts.map((draft) => {
    if ([...draft.uses].some((used) => !known.has(used))) isEarly.add(draft);
    known.add(draft.name);
    return fit(draft);
  });
  return { fitted: first.map((each) => (isEarly.has(each.draft) ? fit(each.draft) : each)), fleet };
}

/** Writes all specs or none. */
function writeSpecs(appsFolder: string, fitted: readonly FittedApp[]): void {
  const written: string[] = [];
  try {
    for (const { draft, spec } of fitted) written.push(writeSpec(appsFolder, draft.name, spec.text));
  } catch (error) {
    for (const file of written) fs.rmSync(path.dirname(file), { recursive: true, force: true });
    throw error;
  }
}

/** @throws UserError for an unknown team or environment, and if the owner is not clear. */
function checkedOptions({ owner, environment }: ImportOptions, { platform }: LoadedFleet) {
  const names = platform.environments.map(({ name }) => name);
  if (environment !== undefined && !names.includes(environment))
    throw new UserError(`There is no environment ${JSON.stringify(environment)}.`, suggestion(environment, names));
  const [only, ...others] = platform.teams;
  if (owner !== undefined && !platform.teams.includes(owner))
    throw new UserError(`There is no team ${JSON.stringify(owner)}.`, suggestion(owner, platform.teams));
  if (owner === undefined && others.length > 0)
    throw new UserError('The owner is missing.', `Pass \`--owner\` with one of: ${platform.teams.join(', ')}.`);
  return { owner: owner ?? only ?? '', environment: environment ?? names.at(-1) ?? '' };
}

async function readSource(found: FoundSource, { env, signal }: FleetContext, context: ReadContext): Promise<Imported> {
  switch (found.type) {
    case 'compose':
      return readCompose(found.document, context);
    case 'score':
      return readScore(found.document, context);
    case 'manifests':
      return readManifests(found.documents, context);
    case 'kustomize':
      return readManifests(await buildKustomization(found.folder, context.shown, { env, signal }), context);
  }
}

/** @throws UserError where nothing is an application, or a name is not clear. */
function namedDrafts(read: Imported, { path: shown, name }: ImportOptions, owner: string): readonly Draft[] {
  const drafts = withProcesses(read.drafts);
  withOwnersOfDatabases(drafts);
  if (drafts.length === 0)
    throw new UserError(`${shown} has no application.`, 'It needs a Deployment, StatefulSet or CronJob, or a service.');
  if (name !== undefined && drafts.length > 1)
    throw new UserError(
      `${shown} has ${drafts.length} applications, and \`--name\` is for one.`,
      `Leave it out: they are ${drafts.map((draft) => draft.name).join(', ')}.`,
    );
  const twice = drafts.find((draft, index) => drafts.findIndex((other) => other.name === draft.name) !== index);
  if (twice !== undefined)
    throw new UserError(`${shown} has two applications with the name ${twice.name}.`, 'Import them one by one.');
  for (const draft of drafts) {
    if (name !== undefined) draft.name = appName(name);
    draft.set(['name'], draft.name);
    draft.set(['owner'], owner);
    const uses = [...draft.uses].filter((used) => drafts.some((each) => each.name === used)).sort();
    if (uses.length > 0) draft.set(['uses'], uses, draft.objects[0]?.node);
  }
  return drafts;
}

/** An application is after those that it names, because its spec is checked with theirs. In a circle, the first of the source is first. */
function inOrderOfUse(drafts: readonly Draft[]): Draft[] {
  const done = new Set<Draft>();
  const visit = (draft: Draft, above: readonly Draft[]): void => {
    if (done.has(draft) || above.includes(draft)) return;
    for (const other of drafts)
      if (draft.uses.has(other.name) || draft.beside.has(other.name)) visit(other, [...above, draft]);
    done.add(draft);
  };
  for (const draft of drafts) visit(draft, []);
  return [...done];
}

function loadedApp(
  { name }: Draft,
  { text }: FittedSpec,
  { source, loaded }: { readonly source: FleetContext['source']; readonly loaded: LoadedFleet },
): LoadedApp {
  const { app } = checkCandidate({ folder: name, file: candidateFile(name, source), text }, loaded);
  if (app === undefined) throw new Error(`The spec of ${name} is not valid.`);
  return app;
}

function isIn({ fields }: FittedSpec, variable: string): boolean {
  return Object.hasOwn(Object(fields['secrets']) as object, variable);
}

/** Renders the application and compares it with what runs. Rendering is loaded only here. */
async function compared({ objects }: Draft, { spec }: LoadedApp, fleet: LoadedFleet, environment: string) {
  const { renderApp } = await import('@goldenpath/manifests');
  const facts = resolveFleet(
    fleet.platform,
    fleet.apps.map((app) => app.spec),
    fleet.registry,
  );
  const here = facts.apps
    .find(({ name }) => name === spec.name)
    ?.environments.find((each) => each.environment === environment);
  if (here === undefined) return {};
  const running = objects.map(({ value }) => value);
  return { environment, differences: compareObjects(running, renderApp(spec.name, here, fleet.registry)) };
}

function sorted(leftOut: readonly LeftOut[]): LeftOut[] {
  return [...leftOut].sort((a, b) =>
    a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1,
  );
}
