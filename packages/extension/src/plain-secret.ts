import type { FoundSecret } from '@goldenpath/secrets';
import { acceptanceOf } from './acceptance';
import type { AppSpec } from './app-spec';
import type { Problem } from './rule';

/** The rule that rejects secrets in plain text. */
export const PLAIN_SECRET = 'secret-in-plain-text';

/** Returns the problem of a secret in plain text. The secret is never shown. */
export function plainSecretProblem(
  where: string,
  { what }: Pick<FoundSecret, 'what'>,
): Pick<Problem, 'message' | 'remedy' | 'isSecret'> {
  return {
    message: `\`${where}\` holds ${what}.`,
    remedy:
      'Keep it in the secret store: whoever can read the repository can read it here. If it is not a secret, accept `plain-secret` with a reason.',
    isSecret: true,
  };
}

/** Returns whether a spec accepts `plain-secret`, in an environment or in all of them when none is given. */
export function acceptsPlainSecret(
  { name, accept, environments }: Pick<AppSpec, 'name' | 'accept' | 'environments'>,
  environment: string | undefined,
): boolean {
  const accepts = (each: string) =>
    acceptanceOf(accept, 'plain-secret', { app: name, environment: each }) !== undefined;
  return environment === undefined ? environments.every(accepts) : accepts(environment);
}
