import type { Acceptance } from '@goldenpath/extension';
import { type ListedFile, printable, RepositoryContentError, type Tip } from '@goldenpath/git';
import { isOverlayKustomization } from '@goldenpath/kustomize';
import { type FilesAtTip, isReadable } from './app-at-tip';
import {
  type EffectiveApp,
  effectiveApp,
  isPlaceholder,
  publishedWithout,
  type Scope,
  withoutOverlay,
} from './effective-app';
import { unaccepted, UnacceptedLossError } from './losses';
import { appOfList, LIST_FOLDER, listPath, type ManagedList, OWN_FOLDER, parseList } from './managed-list';
import { type AppPlan, planApp } from './plan-app';
import { isPlatform, platformFolder } from './published-platform';
import { type IdAlgorithm, type PreparedApp, prepareApp } from './prepared-app';

/** A request to publish applications to one repository. */
export interface PublicationRequest {
  readonly organisation: string;
  /** The layout of the repository: one for all applications, or one per application. */
  readonly layout: 'central' | 'app-repositories';
  /** The applications of this fleet to publish. */
  readonly apps: readonly PreparedApp[];
  /** Applications to remove; `leavers` for those that are in the repository and not in the fleet. */
  readonly removed: readonly string[] | 'leavers';
  /** Names of all applications of the fleet. */
  readonly fleet: readonly string[];
  /** Names of the platform's environments. */
  readonly environments: readonly string[];
  /** The `accept` entries of the platform file. */
  readonly accept: readonly Acceptance[];
  /** What to publish of the applications. @default all that was released */
  readonly scope?: Scope;
}

/** The changes of a publication. */
export interface PublicationPlan {
  readonly plans: readonly AppPlan[];
  /** What is left out, because nothing was released there. */
  readonly unreleased: readonly Unreleased[];
}

/** An application without a release in some environments. */
export interface Unreleased {
  readonly app: string;
  readonly environments: readonly string[];
}

/** Plans the changes of each application that differs from the tip of the repository. */
export async function planPublication(request: PublicationRequest, tip: Tip, where: string): Promise<PublicationPlan> {
  const scope = request.scope ?? {};
  const snapshot: RepositorySnapshot = {
    tip,
    where,
    scope,
    files: await filesAt(tip, request),
    algorithm: algorithmOf(tip),
  };
  const stale = request.apps.filter((app) => !isUpToDate(app, snapshot));
  const removed = removedNames(request, snapshot);
  const known = await fetchTogether(stale, removed, snapshot);
  const lists = await listsOf(stale, removed, request, snapshot);
  const gone = removed.flatMap((name) => removalOf(name, lists.get(name), request, where));
  for (const { name } of stale) assertOurFleet(lists.get(name), request, where);
  if (request.removed === 'leavers') assertFewLeave(gone, request.apps, where);
  const apps = [...stale, ...gone].map((app) => {
    const { files } = snapshot;
    const texts = textsOf(app, known, snapshot);
    return effectiveApp(app, { files, list: lists.get(app.name), texts }, scope, request.organisation);
  });
  const plans = await plansOf(apps, lists, known, snapshot);
  assertNoConflicts(plans, where);
  assertNothingIsLost(plans, lists, request);
  const something = plans.filter(({ writes, removals }) => writes.size > 0 || removals.length > 0);
  return {
    plans: something.map((plan) => inOrder(plan, request.environments)),
    unreleased: unreleasedOf(request, snapshot, apps),
  };
}

/** Sorts changes: the base first, then the environments in rollout order. */
function inOrder(plan: AppPlan, environments: readonly string[]): AppPlan {
  const order = ['base', ...environments];
  const rank = (place: string) => (order.includes(place) ? order.indexOf(place) : order.length);
  return { ...plan, changes: [...plan.changes].sort((a, b) => rank(a.place) - rank(b.place)) };
}

/** Reads lists and files together, because each read is a round trip to the server. */
async function fetchTogether(
  stale: readonly PreparedApp[],
  removed: readonly string[],
  snapshot: RepositorySnapshot,
): Promise<ReadonlyMap<string, string>> {
  const { tip, files, algorithm } = snapshot;
  const differing = stale.flatMap((app) =>
    [...app.ids(algorithm)].flatMap(([path, id]) => (files.get(path)?.blob === id ? [] : [path])),
  );
  const names = new Set([...stale.map(({ folder }) => folder), ...removed.flatMap((name) => foldersOf(name))]);
  const overlays = [...files.keys()].filter((path) => {
    const folder = path.slice(0, Math.max(0, path.indexOf('/overlays/')));
    return names.has(folder) && isOverlayKustomization(folder, path);
  });
  const paths = new Set([...differing, ...overlays, ...removed.map(listPath)]);
  return tip.readMany([...paths].filter((path) => isReadable(path, files)));
}

