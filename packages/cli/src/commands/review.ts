import * as path from 'node:path';
import {
  fleetSource,
  mergeBase,
  openClone,
  resolveCommit,
  type Clone,
  planChange,
  withoutSameStacks,
  withScratchFolder,
  makeSides,
  type Sides,
} from '@goldenpath/fleet';
import { type Commit, type Review, reviewChange } from '@goldenpath/review';
import type { CommandContext, ExitCode } from '../command';
import type { ReviewFlags } from '../review/flags';
import { formatOf, renderReview } from '../review/rendering';
import { fleetContext } from '../fleet-context';
import { stepLine } from '../review/step-line';
import { writeWhole } from '../review/write-whole';

/** Compares the fleet with that of a commit, and tells what the change does to production. 1 where something blocks it. */
export async function review(flags: ReviewFlags, context: CommandContext): Promise<ExitCode> {
  const source = fleetSource(flags, context);
  const repository = await openClone(path.dirname(source.platformFile), context.env);
  const { base, head } = await commitsOf(repository, flags);
  const { step, end } = stepLine(context);
  const { sides, made } = await withScratchFolder(async (scratch, stopping) => {
    step('Comparing');
    const options = { repository, source, base, head, ownGenerators: flags.baseGenerators, scratch, stopping };
    const both = await makeSides({ ...options, onStep: step });
    const [before, after] = withoutSameStacks(both.base, both.head);
    step('Planning');
    const plans = await planChange(before, after, flags, { scratch, stopping, context: fleetContext(context) });
    return { sides: both, made: reviewOf(both, { base, head }, plans) };
  }).finally(end);
  if (flags.output === undefined) context.stdout(renderReview(made, sides, formatOf(flags), flags.artifact));
  for (const file of flags.output ?? [])
    writeWhole(path.resolve(context.cwd, file), renderReview(made, sides, formatOf(flags, file), flags.artifact));
  // Who looks at a terminal sees what became of it without opening a file.
  if (flags.output !== undefined && context.showProgress)
    context.stderr(`${made.verdict.blocked ? 'Blocked' : 'Nothing blocks'}. Wrote ${flags.output.join(', ')}.\n`);
  return made.verdict.blocked ? 1 : 0;
}

function reviewOf(
  { base, head, generatorsChanged, notes }: Sides,
  commits: Pick<Review, 'base' | 'head'>,
  plans: Review['plans'],
): Review {
  const note = [...notes, ...(plans.note === null ? [] : [plans.note])].join(' ');
  return reviewChange({ base, head, commits, generatorsChanged, plans: { ...plans, note: note === '' ? null : note } });
}

async function commitsOf(repository: Clone, flags: ReviewFlags): Promise<{ base: Commit; head: Commit }> {
  const asked = await resolveCommit(repository, flags.base);
  const tip = await resolveCommit(repository, flags.head ?? 'HEAD');
  return {
    base: { ref: flags.base, commit: await mergeBase(repository, asked, tip) },
    head: flags.head === undefined ? { ref: 'working tree', commit: null } : { ref: flags.head, commit: tip },
  };
}
