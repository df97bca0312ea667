import { type Environment, fillTemplate, type Platform } from '@goldenpath/extension';

/** Returns the namespace of a team's applications in an environment, from the platform's template. */
export function namespaceOf(team: string, environment: Environment, { kubernetes }: Platform): string {
  return fillTemplate(kubernetes.namespace, { team, environment: environment.name });
}
