import type { RepositoryContribution } from '@goldenpath/extension';
import type { IdentityPart } from './types';

/** The region, which the SDKs of AWS read, and the variables of granted resources. */
export function general({ grantedVariables = {} }: IdentityPart): RepositoryContribution {
  return {
    variables: [
      { name: 'AWS_REGION', meaning: 'the region of AWS' },
      ...Object.keys(grantedVariables).map((name) => ({ name, meaning: 'a resource of another application' })),
    ],
  };
}
