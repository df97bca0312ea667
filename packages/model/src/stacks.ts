import type { Platform, StackFacts } from '@goldenpath/extension';

/** Stack of what the parts of all applications share in an environment. */
export function platformStackName(environment: string): string {
  return `platform-${environment}`;
}

/** Stack of what an application has once. */
export function appStackName(app: string): string {
  return `app-${app}`;
}

/** Stack of what an application has in one environment. */
export function appEnvironmentStackName(app: string, environment: string): string {
  return `app-${app}-${environment}`;
}

/** A stack, with the place of its state: one key for each, so that a plan touches nothing else. */
export function stackFacts({ state }: Platform, name: string, dependsOn: readonly string[] = []): StackFacts {
  const stateKey = state.type === 's3' ? `${state.keyPrefix}/${name}.tfstate` : `terraform.${name}.tfstate`;
  return { name, state, stateKey, dependsOn };
}
