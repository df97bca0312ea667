import { documentation, own, reference, type ResourceCalls, type TableCall, through } from './types';

const PAGE = reference('awssecretsmanager');
/** Secrets Manager adds six characters to the name. */
const ARN = 'arn:{partition}:secretsmanager:{region}:{account}:secret:{name}-??????';

/** Secrets Manager uses a key of the customer with the permissions of the caller. */
const OWN_KEY: readonly TableCall[] = through('secretsmanager', '{kms_key_id}', 'Decrypt', 'GenerateDataKey');
const KEYS = 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html';

/** Secrets. A refresh reads no value: the provider lists the versions of a secret that it wrote through a write-only argument. */
export const SECRETS_CALLS: readonly ResourceCalls[] = [
  {
    type: 'aws_secretsmanager_secret',
    arn: ARN,
    create: [...own('secretsmanager', 'CreateSecret', 'TagResource'), ...OWN_KEY],
    read: own('secretsmanager', 'DescribeSecret', 'GetResourcePolicy'),
    update: [...own('secretsmanager', 'TagResource', 'UntagResource', 'UpdateSecret'), ...OWN_KEY],
    delete: own('secretsmanager', 'DeleteSecret'),
    source: [documentation('aws_secretsmanager_secret'), PAGE, KEYS],
  },
  {
    type: 'aws_secretsmanager_secret_version',
    arn: '{secret_id}',
    create: own('secretsmanager', 'PutSecretValue'),
    read: own('secretsmanager', 'ListSecretVersionIds'),
    update: own('secretsmanager', 'UpdateSecretVersionStage'),
    delete: own('secretsmanager', 'UpdateSecretVersionStage'),
    source: [
      documentation('aws_secretsmanager_secret_version'),
      PAGE,
      'https://github.com/hashicorp/terraform-provider-aws/pull/44876',
    ],
  },
  {
    type: 'aws_secretsmanager_secret_policy',
    arn: '{secret_arn}',
    create: own('secretsmanager', 'PutResourcePolicy'),
    read: own('secretsmanager', 'GetResourcePolicy'),
    update: own('secretsmanager', 'PutResourcePolicy'),
    delete: own('secretsmanager', 'DeleteResourcePolicy'),
    source: [documentation('aws_secretsmanager_secret_policy'), PAGE],
  },
];
