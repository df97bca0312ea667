import type { Aws, Environment, Platform } from '@goldenpath/extension';
import type { Statement } from '@goldenpath/iam';
import { decryptSecrets } from './decrypt-secrets';

/** What the role of previews works on. */
export interface PreviewPermissions {
  /** The environment that previews are made from. */
  readonly environment: Environment;
  /** Whether previews can have databases: the environment has some, and their secrets are in AWS. */
  readonly hasDatabases: boolean;
  /** The account of the image registries. */
  readonly registry: Aws;
  /** The names of the image repositories of applications with previews. */
  readonly images: readonly string[];
}

/** Returns what the role of previews works on; `undefined` where it would have nothing to do. */
export function previewPermissions(
  { environments, previews, registryAccount, secretStore }: Platform,
  images: readonly string[],
): PreviewPermissions | undefined {
  const environment = environments.find(({ name }) => name === previews?.from);
  if (environment === undefined) return undefined;
  const hasDatabases = environment.databases !== undefined && secretStore.type === 'aws-secrets-manager';
  if (!hasDatabases && images.length === 0) return undefined;
  return { environment, hasDatabases, registry: registryAccount, images };
}

/** The first digits of the numbers of pull requests. A policy has no pattern for digits. */
const FIRST_DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/**
 * Returns what `goldenpath preview` calls: it makes, repairs and deletes the secrets of pull requests, and logs in to the instances of their
 * environment. The secrets of the environment itself stay as they are.
 */
export function previewDatabases({ environment, hasDatabases }: PreviewPermissions): Statement[] {
  if (!hasDatabases) return [];
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

/**
 * Returns what pushing an image calls, for the repositories of applications with previews. IAM has no condition for tags. The workflow
 * chooses them, and tags of releases do not move.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
 */
export function previewImages({ registry, images }: PreviewPermissions): Statement[] {
  if (images.length === 0) return [];
  const { accountId, partition, region } = registry;
  return [
    {
      Effect: 'Allow',
      Action: [
        'ecr:BatchCheckLayerAvailability',
        'ecr:BatchGetImage',
        'ecr:CompleteLayerUpload',
        'ecr:InitiateLayerUpload',
        'ecr:PutImage',
        'ecr:UploadLayerPart',
      ],
      Resource: images.map((name) => `arn:${partition}:ecr:${region}:${accountId}:repository/${name}`),
    },
    { Effect: 'Allow', Action: ['ecr:GetAuthorizationToken'], Resource: ['*'] },
  ];
}
