import { counted } from '@goldenpath/extension';
import type { PlannedStack, ResourceChange, Review } from '@goldenpath/review';
import { ACTION_WORDS, planLines, shownChanges } from '../text/plan-lines';
import { harmlessReplacement } from '../text/harmless-replacements';
import { shortened } from '../text/visible';
import { resourceWords } from '../text/words';
import { type Section, unitsOf } from './fit';
import { simulated } from './head';
import { code, codeBlock, prose, sentence } from './text';

const LONGEST = 300;
const MOST_LINES = 120;

const SIMULATED =
  '⚠ SIMULATED: planned against a simulated cloud in the state that the base describes. The real cloud can differ.';

/** Up to this many lost resources without data are listed by name for each stack. */
const FEW = 3;

/** Types of resources whose content cannot be created again. */
const HOLDING = new Set([
  'aws_db_instance',
  'aws_ecr_repository',
  'aws_rds_cluster',
  'aws_secretsmanager_secret',
  'github_repository',
]);

/** Returns the section with the resource counts and the resources that are lost. */
export function resourcesSection({ plans, resources }: Review, whole: string): Section | undefined {
  const { source, note } = plans;
  if (plans.stacks.length === 0 && note === null) return undefined;
  const isTold = plans.stacks.length > 0;
  const nothing = source === 'none' ? 'Nothing was planned.' : 'No resource changes.';
  const what = isTold ? `**${resourceWords(resources).join(', ')}**` : nothing;
  const warning = source === 'simulated' && isTold ? [SIMULATED] : [];
  const failed = plans.stacks.filter(({ status }) => status === 'failed');
  const notes = [
    ...warning,
    ...(note === null ? [] : [sentence(shortened(note, 2 * LONGEST))]),
    ...failed.slice(0, 5).map(failureText),
  ];
  return {
    opening: [`### Cloud resources${isTold ? simulated(source) : ''}`, what, ...notes].join('\n\n'),
    units: unitsOf(lossesOf(plans.stacks), (line) => line),
    separator: '\n',
    closing: '',
    leftOut: (count) => `_${counted(count, 'more line')} about lost resources_${whole}.`,
  };
}

function failureText({ stack, problems }: PlannedStack): string {
  return `⚠ ${code(shortened(stack, LONGEST))} could not be planned: ${prose(shortened(problems.join(' '), LONGEST))}`;
}

/** Lists the lost resources: those with data by name, the others by name if they are few and by count if not. */
function lossesOf(stacks: readonly PlannedStack[]): string[] {
  const losses = stacks.map(({ stack, changes }) => {
    const lost = changes.filter(isLoss);
    const holding = lost.filter(({ type }) => HOLDING.has(type));
    const named = holding.length === 0 && lost.length <= FEW ? lost : holding;
    return { stack, named, others: lost.length - named.length };
  });
  const named = losses.flatMap((loss) => loss.named.map((change) => lossText(loss.stack, change)));
  const others = losses.reduce((sum, loss) => sum + loss.others, 0);
  if (others === 0) return named;
  const what = counted(others, named.length === 0 ? 'resource' : 'more resource');
  return [...named, `- ${what} destroyed or replaced, with no data of ${others === 1 ? 'its' : 'their'} own`];
}

function isLoss({ action }: ResourceChange): boolean {
  return action === 'destroy' || action === 'replace';
}

function lossText(stack: string, change: ResourceChange): string {
  const { action, address, replacedBecause } = change;
  const harmless = harmlessReplacement(change);
  const because =
    replacedBecause.length === 0 ? '' : `, because of ${code(shortened(replacedBecause.join(', '), LONGEST))}`;
  return `- **${ACTION_WORDS[action]}** ${code(shortened(address, LONGEST))} of ${code(shortened(stack, LONGEST))}${because}${harmless === undefined ? '' : ` (harmless: ${harmless})`}`;
}

/** Returns the section with the plan of each stack. */
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
  const lines = shownChanges(changes)
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
