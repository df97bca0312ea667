import { attributeChanges } from './attribute-changes';
import { withoutHiddenSettings } from './hidden-settings';
import { pathText } from './path-text';
import { mentions, type Secrets, secretsIn, withoutSecrets } from './secrets';
import { type Attributes, withoutServiceMoves } from './service-moved';
import { deferralOf } from './takes-effect';
import type { OutputChange, PlannedAction, Problem, ResourceChange, StackPlan } from './stack-plan';

/** The parts of the output of `terraform show -json` that are used. Its major format version is 1 since Terraform 1.1. */
interface ShownPlan {
  readonly format_version?: string;
  readonly resource_changes?: readonly ShownResource[];
  readonly resource_drift?: readonly ShownResource[];
  readonly output_changes?: Readonly<Record<string, ShownChange>>;
}

interface ShownResource {
  readonly address: string;
  readonly type: string;
  readonly change: ShownChange;
  readonly action_reason?: string;
  readonly previous_address?: string;
}

interface ShownChange {
  readonly actions: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly after_unknown?: unknown;
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
  readonly replace_paths?: readonly (readonly (string | number)[])[];
}

/**
 * Converts the output of `show -json` to plain data. Sensitive values are left out.
 *
 * @param errors - Diagnostics from the plan command.
 * @throws Error when the text is not a plan in a supported format.
 */
export function parsePlan(stack: string, shown: string, errors: readonly Problem[] = []): StackPlan {
  const plan = JSON.parse(shown) as ShownPlan | null;
  if (plan?.format_version?.startsWith?.('1.') !== true)
    throw new Error(`The format of the plan is ${String(plan?.format_version)}. Only format 1 is supported.`);
  const { resource_changes: resources = [], resource_drift: drift = [], output_changes: outputs = {} } = plan;
  const all = [...resources, ...drift].map(({ change }) => change).concat(Object.values(outputs));
  const secrets = secretsIn(
    all.flatMap(({ before, before_sensitive, after, after_sensitive }) => [
      { value: before, mark: before_sensitive },
      { value: after, mark: after_sensitive },
    ]),
  );
  return {
    stack,
    changes: plannedChanges(resources, drift, secrets),
    outputs: outputChanges(outputs, secrets),
    drift: outsideChanges(drift, secrets),
    errors: errors.map((error) => ({ ...error, detail: withoutSecrets(error.detail, secrets) })),
  };
}

function resourceChanges(shown: readonly ShownResource[], secrets: Secrets): ResourceChange[] {
  return shown
    .filter(({ change, previous_address }) => actionOf(change.actions) !== 'no-op' || previous_address !== undefined)
    .map((resource) => resourceChange(resource, secrets))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}

/** Planned changes, without those of settings that the token of the run cannot see. */
function plannedChanges(
  shown: readonly ShownResource[],
  drift: readonly ShownResource[],
  secrets: Secrets,
): ResourceChange[] {
  const before = (resources: readonly ShownResource[]) =>
    new Map(resources.map(({ address, change }) => [address, change.before as Attributes | null | undefined]));
  const [read, applied] = [before(shown), before(drift)];
  return resourceChanges(shown, secrets).flatMap(
    (change) => withoutHiddenSettings(change, read.get(change.address), applied.get(change.address)) ?? [],
  );
}

/** Changes outside Terraform, without those that a service makes by itself. */
function outsideChanges(shown: readonly ShownResource[], secrets: Secrets): ResourceChange[] {
  const inCloud = new Map(shown.map(({ address, change }) => [address, change.after as Attributes | undefined]));
  return resourceChanges(shown, secrets).flatMap(({ deferral: _, ...change }) => {
    const cloud = inCloud.get(change.address);
    const moved = withoutServiceMoves(change, cloud);
    return (moved && withoutHiddenSettings(moved, cloud)) ?? [];
  });
}

function outputChanges(shown: Readonly<Record<string, ShownChange>>, secrets: Secrets): OutputChange[] {
  return Object.entries(shown)
    .map(([name, change]) => outputChange(name, change, secrets))
    .filter(({ action }) => action !== 'no-op')
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function resourceChange(
  { address, type, change, action_reason: reason }: ShownResource,
  secrets: Secrets,
): ResourceChange {
  const action = actionOf(change.actions);
  const attributes = attributeChanges(marked(change), secrets);
  const deferral = deferralOf({ type, action, attributes }, change.after);
  return {
    address,
    type,
    action,
    attributes,
    replacedBecause: (change.replace_paths ?? []).map(pathText).sort(),
    ...(reason !== undefined && { reason }),
    ...(deferral !== undefined && { deferral }),
  };
}

function outputChange(name: string, change: ShownChange, secrets: Secrets): OutputChange {
  const { before, after, unknown, beforeSensitive, afterSensitive } = marked(change);
  const isMarked = [beforeSensitive, afterSensitive].some((mark) => mark !== undefined && mark !== false);
  const sensitive = isMarked || mentions([before, after], secrets);
  return {
    name,
    action: actionOf(change.actions),
    before: sensitive ? null : ((before ?? null) as OutputChange['before']),
    after: sensitive ? null : ((after ?? null) as OutputChange['after']),
    sensitive,
    unknown: unknown !== undefined && unknown !== false,
  };
}

function marked(change: ShownChange) {
  return {
    before: change.before,
    after: change.after,
    unknown: change.after_unknown,
    beforeSensitive: change.before_sensitive,
    afterSensitive: change.after_sensitive,
  };
}

function actionOf(actions: readonly string[]): PlannedAction {
  const has = (action: string) => actions.includes(action);
  if (has('create') && (has('delete') || has('forget'))) return 'replace';
  if (has('delete')) return 'destroy';
  const [action = 'no-op'] = actions;
  if (['create', 'update', 'read', 'forget', 'no-op'].includes(action)) return action as PlannedAction;
  throw new Error(`Unknown action in the plan: ${actions.join(', ')}.`);
}
