import * as fs from 'node:fs';
import * as path from 'node:path';
import { parsePlan, type ResourceChange, type StackOutcome, type StackPlan } from '@goldenpath/deploy';
import type { PlannedStack, Plans } from '@goldenpath/review';
import { UsageError } from '../errors';
import { jsonFilesIn } from './json-files';
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
 * @param differing - The stacks that there should be a plan of.
 * @throws UsageError where there are none, or where a file is no plan.
 */
export function readGivenPlans(folder: string, owners: StackOwners, differing: readonly string[] = []): Plans {
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
    throw new UsageError(`${folder} is no folder.`, 'Name the folder that the plans are in.');
  return jsonFilesIn(folder);
}

interface ReadPlans {
  readonly simulated: boolean;
  readonly outcomes: readonly StackOutcome[];
}

function readPlans(file: string, folder: string): ReadPlans {
  const text = fs.statSync(file).size > MOST_BYTES ? '' : fs.readFileSync(file, 'utf8');
  const value = tryParse(text);
  if (isRunReport(value)) return { simulated: value.simulated, outcomes: value.stacks.map(withoutSecrets) };
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
    const isPlan = plan === undefined || (Array.isArray(plan.changes) && plan.changes.every(isChange));
    const isName = typeof name === 'string' && typeof status === 'string';
    return isName && isPlan && Array.isArray(problems) && problems.every(isProblem);
  });
}

/** What a report calls sensitive is nobody's to read, even where the report holds it. */
function withoutSecrets({ plan, ...outcome }: StackOutcome): StackOutcome {
  if (plan === undefined) return outcome;
  const changes = plan.changes.map((change) => ({
    ...change,
    attributes: change.attributes.map(({ path: at, before = null, after = null, sensitive, unknown }) => ({
      path: at,
      before: sensitive ? null : before,
      after: sensitive ? null : after,
      sensitive,
      unknown,
    })),
  }));
  return { ...outcome, plan: { ...plan, changes } };
}

export function isChange(value: unknown): value is ResourceChange {
  if (typeof value !== 'object' || value === null) return false;
  const { address, type, action, attributes, replacedBecause, reason } = value as Partial<ResourceChange>;
  const texts = [address, type, action, ...(Array.isArray(replacedBecause) ? replacedBecause : [null])];
  return (
    [...texts, reason ?? ''].every((text) => typeof text === 'string') &&
    Array.isArray(attributes) &&
    attributes.every((attribute) => typeof attribute === 'object' && typeof attribute?.path === 'string')
  );
}

export function isProblem(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { severity, summary } = value as { readonly severity?: unknown; readonly summary?: unknown };
  return typeof severity === 'string' && typeof summary === 'string';
}

function stackOf(file: string, folder: string): string {
  const [first = '', ...rest] = path.relative(folder, file).split(path.sep);
  return rest.length > 0 ? (rest.at(-2) ?? first) : first.replace(/\.json$/, '');
}
