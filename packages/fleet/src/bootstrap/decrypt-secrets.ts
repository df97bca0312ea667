import type { Environment } from '@goldenpath/extension';
import type { Statement } from '@goldenpath/iam';

/** Returns the statement that decrypts secrets with the key of an environment, through Secrets Manager alone; none where AWS has the key. */
export function decryptSecrets({ aws, databases }: Environment): Statement[] {
  const key = databases?.kmsKey;
  if (key === undefined) return [];
  return [
    {
      Effect: 'Allow',
      Action: ['kms:Decrypt'],
      Resource: [key],
      Condition: { StringEquals: { 'kms:ViaService': `secretsmanager.${aws.region}.amazonaws.com` } },
    },
  ];
}
