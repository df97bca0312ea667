import type { Values } from '../../../src/wire/values';
import { Cloud } from '../../support/cloud';

describe('an Aurora cluster', () => {
  const types = [
    'aws_db_instance',
    'aws_db_subnet_group',
    'aws_rds_cluster',
    'aws_rds_cluster_instance',
    'aws_rds_cluster_parameter_group',
    'aws_secretsmanager_secret_version',
  ];
  const cloud = new Cloud('aws', types);
  cloud.make('aws_db_subnet_group', { name: 'pg', subnet_ids: ['subnet-1', 'subnet-2'] });
  const groupConfig: Values = { name: 'aurora16', family: 'aurora-postgresql16' };
  const group = cloud.make('aws_rds_cluster_parameter_group', groupConfig);
  const config: Values = {
    cluster_identifier: 'orders',
    engine: 'aurora-postgresql',
    engine_version: '16',
    allow_major_version_upgrade: true,
    storage_encrypted: true,
    master_username: 'master',
    manage_master_user_password: true,
    db_subnet_group_name: 'pg',
    db_cluster_parameter_group_name: 'aurora16',
    deletion_protection: true,
    final_snapshot_identifier: 'orders-final',
    serverlessv2_scaling_configuration: [{ min_capacity: 0.5, max_capacity: 8, seconds_until_auto_pause: null }],
  };
  const state = cloud.make('aws_rds_cluster', config);
  const member: Values = {
    identifier: 'orders-1',
    cluster_identifier: 'orders',
    engine: 'aurora-postgresql',
    instance_class: 'db.serverless',
    db_subnet_group_name: 'pg',
  };
  const writer = cloud.make('aws_rds_cluster_instance', member);
  const refused = (change: Values): string | undefined =>
    cloud.apply('aws_rds_cluster', { ...config, cluster_identifier: 'wrong', ...change }).problems[0];
  const capacity = (least: number, most: number, pause: number | null = null): Values => ({
    serverlessv2_scaling_configuration: [{ min_capacity: least, max_capacity: most, seconds_until_auto_pause: pause }],
  });

  test('has an address for its writer and one for its readers', () => {
    expect(state).toMatchObject({
      endpoint: expect.stringMatching(/^orders\.cluster-c[0-9a-f]{11}\.eu-west-1\.rds\.amazonaws\.com$/),
      reader_endpoint: expect.stringMatching(/^orders\.cluster-ro-c[0-9a-f]{11}\.eu-west-1\.rds\.amazonaws\.com$/),
      arn: 'arn:aws:rds:eu-west-1:111122223333:cluster:orders',
      engine_version: '16',
      engine_version_actual: '16.4',
      port: 5432,
    });
  });

  test('keeps the master password in a secret that only an ephemeral resource reads', () => {
    const [secret] = state['master_user_secret'] as Values[];
    const { state: opened } = cloud.open('aws_secretsmanager_secret_version', {
      secret_id: secret?.['secret_arn'] ?? null,
    });
    expect(JSON.parse(String(opened?.['secret_string']))).toEqual({
      username: 'master',
      password: expect.stringMatching(/^\S{32}$/),
    });
  });

  test('has one writer', () => {
    const reader = cloud.make('aws_rds_cluster_instance', { ...member, identifier: 'orders-2' });
    expect([writer['writer'], reader['writer']]).toEqual([true, false]);
    expect(writer['endpoint']).toMatch(/^orders-1\.c[0-9a-f]{11}\.eu-west-1\.rds\.amazonaws\.com$/);
    cloud.destroy('aws_rds_cluster_instance', reader);
  });

  test.each([
    ['a version that Aurora does not have', { engine_version: '99' }, 'Cannot find version 99 for aurora-postgresql'],
    ['a group of another version', { engine_version: '17' }, 'DBParameterGroupFamily aurora-postgresql17'],
    ['a group that is not there', { db_cluster_parameter_group_name: 'none' }, 'DBClusterParameterGroupNotFound'],
    ['a subnet group that is not there', { db_subnet_group_name: 'none' }, 'DBSubnetGroupNotFoundFault'],
    ['no master', { master_username: null }, 'MasterUsername must be provided'],
    ['no password', { manage_master_user_password: null }, 'MasterUserPassword must be provided'],
    ['a quarter of a unit', capacity(0.25, 8), 'must be multiples of 0.5'],
    ['a range that is none', capacity(8, 4), 'must be greater than or equal to the minimum'],
    ['a pause that never comes', capacity(1, 4, 300), "SecondsUntilAutoPause can't be set"],
    ['a snapshot that is not there', { snapshot_identifier: 'none' }, 'DBClusterSnapshotNotFoundFault'],
    [
      'windows that overlap',
      { preferred_backup_window: '03:00-04:00', preferred_maintenance_window: 'sun:03:30-sun:04:30' },
      'must not overlap',
    ],
  ])('is not created with %s', (_what, change, words) => {
    expect(refused(change)).toContain(words);
    expect(cloud.account.get('aws_rds_cluster', 'eu-west-1/wrong')).toBeUndefined();
  });

  test.each([
    ['min_capacity', capacity(-1, 8)],
    ['max_capacity', capacity(0.5, 300)],
    ['seconds_until_auto_pause', capacity(0, 8, 60)],
    ['backup_retention_period', { backup_retention_period: 36 }],
  ])('is not planned with %s out of range', (name, change) => {
    expect(cloud.validate('aws_rds_cluster', { ...config, ...change }).join()).toContain(name);
  });

  test('takes a parameter of Aurora only', () => {
    const make = (name: string, value: string) =>
      cloud.apply('aws_rds_cluster_parameter_group', {
        ...groupConfig,
        name: `with-${name.replaceAll('_', '-')}`,
        parameter: [{ name, value, apply_method: 'immediate' }],
      }).problems[0];
    expect(make('work_mem', '16384')).toBeUndefined();
    expect(make('max_wal_size', '2048')).toContain('Could not find parameter with name: max_wal_size');
    expect(make('work_memory', '1')).toContain('Could not find parameter with name: work_memory');
  });

  test.each([
    ['a class of RDS', { instance_class: 'db.t3.micro' }, 'DBInstanceClass=db.t3.micro'],
    ['another engine', { engine: 'aurora-mysql' }, "doesn't match the engine name"],
    ['no cluster', { cluster_identifier: 'none' }, 'DBClusterNotFoundFault'],
  ])('has no instance with %s', (_what, change, words) => {
    const { problems } = cloud.apply('aws_rds_cluster_instance', { ...member, identifier: 'wrong-1', ...change });
    expect(problems[0]).toContain(words);
  });

  test('has no serverless instance without a capacity', () => {
    const bare = { ...config, cluster_identifier: 'bare', serverlessv2_scaling_configuration: [] };
    cloud.make('aws_rds_cluster', bare);
    const { problems } = cloud.apply('aws_rds_cluster_instance', {
      ...member,
      cluster_identifier: 'bare',
      identifier: 'bare-1',
    });
    expect(problems[0]).toContain('Set the Serverless v2 scaling configuration');
  });

  test('goes up to another major version, and never down', () => {
    cloud.make('aws_rds_cluster_parameter_group', { name: 'aurora15', family: 'aurora-postgresql15' });
    const down = { ...config, engine_version: '15', db_cluster_parameter_group_name: 'aurora15' };
    expect(cloud.apply('aws_rds_cluster', down, state).problems[0]).toContain('Cannot upgrade aurora-postgresql from');
    const up = { ...config, engine_version: '17', db_cluster_parameter_group_name: 'default.aurora-postgresql17' };
    const without = { ...up, allow_major_version_upgrade: false };
    expect(cloud.apply('aws_rds_cluster', without, state).problems[0]).toContain('AllowMajorVersionUpgrade');
    expect(cloud.plan('aws_rds_cluster', up, state).replaces).toEqual([]);
  });

  test.each([
    ['engine', 'aurora-mysql'],
    ['cluster_identifier', 'other'],
    ['master_username', 'other'],
    ['storage_encrypted', false],
  ])('is replaced when its %s changes', (name, value) => {
    expect(cloud.plan('aws_rds_cluster', { ...config, [name]: value }, state).replaces).toEqual([name]);
  });

  test('another capacity changes it in place', () => {
    const { state: planned, replaces } = cloud.plan('aws_rds_cluster', { ...config, ...capacity(1, 16) }, state);
    expect(planned?.['serverlessv2_scaling_configuration']).toMatchObject([{ min_capacity: 1, max_capacity: 16 }]);
    expect(replaces).toEqual([]);
  });

  test('is deleted without protection and instances only, with a snapshot of a new name', () => {
    expect(cloud.destroy('aws_rds_cluster', state).problems[0]).toContain('Cannot delete protected Cluster');
    const open = cloud.apply('aws_rds_cluster', { ...config, deletion_protection: false }, state).state ?? {};
    expect(cloud.destroy('aws_rds_cluster', open).problems[0]).toContain('it still contains DB instances');
    expect(cloud.destroy('aws_rds_cluster_parameter_group', group).problems[0]).toContain(
      'InvalidDBParameterGroupState',
    );
    expect(cloud.destroy('aws_rds_cluster_instance', writer).problems).toEqual([]);
    expect(cloud.destroy('aws_rds_cluster', open).problems).toEqual([]);
    const again = cloud.make('aws_rds_cluster', { ...config, deletion_protection: false });
    expect(cloud.destroy('aws_rds_cluster', again).problems[0]).toContain('DBClusterSnapshotAlreadyExistsFault');
    const restored = { ...config, cluster_identifier: 'restored', snapshot_identifier: 'orders-final' };
    expect(cloud.apply('aws_rds_cluster', restored).problems).toEqual([]);
  });

  test('needs a last snapshot, or skip_final_snapshot', () => {
    const bare = cloud.make('aws_rds_cluster', {
      ...config,
      cluster_identifier: 'short',
      deletion_protection: false,
      final_snapshot_identifier: null,
    });
    expect(cloud.destroy('aws_rds_cluster', bare).problems[0]).toContain('final_snapshot_identifier is required');
  });

  test('is restored from the snapshot of an instance by its ARN', () => {
    const instance = cloud.make('aws_db_instance', {
      identifier: 'plain',
      engine: 'postgres',
      engine_version: '16',
      instance_class: 'db.t3.micro',
      allocated_storage: 20,
      username: 'master',
      manage_master_user_password: true,
      final_snapshot_identifier: 'plain-final',
    });
    cloud.destroy('aws_db_instance', instance);
    const restored = (snapshot: string) =>
      cloud.apply('aws_rds_cluster', { ...config, cluster_identifier: `from-plain`, snapshot_identifier: snapshot })
        .problems[0];
    expect(restored('plain-final')).toContain('DBClusterSnapshotNotFoundFault');
    expect(restored('arn:aws:rds:eu-west-1:111122223333:snapshot:plain-final')).toBeUndefined();
  });
});
