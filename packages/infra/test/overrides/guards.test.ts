import { breachesOf } from '../../src/overrides/guards';
import { SCHEMAS, schemaOf } from '../../src/overrides/schema';
import type { JsonMap } from '@goldenpath/extension';

const EMPTY = { attributes: {} };

function guards(type: string, before: JsonMap, after: JsonMap): string[] {
  const found = breachesOf({ type, schema: schemaOf(type) ?? EMPTY, before, after });
  return [...new Set(found.map(({ guard }) => guard))].toSorted();
}

/** A change of one resource, and the guards that refuse it. */
type Case = readonly [guards: string, type: string, before: JsonMap, after: JsonMap];

const REFUSED: readonly Case[] = [
  ['public-access', 'aws_s3_bucket_public_access_block', { block_public_acls: true }, { block_public_acls: false }],
  ['public-access', 'aws_s3_bucket_public_access_block', { block_public_acls: true }, {}],
  [
    'public-access',
    'aws_s3_bucket_ownership_controls',
    { rule: { object_ownership: 'BucketOwnerEnforced' } },
    { rule: [{ object_ownership: 'ObjectWriter' }] },
  ],
  ['public-access', 'aws_vpc_security_group_ingress_rule', { cidr_ipv4: '10.0.0.0/16' }, { cidr_ipv4: '0.0.0.0/0' }],
  ['public-access', 'aws_security_group', {}, { ingress: [{ cidr_blocks: ['0.0.0.0/0'] }] }],
  ['public-access', 'aws_db_subnet_group', { subnet_ids: ['subnet-a'] }, { subnet_ids: ['subnet-b'] }],
  ['public-access', 'aws_elasticache_subnet_group', { subnet_ids: ['subnet-a'] }, { subnet_ids: ['subnet-b'] }],
  ['public-access', 'aws_s3_bucket', {}, { acl: 'public-read' }],
  ['public-access', 'aws_s3_bucket', {}, { website: {} }],
  ['public-access', 'aws_s3_bucket', {}, { website: [{}] }],
  ['public-access', 'aws_s3_bucket', {}, { cors_rule: [{ allowed_origins: ['*'], allowed_methods: ['GET'] }] }],
  ['public-access', 'aws_s3_bucket', {}, { logging: { target_bucket: 'of-another' } }],
  ['public-access', 'aws_db_instance', { publicly_accessible: false }, { publicly_accessible: true }],
  [
    'names,public-access',
    'aws_db_instance',
    { vpc_security_group_ids: ['${aws_security_group.a.id}'] },
    { vpc_security_group_ids: ['sg-1'] },
  ],
  ['public-access', 'aws_rds_cluster_instance', { publicly_accessible: false }, { publicly_accessible: true }],
  ['public-access', 'aws_rds_cluster', {}, { enable_http_endpoint: true }],
  ['public-access', 'aws_dynamodb_table', {}, { replica: [{ region_name: 'us-east-1' }] }],
  ['public-access', 'github_repository', { visibility: 'private' }, { visibility: 'public' }],
  ['public-access', 'github_repository', {}, { pages: { build_type: 'workflow' } }],
  [
    'encryption',
    'aws_s3_bucket_server_side_encryption_configuration',
    { rule: [{ bucket_key_enabled: true }] },
    { rule: [{ bucket_key_enabled: false }] },
  ],
  [
    'encryption',
    'aws_db_parameter_group',
    { parameter: [{ name: 'rds.force_ssl', value: '1' }] },
    { parameter: [{ name: 'rds.force_ssl', value: '0' }] },
  ],
  [
    'encryption',
    'aws_rds_cluster_parameter_group',
    { parameter: [{ name: 'rds.force_ssl', value: '1' }] },
    { parameter: [{ name: 'rds.force_ssl', value: '0' }] },
  ],
  ['encryption', 'aws_rds_cluster', {}, { ca_certificate_identifier: 'rds-ca-2019' }],
  ['encryption,replacement', 'aws_db_instance', { storage_encrypted: true }, {}],
  [
    'encryption',
    'aws_elasticache_replication_group',
    { transit_encryption_mode: 'required' },
    { transit_encryption_mode: 'preferred' },
  ],
  ['encryption', 'aws_sqs_queue', { sqs_managed_sse_enabled: true }, { sqs_managed_sse_enabled: false }],
  ['encryption', 'aws_sns_topic', {}, { kms_master_key_id: 'alias/of-another' }],
  [
    'encryption',
    'aws_dynamodb_table',
    { server_side_encryption: { enabled: true } },
    { server_side_encryption: { enabled: false } },
  ],
  [
    'deletion-protection',
    'aws_s3_bucket',
    { lifecycle: { prevent_destroy: true } },
    { lifecycle: { prevent_destroy: false } },
  ],
  ['deletion-protection', 'aws_db_instance', { deletion_protection: true }, {}],
  [
    'deletion-protection',
    'aws_dynamodb_table',
    { deletion_protection_enabled: true },
    { deletion_protection_enabled: false },
  ],
  ['deletion-protection', 'aws_s3_bucket', { force_destroy: false }, { force_destroy: true }],
  ['deletion-protection', 'aws_ecr_repository', { force_delete: false }, { force_delete: true }],
  ['deletion-protection', 'aws_db_instance', { skip_final_snapshot: false }, { skip_final_snapshot: true }],
  ['deletion-protection', 'aws_db_instance', { final_snapshot_identifier: 'a' }, { final_snapshot_identifier: 'b' }],
  ['deletion-protection', 'aws_secretsmanager_secret', { recovery_window_in_days: 30 }, { recovery_window_in_days: 7 }],
  ['deletion-protection', 'aws_secretsmanager_secret', {}, { recovery_window_in_days: 7 }],
  ['deletion-protection', 'github_repository', { archive_on_destroy: true }, { archive_on_destroy: false }],
  [
    'backups',
    'aws_s3_bucket_versioning',
    { versioning_configuration: { status: 'Enabled' } },
    { versioning_configuration: { status: 'Suspended' } },
  ],
  [
    'backups',
    'aws_s3_bucket_lifecycle_configuration',
    {},
    { rule: [{ id: 'a', status: 'Enabled', expiration: [{ days: 1 }] }] },
  ],
  ['backups', 'aws_db_instance', { backup_retention_period: 14 }, { backup_retention_period: 1 }],
  ['backups', 'aws_db_instance', { backup_retention_period: 14 }, {}],
  ['backups', 'aws_db_instance', { delete_automated_backups: false }, {}],
  ['backups', 'aws_sqs_queue', {}, { message_retention_seconds: 60 }],
  ['backups', 'aws_cloudwatch_log_group', {}, { retention_in_days: 1 }],
  ['backups', 'aws_cloudwatch_log_group', { retention_in_days: 30 }, { retention_in_days: 7 }],
  [
    'backups',
    'aws_dynamodb_table',
    { point_in_time_recovery: { enabled: true } },
    { point_in_time_recovery: { enabled: false } },
  ],
  ['backups', 'aws_dynamodb_table', {}, { ttl: { attribute_name: 'expires', enabled: true } }],
  ['backups,iam,replacement', 'aws_ecr_lifecycle_policy', { policy: '{}' }, { policy: '{"rules":[]}' }],
  ['iam', 'aws_iam_role', { assume_role_policy: '{}' }, { assume_role_policy: '{"Statement":[]}' }],
  ['iam', 'aws_iam_role', {}, { max_session_duration: 43_200 }],
  ['iam', 'aws_iam_role_policy', { policy: '{}' }, { policy: '{"Statement":[]}' }],
  ['iam', 'aws_s3_bucket', {}, { policy: '{}' }],
  ['iam', 'aws_s3_bucket_policy', { policy: '{}' }, { policy: '{"Statement":[]}' }],
  ['iam', 'aws_elasticache_user', { access_string: 'on ~a +get' }, { access_string: 'on ~* +@all' }],
  ['iam', 'aws_db_instance', { manage_master_user_password: true }, {}],
  ['iam', 'github_team_repository', { permission: 'pull' }, { permission: 'admin' }],
  ['iam', 'github_actions_variable', { value: 'arn:a' }, { value: 'arn:b' }],
  ['iam,names', 'aws_sns_topic_subscription', {}, { subscription_role_arn: 'arn:a' }],
  ['names,replacement', 'aws_s3_bucket', { bucket: 'a' }, { bucket: 'b' }],
  ['iam', 'aws_rds_cluster', {}, { iam_roles: ['arn:aws:iam::123456789012:role/import'] }],
  ['names', 'aws_rds_cluster', {}, { db_cluster_parameter_group_name: 'default.aurora-postgresql17' }],
  ['names', 'aws_rds_cluster', {}, { cluster_members: ['of-another'] }],
  [
    'replacement',
    'aws_rds_cluster',
    {},
    { replication_source_identifier: 'arn:aws:rds:eu-west-1:123456789012:cluster:a' },
  ],
  ['replacement', 'aws_rds_cluster', {}, { global_cluster_identifier: 'world' }],
  ['names', 'aws_db_instance', { identifier: 'a' }, { identifier: 'b' }],
  ['names', 'aws_secretsmanager_secret_version', {}, { version_stages: ['OLD'] }],
  ['names', 'aws_sqs_queue', { redrive_policy: '${jsonencode({})}' }, { redrive_policy: '{}' }],
  ['names', 'aws_elasticache_replication_group', {}, { notification_topic_arn: 'arn:a' }],
  ['tags', 'aws_s3_bucket', { tags: { id: 'a', owner: 'b' } }, { tags: { id: 'a' } }],
  ['tags', 'aws_s3_bucket', { tags: { id: 'a' } }, { tags: { id: 'b' } }],
  ['tags', 'aws_s3_bucket', { tags: { id: 'a' } }, {}],
  ['tags', 'github_repository', { topics: ['idp-managed', 'a'] }, { topics: ['a'] }],
  ['replacement', 'aws_dynamodb_table', { hash_key: 'a' }, { hash_key: 'b' }],
  ['replacement', 'aws_db_instance', {}, { snapshot_identifier: 'old' }],
  ['replacement', 'aws_elasticache_replication_group', {}, { snapshot_name: 'old' }],
  ['replacement', 'aws_db_instance', { engine_version: '16' }, { engine_version: '15' }],
  ['replacement', 'aws_sqs_queue', {}, { region: 'us-east-1' }],
  ['replacement', 'aws_db_instance', {}, { restore_to_point_in_time: {} }],
  [
    'replacement',
    'aws_db_instance',
    { lifecycle: { ignore_changes: ['snapshot_identifier'] } },
    { lifecycle: { ignore_changes: [] } },
  ],
  ['repository', 'github_branch_protection', { enforce_admins: true }, { enforce_admins: false }],
  ['repository', 'github_repository_environment', {}, { wait_timer: 1 }],
  ['repository', 'github_repository', { vulnerability_alerts: true }, { vulnerability_alerts: false }],
  ['repository', 'aws_ecr_repository', { image_tag_mutability: 'IMMUTABLE' }, { image_tag_mutability: 'MUTABLE' }],
  [
    'repository',
    'aws_ecr_repository',
    { image_scanning_configuration: { scan_on_push: true } },
    { image_scanning_configuration: { scan_on_push: false } },
  ],
];

