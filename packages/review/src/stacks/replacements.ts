/**
 * Attributes that cannot be changed in place: of each type that we make, the ones whose change makes Terraform destroy the resource and
 * create another. From the provider sources that `simulator`'s facts are from (hashicorp/aws 6.25, integrations/github 6.9,
 * Terraform 1.11 itself); a name that the API can change, such as an RDS identifier, is not among them.
 */
export const FORCES_REPLACEMENT: Readonly<Record<string, readonly string[]>> = {
  aws_db_instance: [
    'availability_zone',
    'backup_target',
    'character_set_name',
    'custom_iam_instance_profile',
    'db_name',
    'engine',
    'kms_key_id',
    'nchar_character_set_name',
    'restore_to_point_in_time',
    's3_import',
    'snapshot_identifier',
    'storage_encrypted',
    'timezone',
    'username',
  ],
  aws_db_parameter_group: ['description', 'family', 'name', 'name_prefix'],
  aws_db_subnet_group: ['name', 'name_prefix'],
  aws_ecr_lifecycle_policy: ['policy', 'repository'],
  aws_ecr_repository: ['encryption_configuration', 'name'],
  aws_iam_role: ['name', 'name_prefix', 'path'],
  aws_iam_role_policy: ['name', 'name_prefix', 'role'],
  aws_iam_role_policy_attachment: ['policy_arn', 'role'],
  aws_secretsmanager_secret: ['name', 'name_prefix'],
  aws_secretsmanager_secret_version: ['secret_binary', 'secret_id', 'secret_string', 'secret_string_wo_version'],
  aws_security_group: ['description', 'name', 'name_prefix', 'vpc_id'],
  aws_vpc_security_group_ingress_rule: ['security_group_id'],
  github_actions_variable: ['variable_name'],
  github_branch_default: ['repository'],
  github_branch_protection: ['repository_id'],
  github_repository_dependabot_security_updates: ['repository'],
  github_repository_environment: ['environment', 'repository'],
  github_team_repository: ['repository', 'team_id'],
  terraform_data: ['triggers_replace'],
};

/** Whether a change of an attribute makes a resource of this type another one. */
export function forcesReplacement(type: string, attribute: string): boolean {
  return Object.hasOwn(FORCES_REPLACEMENT, type) && FORCES_REPLACEMENT[type]?.includes(attribute) === true;
}
