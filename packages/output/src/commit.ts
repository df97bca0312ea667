import { renameSync, unlinkSync } from 'node:fs';
import { systemCode } from '@goldenpath/errors';
import { asDiskError } from './errors';
import { folderKind, Folders } from './folders';
import { makeFolders } from './make-folders';
import { OWN_FOLDER, RECORD_PATH } from './own-folder';
import { recordText } from './record';
import { syncFolder, writeDurably } from './record-file';
import { tryRemoveFolder } from './root';
import type { Staging } from './staging';
import type { TreePlan } from './tree-plan';

/**
 * Writes all planned changes to the trees.
 *
 * Until the first tree is marked as unfinished nothing has changed; from then on each step moves whole files only, so a
 * run that is killed leaves old files and new ones, and every tree it touched marked.
 *
 * @throws UnwritableTreeError when the system refuses to write. It says whether the trees are unchanged.
 */
export function commitTrees(plans: readonly TreePlan[]): void {
  const commits = attempt(plans, 'The files there are as they were.', () =>
    plans
      .filter(({ tree, text, movesFiles }) => movesFiles || (text !== undefined && text !== tree.stored.text))
      .map(prepare),
  );
  const moving = commits.filter(({ plan }) => plan.movesFiles);
  attempt(plans, 'It is marked as unfinished, and the next run repairs it.', () => {
    moving.forEach(markUnfinished);
    moving.forEach(hideLastFiles);
    moving.forEach(moveFiles);
    moving.forEach(placeLastFiles);
    commits.forEach(markComplete);
  });
}

function attempt<T>(plans: readonly TreePlan[], outcome: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asDiskError(error, plans.map(({ tree }) => tree.root).join(' and '), outcome);
  }
}

/** A plan whose records lie ready, so that a full disk shows before anything has changed. */
interface Commit {
  readonly plan: TreePlan;
  readonly root: string;
  readonly staging: Staging;
  readonly unfinishedRecord: string;
  readonly completeRecord: string;
  /** Where each file lies that goes to its place last; undefined for one that goes away. */
  readonly lastFiles: Map<string, string | undefined>;
}

function prepare(plan: TreePlan): Commit {
  const { staging, root } = plan.tree;
  if (staging === undefined) throw new Error(`${root} was opened to compare, not to write.`);
  const unfinishedRecord = staging.reserve();
  if (plan.movesFiles) writeDurably(unfinishedRecord, recordText(plan.plan.writing));
  const completeRecord = staging.reserve();
  writeDurably(completeRecord, plan.text ?? plan.tree.stored.text);
  return { plan, root, staging, unfinishedRecord, completeRecord, lastFiles: new Map() };
}

function markUnfinished({ root, unfinishedRecord }: Commit): void {
  renameSync(unfinishedRecord, `${root}/${RECORD_PATH}`);
  syncFolder(`${root}/${OWN_FOLDER}`);
}

function hideLastFiles({ plan, root, staging, lastFiles }: Commit): void {
  for (const path of plan.tree.options.lastFiles ?? []) {
    const isWanted = holds(plan, path);
    if (!isWanted && !plan.removals.includes(path)) continue;
    const hidden = staging.reserve();
    const wasThere = folderKind(`${root}/${path}`) === 'file';
    if (wasThere) renameSync(`${root}/${path}`, hidden);
    lastFiles.set(path, plan.tree.staged.get(path) ?? (isWanted && wasThere ? hidden : undefined));
  }
}

function holds({ plan }: TreePlan, path: string): boolean {
  return [...plan.complete.units.values()].some(({ managed }) => managed.has(path));
}

function moveFiles({ plan, root, lastFiles }: Commit): void {
  const { tree } = plan;
  const madeFolders = new Set<string>();
  const moved = moveNewFolders(plan);
  for (const [path, source] of tree.staged) {
    if (lastFiles.has(path)) continue;
    if (moved(path)) {
      tree.index.noteMovedInFolder(path);
      continue;
    }
    makeFolderOf(root, path, madeFolders);
    renameSync(source, `${root}/${path}`);
  }
  // Last, because some file systems are slow to make files soon after many were removed.
  for (const path of plan.removals) if (!lastFiles.has(path)) unlinkSync(`${root}/${path}`);
  for (const folder of plan.foldersToTry) tryRemoveFolder(`${root}/${folder}`);
}

/**
 * Moves each folder that was staged whole, in one step.
 *
 * @returns Whether a staged file was moved with its folder.
 */
function moveNewFolders({ tree: { root, staging, staged } }: TreePlan): (path: string) => boolean {
  const folders = new Folders(root);
  const source = staging?.newFolders ?? '';
  const moved = new Map<string, boolean>();
  for (const [path, file] of staged) {
    const folder = file === `${source}/${path}` ? folders.firstMissing(path) : undefined;
    if (folder !== undefined && !moved.has(folder))
      moved.set(folder, tryRename(`${source}/${folder}`, `${root}/${folder}`));
  }
  return (path) => staged.get(path) === `${source}/${path}` && moved.get(folders.firstMissing(path) ?? '') === true;
}

/** Where a folder cannot be moved, its files are, one by one; the system then says why where it refuses that too. */
function tryRename(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return false;
  }
}

function makeFolderOf(root: string, path: string, made: Set<string>): void {
  const slash = path.lastIndexOf('/');
  if (slash < 0 || made.has(path.slice(0, slash))) return;
  makeFolders(`${root}/${path.slice(0, slash)}`);
  made.add(path.slice(0, slash));
}

function placeLastFiles({ root, lastFiles }: Commit): void {
  for (const [path, source] of lastFiles) {
    if (source === undefined) continue;
    makeFolderOf(root, path, new Set());
    renameSync(source, `${root}/${path}`);
  }
}

function markComplete({ root, completeRecord }: Commit): void {
  renameSync(completeRecord, `${root}/${RECORD_PATH}`);
}
