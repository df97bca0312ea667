import { type Environment, type Platform, podTrustPolicy } from '@goldenpath/extension';
import type { Policy } from '@goldenpath/iam';
import type { SecretReader } from '@goldenpath/infra';
import { type SecretsRole, secretsRoleOf } from '@goldenpath/model';
import type { PlatformAccount } from './accounts';
import { decryptSecrets } from './decrypt-secrets';

/** Returns the roles that the operators of an account's clusters read secrets with, in the order of the environments. */
export function secretReaders({ aws }: PlatformAccount, platform: Platform): SecretReader[] {
  return platform.environments.flatMap((environment) => {
    if (environment.aws.accountId !== aws.accountId) return [];
    const role = secretsRoleOf(environment, platform);
    return role === undefined ? [] : [readerOf(role, environment)];
  });
}

function readerOf(role: SecretsRole, environment: Environment): SecretReader {
  const { name, path, arn, namespace, serviceAccount, trust } = role;
  const { accountId, permissionsBoundary, region } = environment.aws;
  return {
    environment: environment.name,
    name,
    path,
    arn,
    region,
    ...(permissionsBoundary !== undefined && { permissionsBoundary }),
    trust: JSON.stringify(podTrustPolicy({ trust, accountId, namespace, serviceAccount })),
    policy: JSON.stringify(readPolicy(environment)),
    ...(trust.type === 'eks-pod-identity' && { association: { cluster: trust.cluster, namespace, serviceAccount } }),
  };
}

/** Reads the secrets of one environment, and nothing else. A key of the customer decrypts for Secrets Manager alone. */
function readPolicy(environment: Environment): Policy {
  const { name, aws } = environment;
  const { accountId, partition, region } = aws;
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
        Resource: [`arn:${partition}:secretsmanager:${region}:${accountId}:secret:goldenpath/${name}/*`],
      },
      ...decryptSecrets(environment),
    ],
  };
}
