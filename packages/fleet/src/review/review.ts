import * as path from 'node:path';
import { type Clone, mergeBase, openClone, resolveCommit } from '@goldenpath/git';
import type { Commit, Review } from '@goldenpath/review';
import { readDefaultBranch } from '@goldenpath/spec';
import type { FleetContext } from '../context';
import { MOST_PLANS } from './most-plans';
import { planChange } from './plan-change';
import { withoutSameStacks } from './same-stacks';
import { withScratchFolder } from './scratch';
import { renderVersions, type ComparedVersions } from './render-versions';

export interface ReviewOptions {
  /** The branch or commit that the change goes into. @default `github.defaultBranch` of the platform file, or `main` */
  readonly base?: string;
  /** The commit with the change. @default the working tree */
  readonly head?: string;
  /** A folder with plans of the real cloud; `false` for no plans. @default plan in a simulated cloud */
  readonly plan?: string | false;
  /** Plan in a simulated cloud only if at most this many stacks differ. @default 100 */
  readonly maxPlans?: number;
  /** Whether a commit is rendered by its own generators if they differ from the installed ones. @default true */
  readonly baseGenerators?: boolean;
}

/** A review and the two versions that it compared. */
export interface ReviewedChange {
  readonly review: Review;
  readonly versions: ComparedVersions;
}

/** Compares the fleet with a commit and returns the effect of the change on production. */
export async function review(context: FleetContext, options: ReviewOptions = {}): Promise<ReviewedChange> {
  const { source, onProgress } = context;
  const { maxPlans = MOST_PLANS, plan, baseGenerators: ownGenerators = true } = options;
  const repository = await openClone(path.dirname(source.platformFile), context.env, {
    runsFilters: source.dataOnly !== true,
  });
  const { base, head } = await commitsOf(repository, { ...options, base: options.base ?? (await usualBase(context)) });
  return withScratchFolder(context, async (scratch) => {
    onProgress({ kind: 'step', step: 'Comparing' });
    const versions = await renderVersions({ repository, base, head, ownGenerators, scratch, context });
    const [before, after] = withoutSameStacks(versions.base, versions.head);
    onProgress({ kind: 'step', step: 'Planning' });
    const choice = { maxPlans, ...(plan !== undefined && { plan }) };
    const plans = await planChange(before, after, choice, { scratch, registry: versions.registry, context });
    return { versions, review: await reviewOf(versions, { base, head }, plans) };
  });
}

async function reviewOf(
  { base, head, registry, generatorsChanged, notes }: ComparedVersions,
  commits: Pick<Review, 'base' | 'head'>,
  plans: Review['plans'],
): Promise<Review> {
  const note = [...notes, ...(plans.note === null ? [] : [plans.note])].join(' ');
  const { reviewChange } = await import('@goldenpath/review');
  return reviewChange(
    { base, head, commits, generatorsChanged, plans: { ...plans, note: note === '' ? null : note } },
    registry,
  );
}

/** A platform file with code has to be run to be read. With `--data-only`, the comparison refuses it. */
async function usualBase({ source, runCode }: FleetContext): Promise<string> {
  const isCode = !source.platformFile.endsWith('.yaml');
  if (isCode && source.dataOnly === true) return 'main';
  const read = () => readDefaultBranch(source);
  return (await (isCode ? runCode(read) : read())) ?? 'main';
}

async function commitsOf(
  repository: Clone,
  options: ReviewOptions & { readonly base: string },
): Promise<{ base: Commit; head: Commit }> {
  const { base, head } = options;
  const asked = await resolveCommit(repository, base);
  const tip = await resolveCommit(repository, head ?? 'HEAD');
  return {
    base: { ref: base, commit: await mergeBase(repository, asked, tip) },
    head: head === undefined ? { ref: 'working tree', commit: null } : { ref: head, commit: tip },
  };
}