test.each(REFUSED)('the guard %s refuses a change of %s from %j to %j', (expected, type, before, after) => {
  expect(guards(type, before, after).join(',')).toBe(expected);
});

const ALLOWED: readonly (readonly [type: string, before: JsonMap, after: JsonMap])[] = [
  ['aws_db_instance', { deletion_protection: false }, { deletion_protection: true }],
  ['aws_db_instance', { backup_retention_period: 7 }, { backup_retention_period: 35 }],
  ['aws_db_instance', { skip_final_snapshot: true }, { skip_final_snapshot: false }],
  ['aws_cloudwatch_log_group', { retention_in_days: 7 }, { retention_in_days: 0 }],
  ['aws_cloudwatch_log_group', { retention_in_days: 7 }, { retention_in_days: 30 }],
  ['aws_secretsmanager_secret', { recovery_window_in_days: 7 }, { recovery_window_in_days: 30 }],
  ['aws_sqs_queue', {}, { message_retention_seconds: 1_209_600 }],
  ['aws_sqs_queue', { delay_seconds: 0 }, { delay_seconds: 900, visibility_timeout_seconds: 60 }],
  [
    'aws_elasticache_replication_group',
    {},
    { maintenance_window: 'sun:02:00-sun:03:00', snapshot_window: '04:00-05:00' },
  ],
  ['aws_s3_bucket', { tags: { id: 'a' } }, { tags: { id: 'a', 'cost-centre': '7' } }],
  ['github_repository', { topics: ['idp-managed'] }, { topics: ['idp-managed', 'more'], has_wiki: true }],
  ['aws_db_instance', { publicly_accessible: false }, { publicly_accessible: 'false' }],
  [
    'aws_s3_bucket_versioning',
    { versioning_configuration: { status: 'Enabled' } },
    { versioning_configuration: [{ status: 'Enabled' }] },
  ],
  [
    'aws_db_instance',
    { lifecycle: { ignore_changes: ['engine_version'] } },
    { lifecycle: { ignore_changes: ['engine_version', 'allocated_storage'] } },
  ],
];

