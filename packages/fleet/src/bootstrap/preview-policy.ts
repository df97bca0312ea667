import type { Environment } from '@goldenpath/extension';
import type { Statement } from '@goldenpath/iam';
import { decryptSecrets } from './decrypt-secrets';

/** The first digits of the numbers of pull requests. A policy has no pattern for digits. */
const FIRST_DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/**
 * Returns what `goldenpath preview` calls: it makes, repairs and deletes the secrets of pull requests, and logs in to the instances of their
 * environment. The secrets of the environment itself stay as they are.
 */
export function previewStatements(environment: Environment): Statement[] {
  const { name, aws } = environment;
  const { accountId, partition, region } = aws;
  const secrets = `arn:${partition}:secretsmanager:${region}:${accountId}:secret`;
  return [
    {
      Effect: 'Allow',
      Action: [
        'secretsmanager:CreateSecret',
        'secretsmanager:DeleteSecret',
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
        'secretsmanager:TagResource',
        'secretsmanager:UpdateSecretVersionStage',
      ],
      Resource: FIRST_DIGITS.map((digit) => `${secrets}:goldenpath/${name}/*_pr_${digit}*/postgres*`),
    },
    {
      Effect: 'Allow',
      Action: ['secretsmanager:GetSecretValue'],
      Resource: [`${secrets}:goldenpath/${name}/rds/master-*`, `${secrets}:rds!*`],
    },
    {
      Effect: 'Allow',
      Action: ['rds:DescribeDBInstances'],
      Resource: [`arn:${partition}:rds:${region}:${accountId}:db:*`],
    },
    ...decryptSecrets(environment),
  ];
}
