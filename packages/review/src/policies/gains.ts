import { listed } from '@goldenpath/extension';
import type { Grant } from './grants';
import { covers } from './wildcards';

/** Returns what a policy newly allows: new grants, and denials that were removed. */
export function gainedGrants(before: readonly Grant[], after: readonly Grant[]): Grant[] {
  const [allowed, denied] = [before, after].map((grants) => grants.filter(({ effect }) => effect === 'Allow'));
  const gained = (denied ?? []).filter((grant) => !(allowed ?? []).some((earlier) => includes(earlier, grant)));
  const denials = after.filter(({ effect }) => effect === 'Deny');
  const lifted = before.filter(
    (grant) => grant.effect === 'Deny' && !denials.some((denial) => includes(denial, grant)),
  );
  return [...gained, ...lifted];
}

/** Returns whether one grant includes another. */
function includes(wide: Grant, narrow: Grant): boolean {
  return (
    covers(wide.action.toLowerCase(), narrow.action.toLowerCase()) &&
    covers(wide.resource, narrow.resource) &&
    (wide.principal === '*' || wide.principal === narrow.principal) &&
    [...wide.conditions].every(([name, values]) => isAsNarrow(name, values, narrow.conditions.get(name)))
  );
}

/**
 * Returns whether a condition is at least as narrow. Without a condition everything matches. Fewer values are narrower, except in negated
 * conditions.
 */
function isAsNarrow(name: string, wide: readonly string[], narrow: readonly string[] | undefined): boolean {
  if (narrow === undefined) return false;
  const [operator = ''] = name.split(' ');
  if (operator.includes('Not')) return wide.every((value) => narrow.includes(value));
  const isPattern = operator.includes('Like');
  return narrow.every((value) => wide.some((allowed) => allowed === value || (isPattern && covers(allowed, value))));
}

/** Returns whether a grant applies to any principal, or allows every action. */
export function isBoundless({ effect, action, principal }: Grant): boolean {
  return effect === 'Allow' && (action === '*' || principal === '*' || /^[a-z0-9-]+:\*$/i.test(action));
}

/** Returns `ecr:PutImage on arn:…`. If the grant existed with narrower conditions, returns the new values: `sts:AssumeRole for repo:…`. */
export function gainText(gained: Grant, before: readonly Grant[]): string {
  const { effect, action, resource, principal } = gained;
  if (effect === 'Deny') return `${action} on ${resource} is no longer denied`;
  const earlier = before.find(
    (grant) =>
      grant.effect === effect &&
      grant.action === action &&
      grant.resource === resource &&
      grant.principal === principal,
  );
  if (earlier !== undefined) return `${action} ${widerText(earlier, gained)}`;
  return [
    action,
    ...(resource === '' ? [] : [`on ${resource}`]),
    ...(principal === '' ? [] : [`by ${principal}`]),
  ].join(' ');
}

function widerText({ conditions: before }: Grant, { conditions: after }: Grant): string {
  const wider = [...before].flatMap(([name, values]) => {
    const [operator = '', key = ''] = name.split(' ');
    const now = after.get(name);
    if (now === undefined || operator.includes('Not'))
      return isAsNarrow(name, values, now) ? [] : [`without its condition on ${key}`];
    const added = now.filter((value) => !isAsNarrow(name, values, [value]));
    return added.length === 0 ? [] : [`also for ${listed(added, 2)}`];
  });
  return wider.join(' and ');
}
