import { counted, isMap, isSame, ownValue } from '@goldenpath/extension';
import type { Plans } from '../review';
import type { StackContent } from '../fleet-version';
import type { StackPair } from './stack-pairs';

/** The stacks whose state is looked for elsewhere: Terraform knows of nothing there that there is. */
export function stacksWithMovedState(stacks: readonly StackPair[]): StackPair[] {
  return stacks.filter(
    ({ base, head }) => base !== undefined && head !== undefined && !isSame(backendOf(base), backendOf(head)),
  );
}

/** Tells of state that is looked for elsewhere: no plan of a stack's content can, and with it all that there is would be forgotten. */
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
