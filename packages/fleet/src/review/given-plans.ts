import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { parsePlan, parseRunReport, type StackOutcome, type StackPlan } from '@goldenpath/deploy';
import type { PlannedStack, Plans } from '@goldenpath/review';
import { jsonFilesIn } from './json-files';
import type { StackOwners } from './stack-owners';

/** In bytes. Larger files are not plans. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Reads the plans in a folder. Each file is the output of `goldenpath plan --json`, for one shard or all stacks, or of `terraform show
 * -json` for one stack, which names the file (`<stack>.json`, or `<stack>/plan.json`).
 *
 * @param differing - The stacks that should have a plan.
 * @throws UserError when there is none, or a file is not a plan.
 */
export function readGivenPlans(folder: string, owners: StackOwners, differing: readonly string[] = []): Plans {
  const files = planFiles(folder);
  if (files.length === 0)
    throw new UserError(
      `There is no plan in ${folder}.`,
      'Save the output of `goldenpath plan --json` there, or of `terraform show -json` for each stack.',
    );
  const reports = files.map((file) => readPlans(file, folder));
  const stacks = reports.flatMap(({ outcomes }) => outcomes);
  return {
    source: reports.some(({ simulated }) => simulated) ? 'simulated' : 'real',
    note: missingText(stacks, differing),
    stacks: plannedStacks(stacks, owners),
  };
}

/** Returns a note about missing plans, because an unplanned stack could be mistaken for an unchanged one. */
function missingText(planned: readonly StackOutcome[], differing: readonly string[]): string | null {
  const known = new Set(planned.map(({ stack }) => stack));
  const missing = differing.filter((stack) => !known.has(stack));
  if (missing.length === 0) return null;
  const [first = ''] = missing;
  return missing.length === 1
    ? `There is no plan for ${first}, which differs.`
    : `There is no plan for ${missing.length} stacks that differ, such as ${first}.`;
}

/** Returns outcomes in order of name, without unchanged stacks. */
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
    throw new UserError(`${folder} is not a folder.`, 'Pass the folder with the plans.');
  return jsonFilesIn(folder);
}

interface ReadPlans {
  readonly simulated: boolean;
  readonly outcomes: readonly StackOutcome[];
}

function readPlans(file: string, folder: string): ReadPlans {
  const text = fs.statSync(file).size > MOST_BYTES ? '' : fs.readFileSync(file, 'utf8');
  const report = parseRunReport(text);
  if (report !== undefined) return { simulated: report.simulated, outcomes: report.stacks };
  const plan = tryPlan(stackOf(file, folder), text);
  if (plan === undefined)
    throw new UserError(
      `${file} is not a Terraform plan.`,
      'It must be the output of `goldenpath plan --json`, or of `terraform show -json` for one stack.',
    );
  return { simulated: false, outcomes: [{ stack: plan.stack, status: 'planned', plan, problems: [], done: [] }] };
}

function tryPlan(stack: string, text: string): StackPlan | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('format_version' in value)) return undefined;
    return parsePlan(stack, text);
  } catch {
    return undefined;
  }
}

function stackOf(file: string, folder: string): string {
  const [first = '', ...rest] = path.relative(folder, file).split(path.sep);
  return rest.length > 0 ? (rest.at(-2) ?? first) : first.replace(/\.json$/, '');
}
