import { databaseInstance, TAGS } from '@goldenpath/testing/facts/cloud';
import { addCluster, type ClusterPart } from '../../src/database/stack/cluster';
import { addOwnParameterGroup } from '../../src/database/stack/parameter-group';
import { configurationOf } from '../support/stack';

const surroundings = {
  subnetGroupName: 'subnets',
  parameterGroupName: 'parameters',
  securityGroupId: 'sg-1',
  monitoringRoleArn: 'arn:aws:iam::123456789012:role/monitoring',
};

const KEY = 'arn:aws:kms:eu-west-2:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d';

function part(changes: Partial<ClusterPart> = {}): ClusterPart {
  const { storageGb: _size, maxStorageGb: _most, ...instance } = databaseInstance({ instanceClass: 'db.serverless' });
  return { ...instance, aurora: { minCapacity: 0.5, maxCapacity: 8, readers: 2 }, ...changes };
}

const resources = (changes: Partial<ClusterPart> = {}) =>
  configurationOf((stack) => addCluster(stack, 'cluster', part(changes), surroundings, TAGS)).resource;

test('a cluster: encrypted, backed up, kept, and its master password with RDS', () => {
  expect(resources()['aws_rds_cluster']?.['cluster']).toEqual({
    cluster_identifier: 'acme-prod',
    engine: 'aurora-postgresql',
    engine_mode: 'provisioned',
    engine_version: '16',
    allow_major_version_upgrade: true,
    engine_lifecycle_support: 'open-source-rds-extended-support-disabled',
    master_username: 'goldenpath',
    manage_master_user_password: true,
    serverlessv2_scaling_configuration: { min_capacity: 0.5, max_capacity: 8 },
    storage_encrypted: true,
    db_subnet_group_name: 'subnets',
    vpc_security_group_ids: ['sg-1'],
    port: 5432,
    db_cluster_parameter_group_name: 'parameters',
    apply_immediately: false,
    enabled_cloudwatch_logs_exports: ['postgresql'],
    backup_retention_period: 14,
    copy_tags_to_snapshot: true,
    delete_automated_backups: false,
    deletion_protection: true,
    skip_final_snapshot: false,
    final_snapshot_identifier: 'acme-prod-final-${substr(terraform_data.cluster-life.id, 0, 8)}',
    tags: TAGS,
    lifecycle: { prevent_destroy: true, ignore_changes: ['engine_lifecycle_support', 'snapshot_identifier'] },
  });
});

test('RDS takes the identifier of each instance, also where that of the cluster is as long as RDS allows', () => {
  const aurora = { minCapacity: 0.5, maxCapacity: 8, readers: 1, instancePrefix: 'acme-0a1b2c3d' };
  const instances = Object.values(resources({ aurora })['aws_rds_cluster_instance'] ?? {});
  expect(instances.map((each) => (each as { identifier: string }).identifier)).toEqual([
    'acme-0a1b2c3d-1',
    'acme-0a1b2c3d-2',
  ]);
});

test('the writer is made first, and the first reader is the first to take over', () => {
  const instances = resources()['aws_rds_cluster_instance'] ?? {};
  expect(instances['cluster-1']).toEqual({
    identifier: 'acme-prod-1',
    cluster_identifier: '${aws_rds_cluster.cluster.id}',
    engine: '${aws_rds_cluster.cluster.engine}',
    engine_version: '${aws_rds_cluster.cluster.engine_version}',
    instance_class: 'db.serverless',
    db_subnet_group_name: 'subnets',
    publicly_accessible: false,
    promotion_tier: 0,
    auto_minor_version_upgrade: true,
    ca_cert_identifier: 'rds-ca-rsa2048-g1',
    copy_tags_to_snapshot: true,
    apply_immediately: false,
    monitoring_interval: 30,
    monitoring_role_arn: 'arn:aws:iam::123456789012:role/monitoring',
    performance_insights_enabled: true,
    performance_insights_retention_period: 7,
    tags: TAGS,
  });
  expect(
    Object.entries(instances).map(([id, { promotion_tier: tier, depends_on: after }]) => [id, tier, after]),
  ).toEqual([
    ['cluster-1', 0, undefined],
    ['cluster-2', 1, ['aws_rds_cluster_instance.cluster-1']],
    ['cluster-3', 2, ['aws_rds_cluster_instance.cluster-1']],
  ]);
});

test('a cluster that pauses says when', () => {
  const aurora = { minCapacity: 0, maxCapacity: 2, pauseAfterSeconds: 600, readers: 0 };
  const { aws_rds_cluster: clusters, aws_rds_cluster_instance: instances } = resources({ aurora });
  expect(clusters?.['cluster']).toMatchObject({
    serverlessv2_scaling_configuration: { min_capacity: 0, max_capacity: 2, seconds_until_auto_pause: 600 },
  });
  expect(Object.keys(instances ?? {})).toEqual(['cluster-1']);
});

test('windows, the key, the snapshot and the logs are those of the facts', () => {
  const all = resources({
    maintenanceWindow: 'sun:03:00-sun:04:00',
    backupWindow: '01:00-02:00',
    appliesImmediately: true,
    kmsKeyArn: KEY,
    restoreFrom: 'acme-prod-final-1a2b3c4d',
    logRetentionDays: 30,
  });
  expect(all['aws_rds_cluster']?.['cluster']).toMatchObject({
    preferred_maintenance_window: 'sun:03:00-sun:04:00',
    preferred_backup_window: '01:00-02:00',
    apply_immediately: true,
    kms_key_id: KEY,
    master_user_secret_kms_key_id: KEY,
    snapshot_identifier: 'acme-prod-final-1a2b3c4d',
  });
  expect(all['aws_rds_cluster_instance']?.['cluster-1']).toMatchObject({
    preferred_maintenance_window: 'sun:03:00-sun:04:00',
    apply_immediately: true,
    performance_insights_kms_key_id: KEY,
  });
  expect(all['aws_cloudwatch_log_group']?.['cluster-logs']).toMatchObject({
    for_each: '${toset(["postgresql"])}',
    name: '/aws/rds/cluster/acme-prod/${each.value}',
  });
});

test('its parameters are in groups of clusters, over TLS only', () => {
  const parameters = { work_mem: { value: '16384', isStatic: false } };
  const groups = ['15', '16'].map((version) => ({
    name: `acme-prod-aurora-postgresql${version}`,
    version,
    parameters,
  }));
  const made = configurationOf((stack) => void addOwnParameterGroup(stack, part(), groups, { tags: TAGS })).resource;
  expect(Object.keys(made)).toEqual(['aws_rds_cluster_parameter_group']);
  expect(made['aws_rds_cluster_parameter_group']?.['parameter-group-16']).toMatchObject({
    name: 'acme-prod-aurora-postgresql16',
    family: 'aurora-postgresql16',
    parameter: expect.arrayContaining([
      { name: 'rds.force_ssl', value: '1', apply_method: 'immediate' },
      { name: 'work_mem', value: '16384', apply_method: 'immediate' },
    ]),
    lifecycle: { create_before_destroy: true },
  });
});
