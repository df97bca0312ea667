import { UserError } from '@goldenpath/errors';

const NO_CREDENTIALS = [
  'CredentialsProviderError',
  'UnrecognizedClientException',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'ExpiredToken',
];
const DENIED = ['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation'];
const THROTTLED = ['ThrottlingException', 'Throttling', 'RequestLimitExceeded', 'TooManyRequestsException'];

/** What is particular to one service: the reason, and what to do about it. */
const PARTICULAR: Readonly<Record<string, readonly [code: string, reason: string, remedy: string]>> = {
  InvalidRequestException: [
    'secret-being-deleted',
    'the secret is scheduled for deletion, or another service manages it',
    'Restore it: aws secretsmanager restore-secret --secret-id NAME. Then run the command again.',
  ],
  ResourceExistsException: [
    'secret-conflict',
    'another run wrote the secret at the same time',
    'Wait until the other run ends, and run the command again.',
  ],
  DecryptionFailure: [
    'secret-undecryptable',
    'its KMS key is disabled, or this role may not use it',
    'Enable the key, and give the role of this run `kms:Decrypt` on it.',
  ],
  EncryptionFailure: [
    'secret-undecryptable',
    'its KMS key is disabled, or this role may not use it',
    'Enable the key, and give the role of this run `kms:GenerateDataKey` on it.',
  ],
  DBSnapshotAlreadyExists: [
    'backup-failed',
    'there is a snapshot of that name',
    'Run the command again: it gives the snapshot another name.',
  ],
  DBClusterSnapshotAlreadyExists: [
    'backup-failed',
    'there is a snapshot of that name',
    'Run the command again: it gives the snapshot another name.',
  ],
  InvalidDBClusterState: [
    'instance-not-available',
    'the cluster is not available',
    'Run the command again when the cluster is available. It continues the work.',
  ],
  SnapshotQuotaExceeded: [
    'backup-failed',
    'the account has as many manual snapshots as it may have',
    'Delete snapshots that you no longer need, or have the quota raised. Then run the command again.',
  ],
  InvalidDBInstanceState: [
    'instance-not-available',
    'the instance is not available',
    'Run the command again when the instance is available. It continues the work.',
  ],
};

/** An error of AWS as a {@link UserError} with a remedy; a bug stays as it is. */
export function awsProblem(error: unknown, what: string, permission: string): unknown {
  if (!(error instanceof Error)) return error;
  if (NO_CREDENTIALS.includes(error.name))
    return new UserError(
      `Cannot ${what}: AWS does not accept the credentials, or there are none.`,
      'Log in to AWS, such as with `aws sso login`. Without an account, `goldenpath rds provision --local` uses an embedded server.',
      { code: 'aws-credentials' },
    );
  if (DENIED.includes(error.name))
    return new UserError(`Cannot ${what}: AWS denies it.`, `Give the role of this run \`${permission}\`.`, {
      code: 'aws-denied',
    });
  if (THROTTLED.includes(error.name))
    return new UserError(
      `Cannot ${what}: AWS throttles the requests.`,
      'Run the command again in a minute. It continues the work.',
      { code: 'aws-throttled' },
    );
  const particular = PARTICULAR[error.name.replace(/Fault$/, '')];
  if (particular !== undefined) {
    const [code, reason, remedy] = particular;
    return new UserError(`Cannot ${what}: ${reason}.`, remedy, { code });
  }
  if ('$metadata' in error || 'code' in error)
    return new UserError(
      `Cannot ${what}: ${error.name}.`,
      'Check the region of the platform file, the network, and that the resource exists. Then run the command again.',
      { code: 'aws-failed' },
    );
  return error;
}
