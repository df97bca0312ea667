import * as fs from 'node:fs';
import * as path from 'node:path';
import { parsePlan, type StackOutcome, type StackPlan } from '@goldenpath/deploy';
import type { PlannedStack, Plans } from '@goldenpath/review';
import { UsageError } from '../errors';
import type { StackOwners } from './stack-owners';

/** What `goldenpath plan --json` prints, as far as a review reads it. */
interface RunReport {
  readonly purpose: string;
  readonly simulated: boolean;
  readonly stacks: readonly StackOutcome[];
}

/** Plans larger than this are nobody's. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * The plans of a folder: each file is what `goldenpath plan --json` printed, of one shard or of all stacks, or what
 * `terraform show -json` says of one stack, whose name the file has (`<stack>.json`, or `<stack>/plan.json`).
 *
 * @throws UsageError where there are none, or where a file is no plan.
 */
export function readGivenPlans(folder: string, owners: StackOwners): Plans {
  const files = planFiles(folder);
  if (files.length === 0)
    throw new UsageError(
      `There is no plan in ${folder}.`,
      'Put there what `goldenpath plan --json` prints, or `terraform show -json` of each stack.',
    );
  const reports = files.map((file) => readPlans(file, folder));
  const stacks = reports.flatMap(({ outcomes }) => outcomes);
  return {
    source: reports.some(({ simulated }) => simulated) ? 'simulated' : 'real',
    note: null,
    stacks: plannedStacks(stacks, owners),
  };
}

/** Outcomes as a review tells them, in order of name, without the stacks that nothing happens to. */
export function plannedStacks(outcomes: readonly StackOutcome[], owners: StackOwners): PlannedStack[] {
  return outcomes
    .filter(({ status }) => status !== 'unchanged')
    .map((outcome) => ({
      stack: outcome.stack,
      ...(owners.get(outcome.stack) ?? { app: null, environment: null }),
      status: outcome.status,
      changes: outcome.plan?.changes.filter(({ action }) => action !== 'read' && action !== 'no-op') ?? [],
      problems: outcome.problems.flatMap(({ severity, summary }) => (severity === 'error' ? [summary] : [])),
    }))
    .sort((a, b) => (a.stack < b.stack ? -1 : 1));
}

function planFiles(folder: string): string[] {
  if (!fs.existsSync(folder) || !fs.statSync(folder).isDirectory())
    throw new UsageError(`${folder} is no folder.`, 'Name the folder that the plans are in.');
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && fs.statSync(path.join(folder, name)).isFile())
    .sort()
    .map((name) => path.join(folder, name));
}

interface ReadPlans {
  readonly simulated: boolean;
  readonly outcomes: readonly StackOutcome[];
}

function readPlans(file: string, folder: string): ReadPlans {
  const text = fs.statSync(file).size > MOST_BYTES ? '' : fs.readFileSync(file, 'utf8');
  const value = tryParse(text);
  if (isRunReport(value)) return { simulated: value.simulated, outcomes: value.stacks };
  const plan = tryPlan(stackOf(file, folder), text, value);
  if (plan === undefined)
    throw new UsageError(
      `${file} is no plan.`,
      'It has to be what `goldenpath plan --json` prints, or `terraform show -json` of one stack.',
    );
  return { simulated: false, outcomes: [{ stack: plan.stack, status: 'planned', plan, problems: [], done: [] }] };
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function tryPlan(stack: string, text: string, value: unknown): StackPlan | undefined {
  if (typeof value !== 'object' || value === null || !('format_version' in value)) return undefined;
  try {
    return parsePlan(stack, text);
  } catch {
    return undefined;
  }
}

function isRunReport(value: unknown): value is RunReport {
  if (typeof value !== 'object' || value === null || !('stacks' in value) || !Array.isArray(value.stacks)) return false;
  return value.stacks.every((stack: unknown) => {
    if (typeof stack !== 'object' || stack === null) return false;
    const { stack: name, status, problems, plan } = stack as Partial<StackOutcome>;
    const isPlan = plan === undefined || Array.isArray(plan.changes);
    return typeof name === 'string' && typeof status === 'string' && Array.isArray(problems) && isPlan;
  });
}

function stackOf(file: string, folder: string): string {
  const [first = '', ...rest] = path.relative(folder, file).split(path.sep);
  return rest.length > 0 ? (rest.at(-2) ?? first) : first.replace(/\.json$/, '');
}
