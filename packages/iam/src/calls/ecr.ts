import { documentation, own, reference, type ResourceCalls } from './types';

const ARN = 'arn:{partition}:ecr:{region}:{account}:repository/{name}';
const OF_REPOSITORY = 'arn:{partition}:ecr:{region}:{account}:repository/{repository}';
const PAGE = reference('amazonelasticcontainerregistry');

/** Image registries. */
export const ECR_CALLS: readonly ResourceCalls[] = [
  {
    type: 'aws_ecr_repository',
    arn: ARN,
    create: own('ecr', 'CreateRepository', 'TagResource'),
    read: own('ecr', 'DescribeRepositories', 'ListTagsForResource'),
    update: own('ecr', 'PutImageScanningConfiguration', 'PutImageTagMutability', 'TagResource', 'UntagResource'),
    delete: own('ecr', 'DeleteRepository'),
    source: [documentation('aws_ecr_repository'), PAGE],
  },
  {
    type: 'aws_ecr_lifecycle_policy',
    arn: OF_REPOSITORY,
    create: own('ecr', 'PutLifecyclePolicy'),
    read: own('ecr', 'GetLifecyclePolicy'),
    update: own('ecr', 'PutLifecyclePolicy'),
    delete: own('ecr', 'DeleteLifecyclePolicy'),
    source: [documentation('aws_ecr_lifecycle_policy'), PAGE],
  },
  {
    type: 'aws_ecr_repository_policy',
    arn: OF_REPOSITORY,
    create: own('ecr', 'SetRepositoryPolicy'),
    read: own('ecr', 'GetRepositoryPolicy'),
    update: own('ecr', 'SetRepositoryPolicy'),
    delete: own('ecr', 'DeleteRepositoryPolicy'),
    source: [documentation('aws_ecr_repository_policy'), PAGE],
  },
];
