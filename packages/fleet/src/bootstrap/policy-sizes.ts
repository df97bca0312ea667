import { UserError } from '@goldenpath/errors';
import {
  INLINE_POLICIES_LIMIT,
  listOf,
  MANAGED_POLICIES_PER_ROLE,
  MANAGED_POLICY_LIMIT,
  type Policy,
  policySize,
  type Statement,
} from '@goldenpath/iam';

/** The policies of a role, within what IAM accepts. */
export interface SizedPolicies {
  /** In the role, by name. */
  readonly inline: Readonly<Record<string, Policy>>;
  /** Policies of their own that are attached to the role, by name. @default none: all are inline */
  readonly managed: Readonly<Record<string, Policy>>;
}

/**
 * Keeps the policies of a role inline while IAM accepts their size. Otherwise the largest become managed policies, one after the other, each
 * split where it is too large. The same policies are always split in the same way.
 *
 * @throws UserError when a role would need more managed policies than IAM attaches.
 */
export function withinLimits(role: string, policies: Readonly<Record<string, Policy>>): SizedPolicies {
  const inline = new Map(Object.entries(policies));
  const managed = new Map<string, Policy>();
  const bySize = [...inline.entries()].sort(
    ([one, first], [other, second]) => sizeOf(second) - sizeOf(first) || (one < other ? -1 : 1),
  );
  for (const [name, policy] of bySize) {
    if (total(inline.values()) <= INLINE_POLICIES_LIMIT) break;
    inline.delete(name);
    for (const [index, part] of split(policy).entries()) managed.set(`${role}-${name}-${index + 1}`, part);
  }
  if (managed.size > MANAGED_POLICIES_PER_ROLE)
    throw new UserError(
      `The role ${role} needs ${managed.size} managed policies, and IAM attaches ${MANAGED_POLICIES_PER_ROLE} to a role.`,
      'Use fewer resource types or keys in one account: give environments accounts of their own with `environments[].aws`.',
    );
  return { inline: Object.fromEntries(inline), managed: Object.fromEntries(managed) };
}

function total(policies: Iterable<Policy>): number {
  return [...policies].reduce((sum, policy) => sum + sizeOf(policy), 0);
}

function sizeOf(policy: Policy): number {
  return policySize(JSON.stringify(policy));
}

/** Fills one policy after the other, in the order of the statements. */
function split(policy: Policy): Policy[] {
  const parts: Statement[][] = [[]];
  for (const statement of listOf(policy.Statement).flatMap((one) => smallEnough(policy, one))) {
    const last = parts.at(-1) ?? [];
    if (last.length > 0 && sizeOf({ ...policy, Statement: [...last, statement] }) > MANAGED_POLICY_LIMIT)
      parts.push([statement]);
    else last.push(statement);
  }
  return parts.map((statements) => ({ ...policy, Statement: statements }));
}

/** Halves a statement that is too large for a policy of its own: its resources, or its actions. */
function smallEnough(policy: Policy, statement: Statement): Statement[] {
  if (sizeOf({ ...policy, Statement: [statement] }) <= MANAGED_POLICY_LIMIT) return [statement];
  const resources = listOf(statement.Resource);
  const actions = listOf(statement.Action);
  const halves =
    resources.length >= actions.length
      ? halvesOf(resources).map((Resource) => ({ ...statement, Resource }))
      : halvesOf(actions).map((Action) => ({ ...statement, Action }));
  return halves.length < 2 ? [statement] : halves.flatMap((half) => smallEnough(policy, half));
}

function halvesOf<T>(list: readonly T[]): T[][] {
  const middle = Math.ceil(list.length / 2);
  return [list.slice(0, middle), list.slice(middle)].filter(({ length }) => length > 0);
}
