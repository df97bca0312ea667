import { comparePaths, MANAGED_MARKER } from '@goldenpath/files';
import { isOverlayKustomization, withReleaseOf } from '@goldenpath/kustomize';
import { type AppAtTip, digestOf, editOf, isReadable } from './app-at-tip';
import { type Loss, lossesOf } from './losses';
import { listPath, listText } from './managed-list';
import type { PreparedApp } from './prepared-app';
import { placeIn, type PublishedApp } from './published-app';

/** The change of one file. */
export interface FilePublication {
  readonly path: string;
  /** `base`, or the environment. */
  readonly place: string;
  readonly change: 'added' | 'changed' | 'removed';
}

/** A manual change of a generated file. */
export interface ManualEdit {
  readonly path: string;
  readonly edit: 'changed' | 'removed';
  /** `replaced`: the generated text is restored. `kept`: the file is no longer generated and belongs to the team. */
  readonly outcome: 'replaced' | 'kept';
}

/** The changes to the files of one application in the repository. */
export interface AppPlan {
  readonly app: string;
  readonly writes: ReadonlyMap<string, string>;
  readonly removals: readonly string[];
  readonly changes: readonly FilePublication[];
  readonly edits: readonly ManualEdit[];
  /** Whether the whole application is removed. */
  readonly isRemoval: boolean;
  /** Files that goldenpath did not write, at the paths of generated files. */
  readonly conflicts: readonly string[];
  readonly losses: readonly Loss[];
}

/**
 * Decides the changes of an application's files.
 *
 * @param app - The new state. Without files, the application is removed.
 * @throws BrokenKustomizationError when an overlay in the repository does not clearly name the running image.
 */
export function planApp(app: PreparedApp, tip: AppAtTip): AppPlan {
  const written = writesOf(app, tip);
  const orphans = orphansOf(app, tip);
  const isRemoval = app.list === undefined;
  const record = recordOf(app, tip);
  const isListed = tip.files.has(listPath(app.name));
  return {
    app: app.name,
    writes: new Map([...written.writes, ...(record === undefined ? [] : [[listPath(app.name), record] as const])]),
    removals: [...orphans.removals, ...(isRemoval && isListed ? [listPath(app.name)] : [])],
    changes: [...written.changes, ...orphans.changes].sort((a, b) => comparePaths(a.path, b.path)),
    edits: [...written.edits, ...orphans.edits].sort((a, b) => comparePaths(a.path, b.path)),
    isRemoval,
    conflicts: written.conflicts,
    losses: tip.list === undefined ? [] : lossesOf(app.name, tip.list.holdings, app.holdings),
  };
}

/** Returns the text of the list; undefined when the repository already has it. */
function recordOf({ record }: PreparedApp, { list }: AppAtTip): string | undefined {
  return list !== undefined && listText(list) === record ? undefined : record;
}

type Part = Pick<AppPlan, 'writes' | 'changes' | 'edits' | 'conflicts'>;

function writesOf(app: PublishedApp, tip: AppAtTip): Part {
  const writes = new Map<string, string>();
  const changes: FilePublication[] = [];
  const edits: ManualEdit[] = [];
  const conflicts: string[] = [];
  for (const [path, generated] of app.files) {
    const there = tip.texts.get(path);
    const text = wanted(app, path, generated, tip);
    if (there === text && isReadable(path, tip.files)) continue;
    if (isOccupied(app, path, generated, tip)) conflicts.push(path);
    const edit = editOf(path, tip);
    if (edit !== 'none') edits.push({ path, edit, outcome: 'replaced' });
    writes.set(path, text);
    changes.push({ path, place: placeIn(app.folder, path), change: tip.files.has(path) ? 'changed' : 'added' });
  }
  return { writes, changes, edits, conflicts };
}

/** Returns the generated text with the release state of the repository. The list says whether an overlay must have one. */
function wanted({ image, folder }: PublishedApp, path: string, generated: string, { list, texts }: AppAtTip): string {
  const there = texts.get(path);
  if (there === undefined || image === undefined || !isOverlayKustomization(folder, path)) return generated;
  const isReleased = list?.files.has(path) === true && list.image === image;
  return withReleaseOf(generated, there, image, path, isReleased);
}

/**
 * Returns whether a file at a generated path is not ours: it is not on our list, and we did not write it before lists existed. Entries that
 * cannot be our files, such as links, are reported when they are written to.
 */
function isOccupied({ image, folder }: PublishedApp, path: string, generated: string, tip: AppAtTip): boolean {
  if (tip.list?.files.has(path) === true || !isReadable(path, tip.files)) return false;
  const there = tip.texts.get(path) ?? '';
  if (there.startsWith(MANAGED_MARKER)) return false;
  return digestOf(there, path, image, folder) !== digestOf(generated, path, image, folder);
}

type Orphans = Pick<AppPlan, 'removals' | 'changes' | 'edits'>;

function orphansOf(app: PublishedApp, tip: AppAtTip): Orphans {
  const removals: string[] = [];
  const changes: FilePublication[] = [];
  const edits: ManualEdit[] = [];
  for (const path of tip.list?.files.keys() ?? []) {
    if (app.files.has(path) || app.kept?.has(path) === true || !tip.files.has(path)) continue;
    if (editOf(path, tip) === 'none') {
      removals.push(path);
      changes.push({ path, place: placeIn(app.folder, path), change: 'removed' });
    } else edits.push({ path, edit: 'changed', outcome: 'kept' });
  }
  return { removals, changes, edits };
}
