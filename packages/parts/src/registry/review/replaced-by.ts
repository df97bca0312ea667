/**
 * Attributes that cannot be changed in place, by type of resource, from the sources of the provider (hashicorp/aws 6.25). A name
 * that the API can change is not among them.
 */
export const replacedBy: Readonly<Record<string, readonly string[]>> = {
  aws_ecr_lifecycle_policy: ['policy', 'repository'],
  aws_ecr_repository: ['encryption_configuration', 'name'],
  aws_iam_role: ['name', 'name_prefix', 'path'],
  aws_iam_role_policy: ['name', 'name_prefix', 'role'],
};
