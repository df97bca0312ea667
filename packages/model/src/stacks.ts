import type { StackFacts, TerraformState } from '@goldenpath/extension';

/** Returns the name of the stack that all applications share in an environment. */
export function platformStackName(environment: string): string {
  return `platform-${environment}`;
}

/** Returns the name of the stack that an application has once. */
export function appStackName(app: string): string {
  return `app-${app}`;
}

/** Returns the name of an application's stack in one environment. */
export function appEnvironmentStackName(app: string, environment: string): string {
  return `app-${app}-${environment}`;
}

/**
 * Returns a stack with the location of its state. Each stack has its own state, so that a plan affects nothing else.
 *
 * @param owner - The platform for a stack without an environment, or else the environment.
 */
export function stackFacts(
  { state }: { readonly state: TerraformState },
  name: string,
  dependsOn: readonly string[] = [],
): StackFacts {
  const stateKey = state.type === 's3' ? `${state.keyPrefix}/${name}.tfstate` : `terraform.${name}.tfstate`;
  return { name, state, stateKey, dependsOn };
}
