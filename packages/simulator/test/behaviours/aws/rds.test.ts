import type { Values } from '../../../src/wire/values';
import { Cloud } from '../../support/cloud';

describe('a database', () => {
  const types = [
    'aws_db_instance',
    'aws_db_subnet_group',
    'aws_db_parameter_group',
    'aws_security_group',
    'aws_secretsmanager_secret_version',
  ];
  const cloud = new Cloud('aws', types);
  const group = cloud.make('aws_security_group', { name: 'pg', vpc_id: 'vpc-1' });
  const subnets = cloud.make('aws_db_subnet_group', { name: 'pg', subnet_ids: ['subnet-1', 'subnet-2'] });
  const parameters = cloud.make('aws_db_parameter_group', { name: 'pg16', family: 'postgres16' });
  const config: Values = {
    identifier: 'shared',
    engine: 'postgres',
    engine_version: '16',
    instance_class: 'db.t3.micro',
    allocated_storage: 20,
    storage_type: 'gp3',
    storage_encrypted: true,
    username: 'master',
    manage_master_user_password: true,
    db_subnet_group_name: 'pg',
    parameter_group_name: 'pg16',
    vpc_security_group_ids: [group['id'] ?? null],
    deletion_protection: true,
    final_snapshot_identifier: 'shared-final',
  };
  const state = cloud.make('aws_db_instance', config);

  test('has the attributes of one in the real cloud', () => {
    expect(state['endpoint']).toMatch(/^shared\.c[0-9a-f]{11}\.eu-west-1\.rds\.amazonaws\.com:5432$/);
    expect(state).toMatchObject({
      port: 5432,
      status: 'available',
      iops: 3000,
      engine_version: '16',
      engine_version_actual: '16.4',
    });
    expect(state['id']).toMatch(/^db-[A-Z2-7]{26}$/);
    expect(state['arn']).toBe('arn:aws:rds:eu-west-1:111122223333:db:shared');
    expect(group['id']).toMatch(/^sg-[0-9a-f]{17}$/);
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
    expect(JSON.stringify(state)).not.toContain(JSON.parse(String(opened?.['secret_string'])).password);
  });

  test('is not deleted while it is protected, nor are the resources that it uses', () => {
    expect(cloud.destroy('aws_db_instance', state).problems[0]).toContain('Cannot delete protected DB Instance');
    expect(cloud.destroy('aws_security_group', group).problems[0]).toContain('DependencyViolation');
    expect(cloud.destroy('aws_db_subnet_group', subnets).problems[0]).toContain('InvalidDBSubnetGroupStateFault');
    expect(cloud.destroy('aws_db_parameter_group', parameters).problems[0]).toContain('InvalidDBParameterGroupState');
  });

  test('needs a final snapshot, or skip_final_snapshot', () => {
    const bare = cloud.make('aws_db_instance', {
      ...config,
      identifier: 'bare',
      deletion_protection: false,
      final_snapshot_identifier: null,
    });
    expect(cloud.destroy('aws_db_instance', bare).problems[0]).toContain('final_snapshot_identifier is required');
    const skipping = cloud.apply(
      'aws_db_instance',
      {
        ...config,
        identifier: 'bare',
        deletion_protection: false,
        final_snapshot_identifier: null,
        skip_final_snapshot: true,
      },
      bare,
    );
    expect(cloud.destroy('aws_db_instance', skipping.state ?? {}).problems).toEqual([]);
  });

  test.each([
    ['engine', 'mysql'],
    ['username', 'other'],
    ['storage_encrypted', false],
    ['availability_zone', 'eu-west-1b'],
  ])('is replaced when its %s changes', (name, value) => {
    expect(cloud.plan('aws_db_instance', { ...config, [name]: value }, state).replaces).toEqual([name]);
  });

  test.each([
    ['instance_class', 'db.t3.large'],
    ['allocated_storage', 100],
    ['multi_az', true],
    ['deletion_protection', false],
    ['backup_retention_period', 7],
  ])('is changed in place when its %s changes', (name, value) => {
    const { state: planned, replaces } = cloud.plan('aws_db_instance', { ...config, [name]: value }, state);
    expect(planned).toEqual({ ...state, [name]: value });
    expect(replaces).toEqual([]);
  });

  test.each([
    ['a subnet group that is not there', { db_subnet_group_name: 'none' }, 'DBSubnetGroupNotFoundFault'],
    ['a parameter group that is not there', { parameter_group_name: 'none' }, 'DBParameterGroupNotFound'],
    ['a security group that is not there', { vpc_security_group_ids: ['sg-0'] }, 'Invalid security group'],
    ['no user', { username: null }, '"username": required field is not set'],
    ['no password', { manage_master_user_password: null }, 'Invalid master password'],
  ])('is not created with %s', (_what, change, words) => {
    expect(cloud.apply('aws_db_instance', { ...config, identifier: 'wrong', ...change }).problems[0]).toContain(words);
    expect(cloud.account.get('aws_db_instance', 'eu-west-1/wrong')).toBeUndefined();
  });

  test.each([
    ['a maximum that equals the storage', { max_allocated_storage: 20 }, 'Max storage size must be greater'],
    ['a maximum less than a tenth above', { max_allocated_storage: 21 }, 'must be increased by at least 10 percent'],
  ])('is neither created nor changed with %s', (_what, change, words) => {
    const values = { ...config, ...change };
    expect(cloud.apply('aws_db_instance', { ...values, identifier: 'wrong' }).problems[0]).toContain(words);
    expect(cloud.account.get('aws_db_instance', 'eu-west-1/wrong')).toBeUndefined();
    expect(cloud.apply('aws_db_instance', values, state).problems[0]).toContain(words);
  });

  test.each([
    ['sun:23:30-mon:00:30', '00:00-00:30', 'must not overlap'],
    ['sun:03:00-sun:03:20', null, 'The maintenance window must be at least 30 minutes'],
    [null, '01:00-01:29', 'The backup window must be at least 30 minutes'],
    ['sun:23:30-mon:00:30', '00:30-01:00', undefined],
  ])('is changed to the windows %s and %s, unless RDS refuses them', (maintenance_window, backup_window, words) => {
    const plain = { ...config, identifier: `windows-${words === undefined ? 'good' : words.length}` };
    const before = cloud.make('aws_db_instance', plain);
    const [problem] = cloud.apply('aws_db_instance', { ...plain, maintenance_window, backup_window }, before).problems;
    if (words === undefined) expect(problem).toBeUndefined();
    else expect(problem).toContain(words);
  });

  test('grows by at least a tenth, and never shrinks', () => {
    const sized = (allocated_storage: number) => ({ ...config, identifier: 'sized', allocated_storage });
    let instance = cloud.make('aws_db_instance', sized(100));
    const change = (size: number) => cloud.apply('aws_db_instance', sized(size), instance);
    expect(change(105).problems[0]).toContain('must be increased by at least 10 percent');
    expect(change(50).problems[0]).toContain('cannot be reduced from 100 to 50 GiB');
    const { state: grown, problems } = change(110);
    expect(problems).toEqual([]);
    instance = grown ?? instance;
    expect(change(120).problems[0]).toContain('must be increased by at least 10 percent');
  });

  describe('that is upgraded', () => {
    const older = { ...config, identifier: 'older', allow_major_version_upgrade: true };
    const before = cloud.make('aws_db_instance', older);
    cloud.make('aws_db_parameter_group', { name: 'pg17', family: 'postgres17' });

    test.each([
      [
        'without the flag',
        { engine_version: '17', allow_major_version_upgrade: null },
        'AllowMajorVersionUpgrade flag',
      ],
      ['with the group of the old version', { engine_version: '17' }, "can't be used for this instance"],
      ['with the group of another version', { parameter_group_name: 'pg17' }, "can't be used for this instance"],
      ['to an earlier version', { engine_version: '15' }, 'Cannot upgrade postgres from 16.4 to 15'],
      ['to a version that RDS does not have', { engine_version: '19' }, 'Cannot find version 19 for postgres'],
    ])('is not, %s', (_what, change, words) => {
      expect(cloud.apply('aws_db_instance', { ...older, ...change }, before).problems[0]).toContain(words);
    });

    test('leaves its old group only then', () => {
      const upgraded = cloud.apply(
        'aws_db_instance',
        { ...older, engine_version: '17', parameter_group_name: 'pg17' },
        before,
      );
      expect(upgraded.problems).toEqual([]);
      expect(upgraded.replaces).toEqual([]);
    });

    test('is not made with a version that RDS does not have, or a group of another', () => {
      const make = (change: Values) => cloud.apply('aws_db_instance', { ...config, identifier: 'wrong', ...change });
      expect(make({ engine_version: '12' }).problems[0]).toContain('Cannot find version 12 for postgres');
      expect(make({ parameter_group_name: 'pg17' }).problems[0]).toContain("can't be used for this instance");
    });
  });

  describe('that ends', () => {
    const ending = (last: string, changes: Values = {}): Values => ({
      ...config,
      identifier: 'ending',
      deletion_protection: false,
      final_snapshot_identifier: last,
      ...changes,
    });

    test('leaves a snapshot, whose name another instance cannot have', () => {
      const first = cloud.make('aws_db_instance', ending('ending-final'));
      expect(cloud.destroy('aws_db_instance', first).problems).toEqual([]);
      const second = cloud.make('aws_db_instance', ending('ending-final'));
      expect(cloud.destroy('aws_db_instance', second).problems[0]).toContain('DBSnapshotAlreadyExists');
      const { state: renamed } = cloud.apply('aws_db_instance', ending('ending-final-2'), second);
      expect(cloud.destroy('aws_db_instance', renamed ?? {}).problems).toEqual([]);
    });

    test.each([
      ['that is there', {}, undefined],
      ['that is not there', { snapshot_identifier: 'none' }, 'DBSnapshotNotFound: DBSnapshot not found: none'],
      ['of another version', { engine_version: '17', parameter_group_name: 'pg17' }, "can't be used for this instance"],
      ['that is larger', { snapshot_identifier: 'large-final' }, 'cannot be reduced from 60 to 20 GiB'],
    ])('is restored from a snapshot %s, unless RDS refuses it', (what, change, words) => {
      if (cloud.account.get('aws_db_snapshot', 'eu-west-1/large-final') === undefined) {
        const large = cloud.make('aws_db_instance', ending('large-final', { allocated_storage: 60 }));
        cloud.destroy('aws_db_instance', large);
        cloud.destroy('aws_db_instance', cloud.make('aws_db_instance', ending('small-final')));
      }
      const restored = {
        ...config,
        identifier: `restored-${what.length}`,
        snapshot_identifier: 'small-final',
        ...change,
      };
      const [problem] = cloud.apply('aws_db_instance', restored).problems;
      if (words === undefined) expect(problem).toBeUndefined();
      else expect(problem).toContain(words);
    });
  });

  test('is found by name from another stack', () => {
    expect(cloud.data('aws_db_instance', { db_instance_identifier: 'shared' }).state).toMatchObject({
      address: state['address'],
      db_instance_port: 5432,
      master_username: 'master',
    });
    expect(cloud.data('aws_db_instance', { db_instance_identifier: 'none' }).problems[0]).toContain(
      "couldn't find resource",
    );
  });
});

