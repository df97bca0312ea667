import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  type Engine,
  openPlanWriter,
  PLAN_KEY,
  type PlanWriter,
  readSavedPlans,
  SavedPlanError,
  type SavedPlans,
  type Stack,
  type StackOutcome,
} from '@goldenpath/deploy';
import { UserError } from '@goldenpath/errors';
import { type Clone, isIgnored, openClone, RepositoryError } from '@goldenpath/git';
import type { FleetContext } from '../context';
import type { SelectedStacks, StackOptions } from './select-stacks';

/** Which saved plans a run writes or applies. */
export interface SavedPlanOptions {
  /** The folder to write plan files to. */
  readonly save?: string;
  /** The folder with the plan files to apply. */
  readonly plan?: string;
  readonly planWaiting?: boolean;
}

/** The saved plans of a run: those that it writes, or those that it applies. */
export interface OpenPlans {
  readonly writer?: PlanWriter;
  readonly saved?: SavedPlans;
}

/**
 * Opens the folder of the plans. With saved plans, only their stacks are selected.
 *
 * @throws UserError where plans cannot be saved there, or cannot be applied.
 */
export async function openPlans(
  context: FleetContext,
  selected: SelectedStacks,
  { name, version }: Engine,
  options: StackOptions & SavedPlanOptions & { readonly simulate?: boolean },
): Promise<OpenPlans & { readonly selected: SelectedStacks }> {
  const { save, plan, planWaiting } = options;
  const of = { target: targetText(selected, options.simulate ?? false), engine: `${name} ${version}` };
  if (save !== undefined) {
    const folder = folderNamed('--save', save, context);
    await assertPrivate(folder, context);
    return { selected, writer: openPlanWriter(folder, of, passphraseIn(context)) };
  }
  if (plan === undefined) {
    if (planWaiting === true)
      throw new UserError('`--plan-waiting` needs `--plan`.', 'Name the folder of the saved plans too.');
    return { selected };
  }
  const saved = readSavedPlans(folderNamed('--plan', plan, context), of, passphraseIn(context));
  return { saved, selected: { ...selected, stacks: stacksOf(saved, selected.stacks, options) } };
}

/** Plan files are encrypted where it is set. An unset secret of GitHub is an empty variable. */
function passphraseIn({ env }: FleetContext): string | undefined {
  const { [PLAN_KEY]: passphrase = '' } = env;
  return passphrase === '' ? undefined : passphrase;
}

/** Runs `work`, and lists the plans that it kept. Removes them where it fails. */
export async function keepingPlans(
  stacks: readonly Stack[],
  writer: PlanWriter | undefined,
  work: () => Promise<StackOutcome[]>,
): Promise<StackOutcome[]> {
  if (writer === undefined) return work();
  try {
    const outcomes = await work();
    writer.end(stacks, outcomes);
    return outcomes;
  } catch (error) {
    writer.discard();
    throw error;
  }
}

/** A plan for one cloud is not applied to another. */
function targetText({ facts: { platform } }: SelectedStacks, simulated: boolean): string {
  const { accountId, region } = platform.aws;
  return `${simulated ? 'the simulated account' : 'account'} ${accountId} in ${region} of ${platform.organisation}`;
}

function folderNamed(flag: string, folder: string, { cwd }: FleetContext): string {
  if (folder === '') throw new UserError(`\`${flag}\` names no folder.`, 'Name the folder of the plans.');
  return path.resolve(cwd, folder);
}

/** Without a selection, all stacks of the folder. A selection can leave some of them out, and cannot add any. */
function stacksOf(saved: SavedPlans, selected: readonly Stack[], options: StackOptions): readonly Stack[] {
  const names = new Set(selected.map(({ name }) => name));
  const isSelection = [options.apps, options.environments, options.stacks].some((each) => each !== undefined);
  const gone = [...saved.stacks.keys()].filter((name) => !names.has(name));
  if (!isSelection && gone.length > 0) throw notInFolder(`The fleet has no stack ${quoted(gone)}, which was planned.`);
  const unplanned = [...names].filter((name) => !saved.stacks.has(name));
  if (isSelection && unplanned.length > 0) throw notInFolder(`There is no saved plan of ${quoted(unplanned)}.`);
  return selected.filter(({ name }) => saved.stacks.has(name));
}

function notInFolder(summary: string): SavedPlanError {
  return new SavedPlanError(
    `${summary} Nothing was applied.`,
    'Plan again with `goldenpath plan --save`, review the new plans, and apply those.',
  );
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

/** Refuses a folder whose files could be committed. */
async function assertPrivate(folder: string, { env }: FleetContext): Promise<void> {
  const clone = await tryOpenClone(nearestFolder(folder), env);
  if (clone === undefined || (await isIgnored(clone, path.join(folder, 'plans.json')))) return;
  throw new SavedPlanError(
    `Plan files can hold sensitive values, and Git does not ignore ${folder}.`,
    'Name a folder outside the repository, or add this one to .gitignore.',
  );
}

function nearestFolder(folder: string): string {
  const above = path.dirname(folder);
  return fs.existsSync(folder) || above === folder ? folder : nearestFolder(above);
}

/** Without Git on this machine, nothing is committed from it. */
async function tryOpenClone(folder: string, env: FleetContext['env']): Promise<Clone | undefined> {
  try {
    return await openClone(folder, env);
  } catch (error) {
    if (error instanceof RepositoryError && ['not-a-repository', 'no-git'].includes(error.reason)) return undefined;
    throw error;
  }
}
