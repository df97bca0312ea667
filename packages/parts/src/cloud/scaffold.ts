import type { RepositoryContribution } from '@goldenpath/extension';
import type { CloudResource, CloudResources } from './resource';

/**
 * Returns the variables of resources for the README.
 *
 * @param what - What a value is, such as `the name of the bucket`.
 */
export function resourceVariables(resources: CloudResources<CloudResource>, what: string): RepositoryContribution {
  const variables = Object.entries(resources).map(([name, { variable }]) => ({
    name: variable,
    meaning: `${what} ${name}`,
  }));
  return { variables };
}
