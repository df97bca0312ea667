import { type Registry, type Scope, scopeKey } from '@goldenpath/extension';
import type { Affected } from '../review';

/** The cause of a finding. Findings with the same cause disappear together. */
export interface Cause {
  /** Such as `orders: database.name orders → orders_v2`, or `platform: aws.region eu-west-1 → eu-west-2`. */
  readonly text: string;
  /** Whether the cause is a change of the platform file. It is accepted there, once for all applications. */
  readonly isPlatform: boolean;
}

/** Returns the known fields of the parts with a rule, by rule. The rule's findings come from changes of these fields. */
export function fieldsByRule({ parts }: Registry): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  for (const part of parts) {
    const review = part.review?.();
    const own = [...(review?.fields ?? []), ...(review?.platformFields ?? [])].map(({ path }) => path);
    for (const rule of [...(review?.rules ?? []).map(({ id }) => id), ...Object.keys(review?.findings ?? {})])
      fields.set(rule, [...(fields.get(rule) ?? []), ...own]);
  }
  return fields;
}

/** Finds the cause of each finding among the reasons of the affected units in its scope. */
export function causesOf(
  affected: readonly Affected[],
  fields: ReadonlyMap<string, readonly string[]>,
): (rule: string, scope: Scope) => Cause {
  const reasons = new Map(affected.map((each) => [scopeKey(each), each.reasons]));
  return (rule, scope) => {
    const all = reasons.get(scopeKey(scope)) ?? [];
    const known = fields.get(rule) ?? [];
    const own = all.filter((reason) => known.some((field) => isAbout(reason, field)));
    const chosen = own.length > 0 ? own : all;
    const isPlatform =
      scope.app === null || (chosen.length > 0 && chosen.every((reason) => reason.startsWith(PLATFORM)));
    const what = chosen.length === 0 ? rule : chosen.join('; ');
    return { text: isPlatform && chosen.length > 0 ? what : `${scope.app ?? 'the platform'}: ${what}`, isPlatform };
  };
}

const PLATFORM = 'platform: ';

/** Returns whether a reason is about a field or one below it, in general or in one environment. */
function isAbout(reason: string, field: string): boolean {
  const path = reason
    .replace(PLATFORM, '')
    .replace(/^overrides\.[^.]+\./, '')
    .replace(/^environments\[[^\]]*\]/, 'environments');
  return path.startsWith(field) && /^(?:[ .[]|$)/.test(path.slice(field.length));
}
