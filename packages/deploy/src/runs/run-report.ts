import type { Engine } from '../engine/engine';
import { isMap, tryParseJson } from '../json';
import type { Deferral, Problem, ResourceChange, StackPlan } from '../plans/stack-plan';
import type { Purpose, StackOutcome } from './outcome';

/** A run over stacks, as `plan`, `deploy` and `destroy` print it with `--json`. */
export interface RunReport {
  readonly purpose: Purpose;
  /** Whether the run was against a simulated cloud. */
  readonly simulated: boolean;
  readonly engine: Pick<Engine, 'name' | 'version'>;
  /** In dependency order. */
  readonly stacks: readonly StackOutcome[];
}

/**
 * Reads a run report. The values of attributes that the report marks as sensitive are dropped.
 *
 * @returns undefined when the text is not a run report.
 */
export function parseRunReport(text: string): Pick<RunReport, 'simulated' | 'stacks'> | undefined {
  const report = tryParseJson(text);
  if (!isMap(report) || !Array.isArray(report['stacks']) || !report['stacks'].every(isOutcome)) return undefined;
  return { simulated: report['simulated'] === true, stacks: report['stacks'].map(withoutSecrets) };
}

function isListOf<Item>(value: unknown, isItem: (item: unknown) => item is Item): value is readonly Item[] {
  return Array.isArray(value) && value.every(isItem);
}

function isOutcome(value: unknown): value is StackOutcome {
  if (!isMap(value)) return false;
  const { stack, status, problems, plan } = value;
  const isNamed = typeof stack === 'string' && typeof status === 'string';
  return isNamed && isListOf(problems, isProblem) && (plan === undefined || isPlan(plan));
}

function isPlan(value: unknown): value is StackPlan {
  return isMap(value) && isListOf(value['changes'], isChange) && isListOf(value['drift'], isChange);
}

function isChange(value: unknown): value is ResourceChange {
  if (!isMap(value)) return false;
  const { address, type, action, attributes, replacedBecause, reason, deferral } = value;
  const texts = [address, type, action, ...(Array.isArray(replacedBecause) ? replacedBecause : [null])];
  return (
    [...texts, reason ?? ''].every((text) => typeof text === 'string') &&
    Array.isArray(attributes) &&
    attributes.every((attribute) => isMap(attribute) && typeof attribute['path'] === 'string') &&
    (deferral === undefined || isDeferral(deferral))
  );
}

function isDeferral(value: unknown): value is Deferral {
  if (!isMap(value) || !Array.isArray(value['attributes'])) return false;
  return [...value['attributes'], value['until'], value['window'] ?? ''].every((text) => typeof text === 'string');
}

function isProblem(value: unknown): value is Problem {
  return isMap(value) && typeof value['severity'] === 'string' && typeof value['summary'] === 'string';
}

/** Reports can come from other tools, which do not redact what they mark as sensitive. */
function withoutSecrets({ plan, ...outcome }: StackOutcome): StackOutcome {
  if (plan === undefined) return outcome;
  return { ...outcome, plan: { ...plan, changes: plan.changes.map(redacted), drift: plan.drift.map(redacted) } };
}

function redacted(change: ResourceChange): ResourceChange {
  return {
    ...change,
    attributes: change.attributes.map(({ path, before = null, after = null, sensitive, unknown }) => ({
      path,
      before: sensitive ? null : before,
      after: sensitive ? null : after,
      sensitive,
      unknown,
    })),
  };
}
