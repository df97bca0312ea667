import type { Platform } from '@goldenpath/spec';
import type { StackFacts } from './facts';

/** A stack, with the place of its state: one key for each, so that a plan touches nothing else. */
export function stackFacts({ state }: Platform, name: string, dependsOn: readonly string[] = []): StackFacts {
  const stateKey = state.type === 's3' ? `${state.keyPrefix}/${name}.tfstate` : `terraform.${name}.tfstate`;
  return { name, state, stateKey, dependsOn };
}
