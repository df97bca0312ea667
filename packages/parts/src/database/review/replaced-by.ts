/**
 * Attributes that force a replacement, by resource type, from the provider's source (hashicorp/aws 6.25). Names that the API can change,
 * such as an RDS identifier, are not included.
 */
export const replacedBy: Readonly<Record<string, readonly string[]>> = {
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
  aws_cloudwatch_log_group: ['log_group_class', 'name', 'name_prefix'],
  aws_db_parameter_group: ['description', 'family', 'name', 'name_prefix'],
  aws_db_subnet_group: ['name', 'name_prefix'],
  aws_iam_role: ['name', 'name_prefix', 'path'],
  aws_iam_role_policy_attachment: ['policy_arn', 'role'],
  aws_secretsmanager_secret: ['name', 'name_prefix'],
  aws_secretsmanager_secret_version: ['secret_binary', 'secret_id', 'secret_string', 'secret_string_wo_version'],
  aws_security_group: ['description', 'name', 'name_prefix', 'vpc_id'],
  aws_vpc_security_group_ingress_rule: ['security_group_id'],
};
