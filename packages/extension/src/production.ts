import type { Environment, Platform } from './platform';

/** Returns whether users depend on an environment: deployments to it need an approval, or it is the last one. */
export function isProduction(
  environment: Pick<Environment, 'name' | 'approvers'>,
  { environments }: Pick<Platform, 'environments'>,
): boolean {
  return environment.approvers.length > 0 || environment.name === environments.at(-1)?.name;
}
