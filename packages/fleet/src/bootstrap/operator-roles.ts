import { type Environment, type KedaRole, kedaRoleOf, type Platform, podTrustPolicy } from '@goldenpath/extension';
import type { Policy } from '@goldenpath/iam';
import type { OperatorRole } from '@goldenpath/infra';
import { type SecretsRole, secretsRoleOf } from '@goldenpath/model';
import type { PlatformAccount } from './accounts';
import { decryptSecrets } from './decrypt-secrets';

/**
 * Returns the roles of the operators in an account's clusters, in the order of the environments. That of the External Secrets Operator reads
 * secrets. That of KEDA has no policy: the policies of the queues that it reads name it.
 */
export function operatorRoles({ aws }: PlatformAccount, platform: Platform): OperatorRole[] {
  return platform.environments.flatMap((environment) => {
    if (environment.aws.accountId !== aws.accountId) return [];
    const { name } = environment;
    const secrets = secretsRoleOf(environment, platform);
    const keda = kedaRoleOf(environment, platform);
    return [
      ...(secrets === undefined
        ? []
        : [
            {
              ...operatorOf(secrets, environment),
              id: 'secrets-role' as const,
              description: `The External Secrets Operator reads the secrets of ${name}`,
              policy: JSON.stringify(readPolicy(environment)),
            },
          ]),
      ...(keda === undefined
        ? []
        : [
            {
              ...operatorOf(keda, environment),
              id: 'keda-role' as const,
              description: `KEDA reads the lengths of queues in ${name}`,
            },
          ]),
    ];
  });
}

function operatorOf(
  role: SecretsRole | KedaRole,
  environment: Environment,
): Omit<OperatorRole, 'id' | 'description' | 'policy'> {
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
