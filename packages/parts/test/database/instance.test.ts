import { addInstance } from '../../src/database/stack/instance';
import { databaseInstance, TAGS } from '@goldenpath/testing/facts/cloud';
import { configurationOf } from '../support/stack';

const surroundings = {
  subnetGroupName: 'subnets',
  parameterGroupName: 'parameters',
  securityGroupId: 'sg-1',
  monitoringRoleArn: 'arn:aws:iam::123456789012:role/monitoring',
};

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
    final_snapshot_identifier: 'acme-prod-final',
    tags: TAGS,
    lifecycle: { prevent_destroy: true },
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
