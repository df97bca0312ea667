import type { Registry, Scope } from '@goldenpath/extension';
import type { Affected } from '../review';
import { scopeKey } from '../fleet/scope-key';

/** Why something is found: findings with the same cause go away together. */
export interface Cause {
  /** Such as `orders: database.name orders → orders_v2`, or `platform: aws.region eu-west-1 → eu-west-2`. */
  readonly text: string;
  /** A change of the platform file: it is accepted there, once for all applications. */
  readonly isPlatform: boolean;
}

/** The fields that the parts with a rule know, by rule: their changes are what the rule finds something about. */
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

/** Finds the cause of each finding among the reasons of what is affected where it is. */
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

/** Whether a reason names a field or one below it, for all environments or in one. */
function isAbout(reason: string, field: string): boolean {
  const path = reason
    .replace(PLATFORM, '')
    .replace(/^overrides\.[^.]+\./, '')
    .replace(/^environments\[[^\]]*\]/, 'environments');
  return path.startsWith(field) && /^(?:[ .[]|$)/.test(path.slice(field.length));
}