describe('a read replica', () => {
  const cloud = new Cloud('aws', ['aws_db_instance', 'aws_secretsmanager_secret_version']);
  const source = (identifier: string, more: Values): Values => ({
    identifier,
    engine: 'postgres',
    engine_version: '16',
    instance_class: 'db.t3.micro',
    allocated_storage: 20,
    username: 'master',
    skip_final_snapshot: true,
    ...more,
  });
  cloud.make('aws_db_instance', source('managed', { manage_master_user_password: true }));
  cloud.make('aws_db_instance', source('given', { password: 'of the team' }));
  const replicaOf = (name: string) =>
    cloud.apply('aws_db_instance', {
      identifier: `${name}-replica`,
      instance_class: 'db.t3.micro',
      replicate_source_db: name,
      skip_final_snapshot: true,
    }).problems;

  test('is refused where RDS manages the master password of its source, as real RDS refuses it', () => {
    expect(replicaOf('managed')[0]).toContain(
      'Creating read replicas for source instance with engine postgres where ManageMasterUserPassword is enabled is not supported.',
    );
  });

  test('needs a source that is there', () => {
    expect(replicaOf('none')[0]).toContain('DBInstance none not found.');
    expect(replicaOf('given')).toEqual([]);
  });
});

describe('a parameter group', () => {
  const cloud = new Cloud('aws', ['aws_db_parameter_group']);
  const group = (parameter: Values, family = 'postgres16'): Values => ({
    name: 'shop-prod-postgres16',
    family,
    parameter: [parameter],
  });

  test.each<[string, Values, string]>([
    [
      'an unknown name',
      { name: 'work_memory', value: '64', apply_method: 'immediate' },
      'Could not find parameter with name: work_memory',
    ],
    [
      'a parameter of a later version',
      { name: 'transaction_timeout', value: '64', apply_method: 'immediate' },
      'Could not find parameter with name: transaction_timeout',
    ],
    [
      'a static parameter at once',
      { name: 'shared_preload_libraries', value: 'pg_cron', apply_method: 'immediate' },
      'cannot use immediate apply method for static parameter',
    ],
    [
      'a static parameter without a method',
      { name: 'max_wal_senders', value: '5' },
      'cannot use immediate apply method',
    ],
    [
      'a value with a unit',
      { name: 'work_mem', value: '16MB', apply_method: 'immediate' },
      'Invalid parameter value: 16MB for: work_mem allowed values are: 64-2147483647',
    ],
    [
      'a value below the range',
      { name: 'checkpoint_timeout', value: '29', apply_method: 'immediate' },
      'allowed values are: 30-86400',
    ],
    [
      'a word for a switch',
      { name: 'jit', value: 'no', apply_method: 'immediate' },
      'Invalid parameter value: no for: jit',
    ],
    [
      'a library that RDS does not have',
      { name: 'shared_preload_libraries', value: 'timescaledb', apply_method: 'pending-reboot' },
      'Invalid parameter value: timescaledb',
    ],
  ])('refuses %s', (_name, parameter, expected) => {
    expect(cloud.apply('aws_db_parameter_group', group(parameter)).problems[0]).toContain(expected);
  });

  test('takes what RDS takes, also as a change', () => {
    const state = cloud.make('aws_db_parameter_group', {
      ...group({ name: 'rds.logical_replication', value: '1', apply_method: 'pending-reboot' }),
    });
    const next = group({ name: 'autovacuum_max_workers', value: '5', apply_method: 'immediate' });
    expect(cloud.apply('aws_db_parameter_group', next, state).problems[0]).toContain('static parameter');
    const later = { ...next, name: 'shop-prod-postgres18', family: 'postgres18' };
    expect(cloud.apply('aws_db_parameter_group', later).problems).toEqual([]);
  });
});
