import { NO_PAINT, type Paint, planLines } from '../plans/plan-text';
import type { Problem, StackPlan } from '../plans/stack-plan';
import { totalsOf, totalsText } from '../plans/totals';
import { accountText, isFailure, type Purpose, type StackOutcome, type StackStatus } from './outcome';

export interface SummaryOptions {
  readonly purpose: Purpose;
  /** Whether the cloud is simulated. The first and the last line say so. */
  readonly simulated: boolean;
  /** Print only failures and totals. @default false */
  readonly brief?: boolean;
  /** @default no colours */
  readonly paint?: Paint;
}

/** Returns the result of a run as text: each stack, each resource, and the totals. */
export function outcomesText(outcomes: readonly StackOutcome[], options: SummaryOptions): string {
  const { paint = NO_PAINT, purpose, simulated, brief = false } = options;
  const mark = simulated ? [paint.strong('SIMULATED: none of this is in a real cloud.')] : [];
  const quiet = brief ? [] : outcomes.filter(({ status }) => status === 'unchanged');
  const shown = outcomes.filter((outcome) => (brief ? isFailure(outcome) : outcome.status !== 'unchanged'));
  const blocks = [
    ...mark,
    ...shown.map((outcome) => outcomeLines(outcome, paint).join('\n')),
    ...(quiet.length > 0 ? [paint.faint(`No changes: ${quiet.map(({ stack }) => stack).join(', ')}`)] : []),
    paint.strong(totalLine(outcomes, purpose)) + (simulated ? ' (simulated)' : ''),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const STATUSES: Readonly<Record<StackStatus, string>> = {
  planned: 'planned',
  unchanged: 'no changes',
  applied: 'done',
  waits: 'cannot be planned yet',
  declined: 'declined: nothing was changed',
  protected: 'refused: it contains protected resources',
  failed: 'FAILED',
  'held-back': 'not run',
  interrupted: 'interrupted',
};

function outcomeLines(outcome: StackOutcome, paint: Paint): string[] {
  const { stack, status, plan, by } = outcome;
  const totals = plan === undefined ? '' : `  ${totalsText(totalsOf([plan]))}`;
  const cause =
    by === undefined
      ? ''
      : status === 'waits'
        ? `: ${by} must be deployed first`
        : `: it depends on ${by}, which did not complete`;
  const details = plan === undefined ? [] : planLines(plan, paint);
  const words = status === 'waits' && plan !== undefined ? 'not saved' : STATUSES[status];
  return [
    `${paint.strong(stack)}${accountText(outcome)}  ${words}${cause}${totals}`,
    ...details.map((line) => `  ${line}`),
    ...problemsOf(outcome).flatMap((problem) => problemLines(problem, paint)),
  ];
}

/** Returns the problems to print. A waiting or interrupted stack has none of its own; a protected one has a line for each resource. */
function problemsOf({ status, plan, problems }: StackOutcome): readonly Problem[] {
  if (status === 'waits' || (status === 'interrupted' && plan === undefined)) return [];
  if (status !== 'protected') return problems;
  return problems.map((problem) =>
    problem.severity === 'error' ? { ...problem, summary: 'is protected from being destroyed', detail: '' } : problem,
  );
}

function problemLines({ severity, address, summary, detail }: Problem, paint: Paint): string[] {
  const colour = severity === 'error' ? paint.destroy : paint.update;
  const headline = printable(
    [address, summary].filter((part) => part !== undefined).join(address === undefined ? '' : ': '),
  );
  const lines = detail === '' ? [] : printable(detail).split('\n');
  return [`  ${colour(severity)} ${headline}`, ...lines.map((line) => `    ${line}`.trimEnd())];
}

/** Text from Terraform can contain control characters. */
function printable(text: string): string {
  return text.replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, ' ');
}

function totalLine(outcomes: readonly StackOutcome[], purpose: Purpose): string {
  const plans = outcomes.flatMap(({ plan }) => plan ?? []) satisfies StackPlan[];
  const stacks = outcomes.length === 1 ? '1 stack' : `${outcomes.length} stacks`;
  const count = (status: StackStatus) => outcomes.filter((outcome) => outcome.status === status).length;
  const counted = (Object.keys(STATUSES) as StackStatus[]).filter((status) => count(status) > 0);
  const counts = counted.map((status) => `${count(status)} ${COUNTED[status]}`).join(', ');
  const totals = plans.length === 0 ? '' : ` ${capital(totalsText(totalsOf(plans)))}.`;
  return `${stacks} to ${purpose}: ${counts}.${totals}`;
}

const COUNTED: Readonly<Record<StackStatus, string>> = {
  planned: 'with changes',
  unchanged: 'unchanged',
  applied: 'done',
  waits: 'waiting for a dependency',
  declined: 'declined',
  protected: 'protected',
  failed: 'failed',
  'held-back': 'not run',
  interrupted: 'interrupted',
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
