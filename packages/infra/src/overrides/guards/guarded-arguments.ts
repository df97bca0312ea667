import type { Json } from '@goldenpath/extension';
import type { GuardedArguments } from './types';

type Allows = NonNullable<GuardedArguments['allows']>;

/** A protection can be set, and not taken back. A missing argument is false. */
const mayBecomeTrue: Allows = (_before, after) => String(after) === 'true';

/** What removes something can be switched off. */
const mayBecomeFalse: Allows = (_before, after) => String(after) === 'false';

/** A number of days or seconds can grow. */
const mayGrow =
  (byDefault: number): Allows =>
  (before, after) =>
    Number(after ?? byDefault) >= Number(before ?? byDefault);

/** An expiry can be later. 0 and a missing argument are never. */
const mayKeepLonger: Allows = (before, after) => {
  const [old, now] = [before, after].map((value) => Number(value ?? 0) || Number.POSITIVE_INFINITY);
  return (now ?? 0) >= (old ?? 0);
};

/** Elements can be added. */
const mayAdd: Allows = (before, after) => {
  const now = new Set(elements(after));
  return elements(before).every((each) => now.has(each));
};

function elements(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map((each: Json) => JSON.stringify(each)) : [];
}

const PUBLIC_ACCESS: readonly GuardedArguments[] = [
  {
    guard: 'public-access',
    types:
      /^aws_(s3_bucket_(public_access_block|ownership_controls)|security_group|vpc_security_group_\w+|db_subnet_group|elasticache_subnet_group)$/,
    arguments: /^(?!tags(\.|$)|description$)/,
  },
  {
    guard: 'public-access',
    arguments:
      /^(acl|grant|website|cors_rule|publicly_accessible|enable_http_endpoint|network_type|ip_discovery|visibility|private|is_template|pages|logging|log_delivery_configuration|replication_configuration|replica|global_replication_group_id|global_table_witness|\w*subnet\w*|\w*security_group\w*|\w+_feedback_role_arn)(\.|$)/,
  },
];

const ENCRYPTION: readonly GuardedArguments[] = [
  { guard: 'encryption', types: /^aws_s3_bucket_server_side_encryption_configuration$/ },
  // TLS only and the form of passwords are parameters.
  { guard: 'encryption', types: /^aws_(db|rds_cluster)_parameter_group$/, arguments: /^parameter(\.|$)/ },
  {
    guard: 'encryption',
    arguments: /(^|\.)(\w*encrypt\w*|\w*kms\w*|\w*sse\w*|transit_\w+|ca_cert\w*_identifier|signature_version)(\.|$)/,
  },
];

const DELETION: readonly GuardedArguments[] = [
  {
    guard: 'deletion-protection',
    arguments: /^(lifecycle\.prevent_destroy|deletion_protection(_enabled)?|archive_on_destroy)$/,
    allows: mayBecomeTrue,
  },
  {
    guard: 'deletion-protection',
    arguments: /^(force_destroy|force_delete|force_detach_policies|skip_final_snapshot|skip_destroy)$/,
    allows: mayBecomeFalse,
  },
  { guard: 'deletion-protection', arguments: /^recovery_window_in_days$/, allows: mayGrow(30) },
  { guard: 'deletion-protection', arguments: /^(final_snapshot_identifier|object_lock_\w+)(\.|$)/ },
];

const BACKUPS: readonly GuardedArguments[] = [
  {
    guard: 'backups',
    types: /^(aws_s3_bucket_(versioning|lifecycle_configuration)|aws_ecr_lifecycle_policy)$/,
  },
  { guard: 'backups', arguments: /^(backup_retention_period|snapshot_retention_limit)$/, allows: mayGrow(0) },
  { guard: 'backups', arguments: /^message_retention_seconds$/, allows: mayGrow(345_600) },
  { guard: 'backups', arguments: /^retention_in_days$/, allows: mayKeepLonger },
  { guard: 'backups', arguments: /^delete_automated_backups$/, allows: mayBecomeFalse },
  {
    guard: 'backups',
    arguments: /^(backup_target|versioning|lifecycle_rule|point_in_time_recovery|ttl|archive_policy)(\.|$)/,
  },
];

const IAM: readonly GuardedArguments[] = [
  {
    guard: 'iam',
    types:
      /^(aws_iam_\w+|aws_eks_pod_identity_association|aws_elasticache_user(_group)?|aws_(ecr_repository|s3_bucket|sns_topic|sqs_queue)_policy|github_team_repository|github_actions_variable)$/,
    arguments: /^(?!tags(\.|$)|description$)/,
  },
  {
    guard: 'iam',
    arguments:
      /^(policy|redrive_allow_policy|user_group_ids|iam_database_authentication_enabled|manage_master_user_password|domain|domain_\w+|\w*role(_arn|_name)?|iam_roles|permission)(\.|$)/,
  },
];

const NAMES: readonly GuardedArguments[] = [
  { guard: 'names', types: /^aws_secretsmanager_secret_version$/ },
  {
    guard: 'names',
    arguments:
      /^(name|name_prefix|identifier|identifier_prefix|bucket|bucket_prefix|expected_bucket_owner|repository|replication_group_id|user_id|user_name|user_group_id|username|db_name|port|\w*parameter_group_name|option_group_name|cluster_members|\w+_arn)$/,
  },
];

const TAGS: readonly GuardedArguments[] = [
  { guard: 'tags', arguments: /^tags\./, allows: (before) => before === undefined },
  { guard: 'tags', arguments: /^tags$/, allows: (before) => before === undefined },
  { guard: 'tags', arguments: /^topics$/, allows: mayAdd },
];

const REPLACEMENT: readonly GuardedArguments[] = [
  {
    guard: 'replacement',
    arguments:
      /^(region|engine|engine_version|replicate_source_db|replication_source_identifier|global_cluster_identifier|replica_mode|snapshot_(name|arns|identifier)|restore_\w+|import_table|s3_import|num_node_groups|cluster_mode)(\.|$)/,
  },
];

const REPOSITORY: readonly GuardedArguments[] = [
  {
    guard: 'repository',
    types:
      /^github_(branch_\w+|repository_(ruleset|environment|environment_deployment_policy|dependabot_security_updates))$/,
  },
  {
    guard: 'repository',
    types: /^github_repository$/,
    arguments:
      /^(vulnerability_alerts|ignore_vulnerability_alerts\w*|security_and_analysis|archived|default_branch|template|fork|source_\w+|auto_init)(\.|$)/,
  },
  {
    guard: 'repository',
    types: /^aws_ecr_repository$/,
    arguments: /^(image_tag_mutability\w*|image_scanning_configuration)(\.|$)/,
  },
];

/** What overrides may not change, unless the platform file lifts the guard. */
export const GUARDED: readonly GuardedArguments[] = [
  ...PUBLIC_ACCESS,
  ...ENCRYPTION,
  ...DELETION,
  ...BACKUPS,
  ...IAM,
  ...NAMES,
  ...TAGS,
  ...REPLACEMENT,
  ...REPOSITORY,
];