test.each(ALLOWED)('no guard refuses a change of %s from %j to %j', (type, before, after) => {
  expect(guards(type, before, after)).toEqual([]);
});

test.each([
  ['backups', 'aws_db_instance', 'backup_retention_period'],
  ['public-access', 'aws_db_instance', 'publicly_accessible'],
  ['iam', 'aws_s3_bucket', 'policy'],
  ['tags', 'aws_s3_bucket', 'tags'],
  ['encryption', 'aws_dynamodb_table', 'server_side_encryption'],
  ['names,replacement', 'aws_s3_bucket', 'bucket'],
])('the guard %s refuses that Terraform ignores changes of %s.%s', (expected, type, name) => {
  expect(guards(type, {}, { lifecycle: { ignore_changes: [name] } }).join(',')).toBe(expected);
});

/** What a person can change without a guard: a new argument of the provider, or a guard that lost one, shows here. */
test('the arguments that no guard keeps', () => {
  const free = Object.entries(SCHEMAS).map(([type, schema]) => {
    const settable = Object.entries(schema.attributes).filter(
      ([, each]) => each.required === true || each.optional === true,
    );
    const names = [...settable.map(([name]) => name), ...Object.keys(schema.blocks ?? {})];
    const kept = names.filter((name) => guards(type, {}, { lifecycle: { ignore_changes: [name] } }).length === 0);
    return `${type}: ${kept.toSorted().join(' ')}`;
  });
  expect(free).toMatchInlineSnapshot(`
    [
      "aws_cloudwatch_log_group: id tags_all",
      "aws_db_instance: allocated_storage allow_major_version_upgrade apply_immediately auto_minor_version_upgrade backup_window blue_green_update copy_tags_to_snapshot customer_owned_ip_enabled database_insights_mode dedicated_log_volume enabled_cloudwatch_logs_exports engine_lifecycle_support id instance_class iops license_model maintenance_window max_allocated_storage monitoring_interval multi_az password password_wo password_wo_version performance_insights_enabled performance_insights_retention_period storage_throughput storage_type tags_all timeouts upgrade_storage_config",
      "aws_db_parameter_group: id tags_all",
      "aws_db_subnet_group: ",
      "aws_dynamodb_table: attribute billing_mode global_secondary_index id local_secondary_index on_demand_throughput read_capacity stream_enabled stream_view_type table_class tags_all timeouts warm_throughput write_capacity",
      "aws_ecr_lifecycle_policy: ",
      "aws_ecr_repository: id tags_all timeouts",
      "aws_ecr_repository_policy: ",
      "aws_eks_pod_identity_association: ",
      "aws_elasticache_replication_group: apply_immediately auth_token auth_token_update_strategy auto_minor_version_upgrade automatic_failover_enabled data_tiering_enabled description id maintenance_window multi_az_enabled node_group_configuration node_type num_cache_clusters preferred_cache_cluster_azs replicas_per_node_group snapshot_window tags_all timeouts",
      "aws_elasticache_subnet_group: ",
      "aws_elasticache_user: ",
      "aws_elasticache_user_group: ",
      "aws_iam_role: ",
      "aws_iam_role_policy: ",
      "aws_iam_role_policy_attachment: ",
      "aws_rds_cluster: allocated_storage allow_major_version_upgrade apply_immediately backtrack_window copy_tags_to_snapshot database_insights_mode db_cluster_instance_class enable_global_write_forwarding enable_local_write_forwarding enabled_cloudwatch_logs_exports engine_lifecycle_support id iops master_password master_password_wo master_password_wo_version monitoring_interval performance_insights_enabled performance_insights_retention_period preferred_backup_window preferred_maintenance_window scaling_configuration serverlessv2_scaling_configuration storage_type tags_all timeouts",
      "aws_rds_cluster_instance: apply_immediately auto_minor_version_upgrade copy_tags_to_snapshot id instance_class monitoring_interval performance_insights_enabled performance_insights_retention_period preferred_backup_window preferred_maintenance_window promotion_tier tags_all timeouts",
      "aws_rds_cluster_parameter_group: id tags_all",
      "aws_s3_bucket: acceleration_status id request_payer tags_all timeouts",
      "aws_s3_bucket_lifecycle_configuration: ",
      "aws_s3_bucket_ownership_controls: ",
      "aws_s3_bucket_policy: ",
      "aws_s3_bucket_public_access_block: ",
      "aws_s3_bucket_server_side_encryption_configuration: ",
      "aws_s3_bucket_versioning: ",
      "aws_secretsmanager_secret: description force_overwrite_replica_secret id tags_all",
      "aws_secretsmanager_secret_version: ",
      "aws_security_group: ",
      "aws_sns_topic: application_success_feedback_sample_rate content_based_deduplication delivery_policy display_name fifo_throughput_scope firehose_success_feedback_sample_rate http_success_feedback_sample_rate id lambda_success_feedback_sample_rate sqs_success_feedback_sample_rate tags_all tracing_config",
      "aws_sns_topic_policy: ",
      "aws_sns_topic_subscription: confirmation_timeout_in_minutes delivery_policy endpoint_auto_confirms filter_policy filter_policy_scope id raw_message_delivery redrive_policy replay_policy",
      "aws_sqs_queue: content_based_deduplication deduplication_scope delay_seconds fifo_throughput_limit id max_message_size receive_wait_time_seconds redrive_policy tags_all timeouts visibility_timeout_seconds",
      "aws_sqs_queue_policy: ",
      "aws_vpc_security_group_ingress_rule: ",
      "github_actions_variable: ",
      "github_branch_default: ",
      "github_branch_protection: ",
      "github_repository: allow_auto_merge allow_merge_commit allow_rebase_merge allow_squash_merge allow_update_branch delete_branch_on_merge description etag gitignore_template has_discussions has_downloads has_issues has_projects has_wiki homepage_url id license_template merge_commit_message merge_commit_title squash_merge_commit_message squash_merge_commit_title web_commit_signoff_required",
      "github_repository_dependabot_security_updates: ",
      "github_repository_environment: ",
      "github_repository_environment_deployment_policy: ",
      "github_repository_ruleset: ",
      "github_team_repository: ",
    ]
  `);
});
