import { UserError } from '@goldenpath/errors';

const NO_CREDENTIALS = [
  'CredentialsProviderError',
  'UnrecognizedClientException',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'ExpiredToken',
];
const DENIED = ['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation'];

/** An error of AWS as a {@link UserError} with a remedy; a bug stays as it is. */
export function awsProblem(error: unknown, what: string, permission: string): unknown {
  if (!(error instanceof Error)) return error;
  if (NO_CREDENTIALS.includes(error.name))
    return new UserError(
      `Cannot ${what}: AWS does not accept the credentials, or there are none.`,
      'Log in to AWS, such as with `aws sso login`. Use `--local` for the embedded server.',
      { code: 'aws-credentials' },
    );
  if (DENIED.includes(error.name))
    return new UserError(`Cannot ${what}: AWS denies it.`, `Give the role of this run \`${permission}\`.`, {
      code: 'aws-denied',
    });
  if ('$metadata' in error || 'code' in error)
    return new UserError(
      `Cannot ${what}: ${error.name}.`,
      'Check the region of the platform file, the network, and that the resource exists. Then run the command again.',
      { code: 'aws-failed' },
    );
  return error;
}
