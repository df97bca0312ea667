import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { type Clone, gitFolder, openClone, uncommittedPaths } from '@goldenpath/git';
import type { GeneratedFile } from '@goldenpath/files';
import { asDiskError, lockFolder } from '@goldenpath/output';
import { planUpgrade, type UpgradedFile } from '@goldenpath/scaffold';
import type { FleetContext } from '../context';
import { applyJournal, type Journal, journalOf, readJournal, removeJournal, writeJournal } from './journal';
import { lastRecord } from './last-record';
import { generatedNow } from './generated-now';
import { workingTree } from './working-tree';

export interface UpgradeOptions {
  /** The folder of the repository, relative to the working directory of the fleet. */
  readonly repo: string;
  /** Change nothing. @default false */
  readonly dryRun?: boolean;
}

/** What an upgrade did to a repository, or would do. */
export interface Upgraded {
  readonly app: string;
  /** The root of the working tree. */
  readonly root: string;
  /** By path. */
  readonly files: readonly UpgradedFile[];
  /** Whether a run that was killed was finished. */
  readonly isResumed: boolean;
  /** Whether `.goldenpath.json` was missing or damaged, and an earlier version of it was used. */
  readonly isRecordRestored: boolean;
}

/** How long to wait for another upgrade of the same repository. */
const WAIT_SECONDS = 30;

/**
 * Brings the repository of an application to today's templates: changes of the templates are merged into the files of the team, and files of
 * the platform are written as they are generated. Nothing is committed.
 *
 * @throws UserError where the folder is not a repository of the application, or has uncommitted changes. Nothing is changed then.
 */
export async function upgrade(context: FleetContext, app: string, options: UpgradeOptions): Promise<Upgraded> {
  const generated = await generatedNow(context, app);
  return upgradeFolder(path.resolve(context.cwd, options.repo), app, generated, context.env, options.dryRun === true);
}

/** Upgrades a working tree to what is generated. */
export async function upgradeFolder(
  folder: string,
  app: string,
  generated: readonly GeneratedFile[],
  env: FleetContext['env'],
  dryRun: boolean,
): Promise<Upgraded> {
  const clone = await openRepository(folder, env);
  const own = path.join(await gitFolder(clone), 'goldenpath');
  if (dryRun) return withoutJournal((await resumed(clone, own, app)) ?? (await planned(clone, app, generated)));
  const lock = await lockIn(own, clone.folder);
  try {
    const interrupted = await resumed(clone, own, app);
    const result = interrupted ?? (await planned(clone, app, generated));
    if (interrupted === undefined) writeJournal(own, result.journal);
    applyJournal(result.journal, clone.folder, own);
    removeJournal(own);
    return withoutJournal(result);
  } finally {
    lock.release();
  }
}

interface Planned extends Upgraded {
  readonly journal: Journal;
}

function withoutJournal({ journal: _, ...upgraded }: Planned): Upgraded {
  return upgraded;
}

async function planned(clone: Clone, app: string, generated: readonly GeneratedFile[]): Promise<Planned> {
  await assertClean(clone);
  const { record, isRestored } = await lastRecord(clone, app);
  const { files, steps } = await planUpgrade({ record, generated }, await workingTree(clone));
  const journal = journalOf(app, files, steps, clone.folder);
  return { app, root: clone.folder, files, isResumed: false, isRecordRestored: isRestored, journal };
}

/** The upgrade that a killed run has left. In a working tree without changes it has done nothing yet, or was given up. */
async function resumed(clone: Clone, own: string, app: string): Promise<Planned | undefined> {
  const journal = readJournal(own);
  if (journal === undefined) return undefined;
  if ((await uncommittedPaths(clone)).length === 0) return undefined;
  if (journal.app !== app)
    throw new UserError(
      `An upgrade of ${journal.app} was interrupted in ${clone.folder}.`,
      `Run \`goldenpath upgrade ${journal.app}\` to finish it.`,
    );
  const { files } = journal;
  return { app, root: clone.folder, files, isResumed: true, isRecordRestored: false, journal };
}

async function openRepository(folder: string, env: FleetContext['env']): Promise<Clone> {
  if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UserError(`${folder} is not a folder.`, 'Pass the folder of the repository with `--repo`.');
  const clone = await openClone(folder, env);
  if (clone.folder !== fs.realpathSync(folder))
    throw new UserError(
      `${folder} is inside the repository at ${clone.folder}, and is not a repository of its own.`,
      'Pass the root of the repository of the application with `--repo`.',
    );
  return clone;
}

const MOST_NAMED = 5;

async function assertClean(clone: Clone): Promise<void> {
  const paths = await uncommittedPaths(clone);
  if (paths.length === 0) return;
  const more = paths.length > MOST_NAMED ? ` and ${paths.length - MOST_NAMED} more` : '';
  throw new UserError(
    `${clone.folder} has uncommitted changes: ${paths.slice(0, MOST_NAMED).join(', ')}${more}.`,
    'Commit them, or put them away with `git stash --include-untracked`, and run this again.',
  );
}

async function lockIn(own: string, root: string): ReturnType<typeof lockFolder> {
  try {
    return await lockFolder(own, WAIT_SECONDS);
  } catch (error) {
    throw asDiskError(error, root, 'Nothing was changed.', 'pass another folder with `--repo`');
  }
}
