import { UserError } from '@goldenpath/errors';
import type { GithubError } from '@goldenpath/fleet/github';

/** Returns the error for a user of Backstage, where the token is not in a variable but in the configuration. */
export function refusedBy(error: GithubError, repository: string): UserError {
  const isLimited = /rate limit/i.test(error.summary);
  const remedy = isLimited ? LIMITED : (REMEDIES[error.status] ?? 'Correct what it says, and try again.');
  return new UserError(`${error.summary} (${repository})`, remedy, { cause: error });
}

const LIMITED =
  'Wait until the limit is over, and try again. A GitHub App in `integrations.github` has a higher limit.';

const REMEDIES: Readonly<Record<number, string>> = {
  0: 'Check the network of Backstage and its proxy, and try again.',
  401: 'Renew the credentials in `integrations.github` in the configuration of Backstage.',
  403: 'Give the credentials in `integrations.github` the permission `contents: write` for this repository.',
  404: 'Create the repository first, or give the credentials in `integrations.github` access to it.',
  409: 'The branch is protected, or others push to it. Commit the file in a pull request, or try again.',
};