/** Returns the texts that decide what is published: those that were read, and those that equal the generated ones. */
function textsOf(
  app: PreparedApp,
  known: ReadonlyMap<string, string>,
  { files, algorithm }: RepositorySnapshot,
): ReadonlyMap<string, string> {
  const ids = app.ids(algorithm);
  const same = [...app.files].filter(([path]) => files.get(path)?.blob === ids.get(path));
  return new Map([...same, ...known]);
}

/** Also of the applications that are up to date. */
function unreleasedOf(
  { apps, scope = {} }: PublicationRequest,
  { files }: RepositorySnapshot,
  planned: readonly EffectiveApp[],
): Unreleased[] {
  const byName = new Map(planned.map((app) => [app.name, app.unreleased]));
  return apps.flatMap((app) => {
    const environments = byName.get(app.name) ?? withoutOverlay(app, files, scope);
    return environments.length === 0 ? [] : [{ app: app.name, environments }];
  });
}

/** The repository at the tip of its branch. */
interface RepositorySnapshot {
  readonly scope: Scope;
  readonly tip: Tip;
  readonly where: string;
  readonly files: FilesAtTip;
  readonly algorithm: IdAlgorithm;
}

function algorithmOf({ commit }: Tip): IdAlgorithm {
  return commit?.length === 64 ? 'sha256' : 'sha1';
}

async function plansOf(
  apps: readonly PreparedApp[],
  lists: ReadonlyMap<string, ManagedList>,
  known: ReadonlyMap<string, string>,
  { tip, files, algorithm }: RepositorySnapshot,
): Promise<AppPlan[]> {
  const texts = new Map(known);
  const missing: string[] = [];
  for (const app of apps) {
    for (const path of pathsToRead(app, lists.get(app.name), files)) {
      const generated = app.files.get(path);
      // A file with the same id has the same content.
      if (generated !== undefined && files.get(path)?.blob === app.ids(algorithm).get(path)) texts.set(path, generated);
      else if (!texts.has(path)) missing.push(path);
    }
  }
  for (const [path, text] of await tip.readMany(missing)) texts.set(path, text);
  return apps.map((app) => planApp(app, { files, list: lists.get(app.name), texts }));
}

/** Up to this many applications are looked up one by one. For more, listing everything is faster. */
const FEW = 20;

async function filesAt(tip: Tip, { apps, removed }: PublicationRequest): Promise<FilesAtTip> {
  const isFew = removed !== 'leavers' && apps.length + removed.length <= FEW;
  const names = [...apps.map(({ name }) => name), ...(removed === 'leavers' ? [] : removed)];
  const lists = names.some((name) => isPlatform(name)) ? OWN_FOLDER : LIST_FOLDER;
  const folders = [lists, ...apps.map(({ folder }) => folder), ...names.flatMap((name) => foldersOf(name))];
  const files: (readonly ListedFile[])[] = isFew
    ? await Promise.all([...new Set(folders)].map((folder) => tip.list(folder)))
    : [await tip.list('')];
  return new Map(files.flat().map((file) => [file.path, file]));
}

/** Returns the folders of an application's files, in either layout. */
function foldersOf(app: string): string[] {
  return isPlatform(app) ? [platformFolder(app)] : [`apps/${app}/deploy`, 'deploy'];
}

/** Returns the folder of an application's files in a layout. */
function folderIn(layout: PublicationRequest['layout'], app: string): string {
  const [central = '', own = central] = foldersOf(app);
  return layout === 'central' ? central : own;
}

/** Compares only ids. In a large fleet almost every application is unchanged. */
function isUpToDate(app: PreparedApp, { files, algorithm, scope }: RepositorySnapshot): boolean {
  if (isEmpty(app)) return !files.has(listPath(app.name));
  // The state of other environments is in the list.
  if (scope.only !== undefined || scope.first !== undefined) return false;
  const missing = withoutOverlay(app, files, scope);
  const there = missing.length === 0 ? app : publishedWithout(app, missing);
  for (const [path, id] of there.ids(algorithm)) {
    if (files.get(path)?.blob !== id || !isReadable(path, files)) return false;
    // An overlay with the placeholder was published by an earlier version.
    if (isPlaceholder(app, path)) return false;
  }
  return true;
}

function isEmpty({ files }: PreparedApp): boolean {
  return files.size === 0;
}

