/**
 * Attributes that force a replacement, by resource type, from the provider's source (hashicorp/aws 6.25). Names that the API can change are
 * not included.
 */
export const replacedBy: Readonly<Record<string, readonly string[]>> = {
  aws_ecr_lifecycle_policy: ['policy', 'repository'],
  aws_ecr_repository: ['encryption_configuration', 'name'],
  aws_iam_role: ['name', 'name_prefix', 'path'],
  aws_iam_role_policy: ['name', 'name_prefix', 'role'],
};
