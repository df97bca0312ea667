import type { PartPermissions } from '@goldenpath/extension';

export const permissions: PartPermissions = {
  resources: [
    'aws_ecr_lifecycle_policy',
    'aws_ecr_repository',
    'aws_ecr_repository_policy',
    'aws_iam_role',
    'aws_iam_role_policy',
  ],
  names: { aws_iam_role: ['*-push'] },
};
