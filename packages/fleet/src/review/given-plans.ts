import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { parsePlan, parseRunReport, type StackOutcome, type StackPlan } from '@goldenpath/deploy';
import type { PlannedStack, Plans } from '@goldenpath/review';
import { jsonFilesIn } from './json-files';
import type { StackOwners } from './stack-owners';

/** Plans larger than this are nobody's. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * The plans of a folder: each file is what `goldenpath plan --json` printed, of one shard or of all stacks, or what
 * `terraform show -json` says of one stack, whose name the file has (`<stack>.json`, or `<stack>/plan.json`).
 *
 * @param differing - The stacks that there should be a plan of.
 * @throws UserError where there are none, or where a file is no plan.
 */
export function readGivenPlans(folder: string, owners: StackOwners, differing: readonly string[] = []): Plans {
  const files = planFiles(folder);
  if (files.length === 0)
    throw new UserError(
      `There is no plan in ${folder}.`,
      'Put there what `goldenpath plan --json` prints, or `terraform show -json` of each stack.',
    );
  const reports = files.map((file) => readPlans(file, folder));
  const stacks = reports.flatMap(({ outcomes }) => outcomes);
  return {
    source: reports.some(({ simulated }) => simulated) ? 'simulated' : 'real',
    note: missingText(stacks, differing),
    stacks: plannedStacks(stacks, owners),
  };
}

/** Of what was not planned nothing is told, which must not be taken for nothing to tell. */
function missingText(planned: readonly StackOutcome[], differing: readonly string[]): string | null {
  const known = new Set(planned.map(({ stack }) => stack));
  const missing = differing.filter((stack) => !known.has(stack));
  if (missing.length === 0) return null;
  const [first = ''] = missing;
  return missing.length === 1
    ? `No plan was given of ${first}, which differs.`
    : `No plan was given of ${missing.length} stacks that differ, such as ${first}.`;
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
    throw new UserError(`${folder} is no folder.`, 'Name the folder that the plans are in.');
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
      `${file} is no plan.`,
      'It has to be what `goldenpath plan --json` prints, or `terraform show -json` of one stack.',
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
