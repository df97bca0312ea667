import { counted, isMap, isSame, ownValue } from '@goldenpath/extension';
import type { Plans } from '../review';
import type { StackContent } from '../fleet-version';
import type { StackPair } from './stack-pairs';

/** Returns the stacks whose state moved to another location, where Terraform finds no existing resources. */
export function stacksWithMovedState(stacks: readonly StackPair[]): StackPair[] {
  return stacks.filter(
    ({ base, head }) => base !== undefined && head !== undefined && !isSame(backendOf(base), backendOf(head)),
  );
}

/** Adds a note about moved state. No plan of a stack's content shows it, but Terraform would forget all existing resources. */
export function withStateNote(plans: Plans, stacks: readonly StackPair[]): Plans {
  const moved = stacksWithMovedState(stacks).length;
  if (moved === 0) return plans;
  const note = `The state of ${counted(moved, 'stack')} moves to another backend: migrate it before this is merged (\`terraform init -migrate-state\`), or Terraform creates every resource again.`;
  return { ...plans, note: plans.note === null ? note : `${note} ${plans.note}` };
}

function backendOf(stack: StackContent): unknown {
  const terraform = ownValue(stack, 'terraform');
  return isMap(terraform) ? ownValue(terraform, 'backend') : undefined;
}