function removedNames({ removed, fleet }: PublicationRequest, { files, where }: RepositorySnapshot): string[] {
  const listed = [...files.keys()].flatMap((path) => appOfList(path) ?? []);
  if (removed === 'leavers') return listed.filter((name) => !fleet.includes(name)).sort();
  const unknown = removed.find((name) => !listed.includes(name));
  if (unknown === undefined) return [...removed];
  throw new RepositoryContentError(
    `There is no application ${JSON.stringify(printable(unknown))} in the fleet or in ${where}.`,
    'Check the name: `goldenpath list` shows the fleet.',
  );
}

/** Returns the lists in the repository. A list that is up to date is not read. */
async function listsOf(
  stale: readonly PreparedApp[],
  removed: readonly string[],
  { layout }: PublicationRequest,
  { tip, where, files, algorithm }: RepositorySnapshot,
): Promise<Map<string, ManagedList>> {
  const [current, others] = [new Map<string, ManagedList>(), [...removed]];
  for (const app of stale) {
    const path = listPath(app.name);
    if (app.list !== undefined && files.get(path)?.blob === app.ids(algorithm).get(path))
      current.set(app.name, app.list);
    else if (files.has(path)) others.push(app.name);
  }
  const texts = await tip.readMany(others.map(listPath));
  for (const name of others) {
    const text = texts.get(listPath(name));
    if (text !== undefined) current.set(name, parseList(text, name, [folderIn(layout, name)], where));
  }
  return current;
}

/** Returns the removal of an application that left the fleet. Applications of other fleets are not touched. */
function removalOf(
  name: string,
  list: ManagedList | undefined,
  request: PublicationRequest,
  where: string,
): PreparedApp[] {
  if (list === undefined) return [];
  if (list.organisation !== request.organisation) {
    if (request.removed === 'leavers') return [];
    assertOurFleet(list, request, where);
  }
  const nothing = { name, folder: list.folder, files: new Map(), image: list.image, holdings: new Map(), accept: [] };
  return [prepareApp(nothing, request.organisation)];
}

function assertOurFleet(list: ManagedList | undefined, { organisation }: PublicationRequest, where: string): void {
  if (list === undefined || list.organisation === organisation) return;
  const theirs = JSON.stringify(printable(list.organisation));
  throw new RepositoryContentError(
    `${list.application} in ${where} was published by the organisation ${theirs}, but this fleet belongs to ${organisation}.`,
    'Rename one of the two, or publish to another repository.',
  );
}

/** Refuses to remove more applications than remain: the folder or the fleet is probably wrong. */
function assertFewLeave(gone: readonly PreparedApp[], apps: readonly PreparedApp[], where: string): void {
  const staying = apps.filter((app) => !isEmpty(app) && !isPlatform(app.name)).length;
  if (gone.length <= staying) return;
  const counts = `${gone.length} of ${gone.length + staying} ${gone.length + staying === 1 ? 'application' : 'applications'}`;
  throw new RepositoryContentError(
    `Nothing was published: it would remove ${counts} from ${where}, because the fleet does not have them.`,
    'Check `--apps`, `--from` and `--repo`. To remove them, name them with `--only`.',
  );
}

/** Returns the paths to read: files that differ, and files that may be removed. */
function pathsToRead(app: PreparedApp, list: ManagedList | undefined, files: FilesAtTip): string[] {
  const orphans = [...(list?.files.keys() ?? [])].filter((path) => !app.files.has(path));
  return [...app.files.keys(), ...orphans].filter((path) => isReadable(path, files));
}

const MOST_SHOWN = 10;

function assertNoConflicts(plans: readonly AppPlan[], where: string): void {
  const paths = plans.flatMap(({ conflicts }) => conflicts);
  if (paths.length === 0) return;
  const more = paths.length > MOST_SHOWN ? ` and ${paths.length - MOST_SHOWN} more` : '';
  const shown = `${paths.slice(0, MOST_SHOWN).join(', ')}${more}`;
  throw new RepositoryContentError(
    `Nothing was published: ${shown} in ${where} ${paths.length === 1 ? 'is a file' : 'are files'} that goldenpath did not write, at the path of a generated file.`,
    'Move or remove it, then run this again.',
  );
}

function assertNothingIsLost(
  plans: readonly AppPlan[],
  lists: ReadonlyMap<string, ManagedList>,
  { apps, accept, environments }: PublicationRequest,
): void {
  const current = new Map(apps.map((app) => [app.name, app.accept]));
  const lost = plans.flatMap(({ app, losses }) =>
    unaccepted(losses, [...accept, ...(lists.get(app)?.accept ?? []), ...(current.get(app) ?? [])]),
  );
  if (lost.length > 0) throw new UnacceptedLossError(lost, environments);
}
