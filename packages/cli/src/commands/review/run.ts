import * as path from 'node:path';
import type { CommandContext, ExitCode } from '../../command';
import { type CommandFleetOptions, openCommandFleet } from '../../open-command-fleet';
import { stepLine } from '../../output/step-line';
import { stoppedBySignal } from '../../signals/stopped-by-signal';
import type { ReviewFlags } from './flags';
import { formatOf, renderReview } from './render';
import { writeOutput } from './write-output';

/** Compares the fleet with a commit and shows the effect of the change on production. Returns 1 when a finding blocks it. */
export async function review(flags: ReviewFlags, context: CommandContext): Promise<ExitCode> {
  const { base, head, plan, maxPlans, baseGenerators, output, artifact } = flags;
  const { step, end } = stepLine(context);
  const options = {
    ...(base !== undefined && { base }),
    maxPlans,
    baseGenerators,
    ...(head !== undefined && { head }),
    ...(plan !== undefined && { plan }),
  };
  const { review: made, versions } = await stoppedBySignal((stop) => {
    const onStep = { ...stop, onProgress: showStep(step) };
    return openCommandFleet(flags, context, onStep).review(options);
  }).finally(end);
  const where = artifact === undefined ? {} : { artifact };
  if (output === undefined)
    context.stdout(renderReview(made, versions, { format: formatOf(flags, context), terminal: context, ...where }));
  for (const file of output ?? [])
    writeOutput(
      path.resolve(context.cwd, file),
      renderReview(made, versions, { format: formatOf(flags, { file }), ...where }),
    );
  // Print the verdict on a terminal, so that it is visible without opening the file.
  if (output !== undefined && context.showProgress)
    context.stderr(`${made.verdict.blocked ? 'Blocked' : 'Nothing blocks'}. Wrote ${output.join(', ')}.\n`);
  return made.verdict.blocked ? 1 : 0;
}

function showStep(step: (what: string) => void): NonNullable<CommandFleetOptions['onProgress']> {
  return (event) => event.kind === 'step' && step(event.step);
}
