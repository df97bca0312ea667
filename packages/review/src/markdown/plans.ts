import type { PlannedStack, Review } from '../review';
import { ACTION_WORDS, planLines, tellingChanges } from '../text/plan-lines';
import { shortened } from '../text/visible';
import { counted, resourceWords } from '../text/words';
import { type Section, unitsOf } from './fit';
import { simulated } from './head';
import { code, codeBlock, prose } from './text';

const LONGEST = 300;
const MOST_LINES = 120;

/** What is done to the cloud; what is lost by name. */
export function resourcesSection({ plans, resources }: Review, whole: string): Section | undefined {
  const { source, note } = plans;
  if (source === 'none' && note === null) return undefined;
  const lost = lossesOf(plans.stacks);
  const what = source === 'none' ? 'Nothing was planned.' : `**${resourceWords(resources).join(', ')}**`;
  const warning =
    source === 'simulated'
      ? ['⚠ SIMULATED: planned against a cloud that holds exactly what the base says, not against the real one.']
      : [];
  const notes = [...warning, ...(note === null ? [] : [prose(shortened(note, LONGEST))])];
  return {
    opening: [`### Cloud resources${simulated(source)}`, what, ...notes].join('\n\n'),
    units: unitsOf(lost, (line) => line),
    separator: '\n',
    closing: '',
    leftOut: (count) => `_${counted(count, 'more resource')} lost_${whole}.`,
  };
}

function lossesOf(stacks: readonly PlannedStack[]): string[] {
  const losses = stacks.flatMap(({ stack, changes }) => changes.map((change) => ({ stack, ...change })));
  return (['destroy', 'replace'] as const).flatMap((lost) =>
    losses
      .filter(({ action }) => action === lost)
      .map(({ stack, address, replacedBecause }) => {
        const because =
          replacedBecause.length === 0 ? '' : `, because of ${code(shortened(replacedBecause.join(', '), LONGEST))}`;
        return `- **${ACTION_WORDS[lost]}** ${code(shortened(address, LONGEST))} of ${code(shortened(stack, LONGEST))}${because}`;
      }),
  );
}

/** Each stack's plan. */
export function plansSection({ plans }: Review, whole: string): Section | undefined {
  if (plans.stacks.length === 0) return undefined;
  return {
    opening: `<details>\n<summary>Terraform: ${counted(plans.stacks.length, 'stack')}${simulated(plans.source)}</summary>`,
    units: unitsOf(plans.stacks, stackText),
    separator: '\n\n',
    closing: '</details>',
    leftOut: (count) => `_${counted(count, 'more stack')} left out_${whole}.`,
  };
}

function stackText({ stack, status, changes, problems }: PlannedStack): string {
  const lines = tellingChanges(changes)
    .flatMap(planLines)
    .map(({ sign, text }) => `${sign} ${text}`);
  const more = lines.length > MOST_LINES ? [`  and ${lines.length - MOST_LINES} more lines`] : [];
  const told = problems.slice(0, 5).map((problem) => `- ${prose(shortened(problem, LONGEST))}`);
  return [
    `**${code(shortened(stack, LONGEST))}** ${status}`,
    ...(lines.length === 0 ? [] : [codeBlock('diff', [...lines.slice(0, MOST_LINES), ...more])]),
    ...(told.length === 0 ? [] : [told.join('\n')]),
  ].join('\n\n');
}
