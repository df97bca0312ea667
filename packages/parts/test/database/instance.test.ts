import { addInstance } from '../../src/database/stack/instance';
import { databaseInstance, TAGS } from '@goldenpath/testing/facts/cloud';
import { configurationOf } from '../support/stack';

const surroundings = {
  subnetGroupName: 'subnets',
  parameterGroupName: 'parameters',
  securityGroupId: 'sg-1',
  monitoringRoleArn: 'arn:aws:iam::123456789012:role/monitoring',
};

const KEY = 'arn:aws:kms:eu-west-2:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d';

const instanceOf = (changes = {}) =>
  configurationOf((stack) => addInstance(stack, 'instance', databaseInstance(changes), surroundings, TAGS)).resource[
    'aws_db_instance'
  ]?.['instance'];

test('an instance: encrypted, private, watched, backed up, kept, and its master password with RDS', () => {
  expect(instanceOf()).toEqual({
    identifier: 'acme-prod',
    engine: 'postgres',
    engine_version: '16',
    auto_minor_version_upgrade: true,
    allow_major_version_upgrade: true,
    engine_lifecycle_support: 'open-source-rds-extended-support-disabled',
    instance_class: 'db.t3.medium',
    username: 'goldenpath',
    manage_master_user_password: true,
    storage_type: 'gp3',
    allocated_storage: 20,
    max_allocated_storage: 100,
    storage_encrypted: true,
    db_subnet_group_name: 'subnets',
    vpc_security_group_ids: ['sg-1'],
    port: 5432,
    publicly_accessible: false,
    multi_az: true,
    ca_cert_identifier: 'rds-ca-rsa2048-g1',
    parameter_group_name: 'parameters',
    apply_immediately: false,
    enabled_cloudwatch_logs_exports: ['postgresql', 'upgrade'],
    monitoring_interval: 30,
    monitoring_role_arn: 'arn:aws:iam::123456789012:role/monitoring',
    performance_insights_enabled: true,
    performance_insights_retention_period: 7,
    backup_retention_period: 14,
    copy_tags_to_snapshot: true,
    delete_automated_backups: false,
    deletion_protection: true,
    skip_final_snapshot: false,
    final_snapshot_identifier: 'acme-prod-final-${substr(terraform_data.instance-life.id, 0, 8)}',
    tags: TAGS,
    lifecycle: { prevent_destroy: true, ignore_changes: ['engine_lifecycle_support', 'snapshot_identifier'] },
  });
});

test('windows, and changes at once, are those of the environment', () => {
  const windows = { maintenanceWindow: 'sun:03:00-sun:04:00', backupWindow: '01:00-02:00' };
  expect(instanceOf({ ...windows, appliesImmediately: true })).toMatchObject({
    maintenance_window: 'sun:03:00-sun:04:00',
    backup_window: '01:00-02:00',
    apply_immediately: true,
  });
});

test('a last snapshot has the name of the life of its instance, which ends when the instance is replaced', () => {
  const lifeOf = (changes = {}) =>
    configurationOf((stack) => addInstance(stack, 'instance', databaseInstance(changes), surroundings, TAGS)).resource[
      'terraform_data'
    ]?.['instance-life'];
  expect(lifeOf()).toEqual({});
  expect(lifeOf({ kmsKeyArn: KEY })).toEqual({ triggers_replace: { kms_key_id: KEY } });
});

test('a key is that of the storage, the secret of the master and the insights', () => {
  expect(instanceOf({ kmsKeyArn: KEY })).toMatchObject({
    kms_key_id: KEY,
    master_user_secret_kms_key_id: KEY,
    performance_insights_kms_key_id: KEY,
  });
});

test('extended support and a snapshot to restore are asked for', () => {
  expect(instanceOf({ extendedSupport: true, restoreFrom: 'orders-final-1a2b3c4d' })).toMatchObject({
    engine_lifecycle_support: 'open-source-rds-extended-support',
    snapshot_identifier: 'orders-final-1a2b3c4d',
  });
});

test('storage that may not grow has no maximum: RDS refuses one that equals it', () => {
  expect(instanceOf({ storageGb: 100, maxStorageGb: 100 })).not.toHaveProperty('max_allocated_storage');
  expect(instanceOf({ storageGb: 100, maxStorageGb: 110 })).toMatchObject({ max_allocated_storage: 110 });
});

test.each([
  ['low', 60],
  ['medium', 30],
  ['high', 15],
] as const)('at %s risk it is sampled every %i seconds', (risk, seconds) => {
  expect(instanceOf({ risk })).toMatchObject({ monitoring_interval: seconds });
});

test('its log groups are made before it, or imported where RDS has made them', () => {
  const {
    resource,
    data,
    import: imported,
  } = configurationOf((stack) =>
    addInstance(stack, 'instance', databaseInstance({ logRetentionDays: 30 }), surroundings, TAGS),
  ) as unknown as Record<string, Record<string, Record<string, unknown>>>;
  expect(resource?.['aws_cloudwatch_log_group']?.['instance-logs']).toEqual({
    for_each: '${toset(["postgresql", "upgrade"])}',
    name: '/aws/rds/instance/acme-prod/${each.value}',
    retention_in_days: 30,
    tags: TAGS,
  });
  expect(resource?.['aws_db_instance']?.['instance']).toMatchObject({
    depends_on: ['aws_cloudwatch_log_group.instance-logs'],
  });
  expect(data?.['aws_cloudwatch_log_groups']).toEqual({
    'instance-found-logs': { log_group_name_prefix: '/aws/rds/instance/acme-prod/' },
  });
  expect(imported).toEqual([
    {
      for_each:
        '${{ for log in ["postgresql","upgrade"] : log => "/aws/rds/instance/acme-prod/${log}" if contains(data.aws_cloudwatch_log_groups.instance-found-logs.log_group_names, "/aws/rds/instance/acme-prod/${log}") }}',
      to: 'aws_cloudwatch_log_group.instance-logs[each.key]',
      id: '${each.value}',
    },
  ]);
});
