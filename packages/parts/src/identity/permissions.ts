import type { PartPermissions } from '@goldenpath/extension';

export const permissions: PartPermissions = {
  resources: ['aws_eks_pod_identity_association', 'aws_iam_role', 'aws_iam_role_policy'],
  names: { aws_iam_role: ['*-pods'] },
};
