import { acceptanceOf } from '../acceptance';
import type { AppSpec } from '../app-spec';
import type { Problem } from '../rule';
import type { FoundSecret } from './find';

/** The rule that refuses secrets in plain text. */
export const PLAIN_SECRET = 'secret-in-plain-text';

/** What is wrong with a secret in plain text. It is never shown. */
export function plainSecretProblem(
  where: string,
  { what }: Pick<FoundSecret, 'what'>,
): Pick<Problem, 'message' | 'remedy' | 'isSecret'> {
  return {
    message: `\`${where}\` holds ${what}.`,
    remedy:
      'Keep it in the secret store: whoever can read the repository can read it here. If it is no secret, accept `plain-secret` with a reason.',
    isSecret: true,
  };
}

/** Whether a spec accepts what the review reports as `plain-secret`: in an environment, or in all where none is given. */
export function acceptsPlainSecret(
  { name, accept, environments }: Pick<AppSpec, 'name' | 'accept' | 'environments'>,
  environment: string | undefined,
): boolean {
  const accepts = (each: string) =>
    acceptanceOf(accept, 'plain-secret', { app: name, environment: each }) !== undefined;
  return environment === undefined ? environments.every(accepts) : accepts(environment);
}
