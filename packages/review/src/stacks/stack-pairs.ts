import { type FleetFacts, isSame, type Pair, type Registry, type Scope } from '@goldenpath/extension';
import type { ResourceChange } from '@goldenpath/deploy';
import { fleetUnits } from '@goldenpath/model';
import type { Comparison } from '../comparison';
import { sortedBy } from '../order';
import type { StackContent } from '../fleet-version';
import { withoutBookkeeping } from './bookkeeping';
import { replacementsOf } from './replacements';
import { resourceChanges } from './resource-changes';

/** A Terraform stack that differs, or that only base or only head has. */
export interface StackPair extends Pair<StackContent>, Scope {
  readonly name: string;
  /** What Terraform would do to it, by what base and head say: in order of address. */
  readonly changes: readonly ResourceChange[];
}

/** The stacks that differ, in order of name. What base and head both leave out is the same. */
export function differingStacks({ base, head }: Comparison, registry: Registry): StackPair[] {
  const replacements = replacementsOf(registry);
  const scopes = new Map([...stackScopes(base.facts), ...stackScopes(head.facts)]);
  const names = sortedBy(new Set([...base.stacks.keys(), ...head.stacks.keys()]), (name) => name);
  return names.flatMap((name) => {
    const written = { base: base.stacks.get(name), head: head.stacks.get(name) };
    // Most stacks are identical and need no copy.
    if (isSame(written.base, written.head)) return [];
    const pair = { base: cleaned(written.base), head: cleaned(written.head) };
    if (isSame(pair.base, pair.head)) return [];
    const scope = scopes.get(name) ?? { app: null, environment: null };
    const changes = resourceChanges(written, replacements);
    return [{ name, ...scope, ...pair, changes }];
  });
}

function cleaned(content: StackContent | undefined): StackContent | undefined {
  return content === undefined ? undefined : withoutBookkeeping(content);
}

/** Returns the scope of each stack by name. */
function stackScopes(fleet: FleetFacts): [string, Scope][] {
  return fleetUnits(fleet).flatMap(({ app, environment, facts: { stack } }) =>
    stack === undefined ? [] : [[stack.name, { app, environment }]],
  );
}
