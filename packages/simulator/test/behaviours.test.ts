import { ECR_IMAGE } from '@goldenpath/simulator';
import type { Values } from '../src/wire/values';
import { Cloud, unknownIn } from './support/cloud';

const MARK = 'Simulated cloud: ';

describe('a registry of images', () => {
  const cloud = new Cloud('aws', ['aws_ecr_repository', 'aws_ecr_lifecycle_policy']);
  const config = { name: 'billing', tags: { id: 'billing' } };

  test('is planned with its defaults, and with what only the cloud knows left open', () => {
    const { state, replaces } = cloud.plan('aws_ecr_repository', config);
    expect(state).toMatchObject({
      image_tag_mutability: 'MUTABLE',
      region: 'eu-west-1',
      tags_all: { id: 'billing' },
      force_delete: null,
    });
    expect(unknownIn(state)).toEqual(['arn', 'id', 'registry_id', 'repository_url']);
    expect(replaces).toEqual([]);
  });

  test('gets the address that the real one would have', () => {
    expect(cloud.make('aws_ecr_repository', config)).toMatchObject({
      id: 'billing',
      arn: 'arn:aws:ecr:eu-west-1:111122223333:repository/billing',
      repository_url: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/billing',
    });
    expect(cloud.apply('aws_ecr_repository', config).problems[0]).toContain('RepositoryAlreadyExistsException');
  });

  test('is not deleted while it has images', () => {
    const state = cloud.import('aws_ecr_repository', 'billing').state ?? {};
    cloud.account.change((account) => account.put({ type: ECR_IMAGE, key: 'eu-west-1/billing/sha256:1', values: {} }));
    expect(cloud.destroy('aws_ecr_repository', state).problems[0]).toContain('not empty, consider using force_delete');
    expect(cloud.destroy('aws_ecr_repository', { ...state, force_delete: true }).problems[0]).toContain('not empty');
    const forced = cloud.apply('aws_ecr_repository', { ...config, force_delete: true }, state).state ?? {};
    expect(cloud.destroy('aws_ecr_repository', forced).problems).toEqual([]);
    expect(cloud.account.types()).toEqual([]);
  });

  test('refuses an exclusion without a mutability that has exclusions', () => {
    const filters = [{ filter: 'latest', filter_type: 'WILDCARD' }];
    expect(
      cloud.validate('aws_ecr_repository', { ...config, image_tag_mutability_exclusion_filter: filters })[0],
    ).toContain('can only be set');
    expect(
      cloud.validate('aws_ecr_repository', {
        ...config,
        image_tag_mutability: 'IMMUTABLE_WITH_EXCLUSION',
        image_tag_mutability_exclusion_filter: filters,
      }),
    ).toEqual([]);
  });

  test('needs to be there before its policy, whose meaning counts and not its spelling', () => {
    expect(cloud.apply('aws_ecr_lifecycle_policy', { repository: 'none', policy: '{}' }).problems[0]).toContain(
      'RepositoryNotFoundException',
    );
    cloud.make('aws_ecr_repository', { name: 'other' });
    const state = cloud.make('aws_ecr_lifecycle_policy', { repository: 'other', policy: '{"a":1,"b":[2]}' });
    expect(
      cloud.plan('aws_ecr_lifecycle_policy', { repository: 'other', policy: '{ "b": [2], "a": 1 }' }, state),
    ).toMatchObject({ state, replaces: [] });
    expect(cloud.plan('aws_ecr_lifecycle_policy', { repository: 'other', policy: '{"a":2}' }, state).replaces).toEqual([
      'policy',
    ]);
  });
});

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

  test('looks like one of the real cloud', () => {
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

  test('keeps the password of its master in a secret that only an ephemeral resource reads', () => {
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

  test('is not deleted while it is protected, and nothing that it uses is', () => {
    expect(cloud.destroy('aws_db_instance', state).problems[0]).toContain('Cannot delete protected DB Instance');
    expect(cloud.destroy('aws_security_group', group).problems[0]).toContain('DependencyViolation');
    expect(cloud.destroy('aws_db_subnet_group', subnets).problems[0]).toContain('InvalidDBSubnetGroupStateFault');
    expect(cloud.destroy('aws_db_parameter_group', parameters).problems[0]).toContain('InvalidDBParameterGroupState');
  });

  test('needs a snapshot at its end, or to be told that it needs none', () => {
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
  ])('is not made with %s', (_what, change, words) => {
    expect(cloud.apply('aws_db_instance', { ...config, identifier: 'wrong', ...change }).problems[0]).toContain(words);
    expect(cloud.account.get('aws_db_instance', 'eu-west-1/wrong')).toBeUndefined();
  });

  test('is found by its name from another stack', () => {
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

describe('a secret', () => {
  const types = ['aws_secretsmanager_secret', 'aws_secretsmanager_secret_version'];
  const secretOf = (cloud: Cloud, config: Values = {}): Values =>
    cloud.make('aws_secretsmanager_secret', { name: 'app/postgres', ...config });
  const write = (secret: Values, content: string, version: number): Values => ({
    secret_id: secret['id'] ?? null,
    secret_string_wo: content,
    secret_string_wo_version: version,
  });

  test('is written without a trace in the state, and read back by an ephemeral resource', () => {
    const cloud = new Cloud('aws', types);
    const secret = secretOf(cloud);
    expect(secret['arn']).toMatch(
      /^arn:aws:secretsmanager:eu-west-1:111122223333:secret:app\/postgres-[A-Za-z0-9]{6}$/,
    );
    const version = cloud.make('aws_secretsmanager_secret_version', write(secret, 'planted', 1));
    expect(version).toMatchObject({ secret_string_wo: null, secret_string: null, version_stages: ['AWSCURRENT'] });
    expect(JSON.stringify([version, cloud.read('aws_secretsmanager_secret_version', version)])).not.toContain(
      'planted',
    );
    expect(cloud.open('aws_secretsmanager_secret_version', { secret_id: secret['arn'] ?? null }).state).toMatchObject({
      secret_string: 'planted',
    });
    expect(
      JSON.stringify(cloud.account.all('aws_secretsmanager_secret_version').map(({ values }) => values)),
    ).not.toContain('planted');
  });

  test('has its newest version for the current one', () => {
    const cloud = new Cloud('aws', types);
    const secret = secretOf(cloud);
    const first = cloud.make('aws_secretsmanager_secret_version', write(secret, 'one', 1));
    expect(cloud.plan('aws_secretsmanager_secret_version', write(secret, 'two', 2), first).replaces).toEqual([
      'secret_string_wo_version',
    ]);
    expect(cloud.plan('aws_secretsmanager_secret_version', write(secret, 'two', 1), first).replaces).toEqual([]);
    cloud.make('aws_secretsmanager_secret_version', write(secret, 'two', 2));
    const open = (stage: string): unknown =>
      cloud.open('aws_secretsmanager_secret_version', { secret_id: secret['arn'] ?? null, version_stage: stage })
        .state?.['secret_string'];
    expect([open('AWSCURRENT'), open('AWSPREVIOUS')]).toEqual(['two', 'one']);
  });

  test('keeps its name for as long as its window', () => {
    const cloud = new Cloud('aws', types);
    const secret = secretOf(cloud);
    expect(cloud.destroy('aws_secretsmanager_secret', secret).problems).toEqual([]);
    expect(cloud.read('aws_secretsmanager_secret', secret)).toBeNull();
    expect(cloud.apply('aws_secretsmanager_secret', { name: 'app/postgres' }).problems[0]).toContain(
      'already scheduled for deletion',
    );
  });

  test('without a window is gone at once', () => {
    const cloud = new Cloud('aws', types);
    cloud.destroy('aws_secretsmanager_secret', secretOf(cloud, { recovery_window_in_days: 0 }));
    expect(secretOf(cloud)).toMatchObject({ name: 'app/postgres' });
  });

  test('that is not there has no versions', () => {
    const cloud = new Cloud('aws', types);
    expect(cloud.apply('aws_secretsmanager_secret_version', write({ id: 'arn:none' }, 'x', 1)).problems[0]).toContain(
      'ResourceNotFoundException',
    );
    expect(cloud.open('aws_secretsmanager_secret_version', { secret_id: 'none' }).problems[0]).toContain(
      'ResourceNotFoundException',
    );
  });
});

describe('a role', () => {
  const cloud = new Cloud('aws', [
    'aws_iam_role',
    'aws_iam_role_policy',
    'aws_iam_role_policy_attachment',
    'aws_iam_openid_connect_provider',
  ]);

  test('is not deleted while it has policies', () => {
    const role = cloud.make('aws_iam_role', { name: 'push', assume_role_policy: '{}' });
    const policy = cloud.make('aws_iam_role_policy', { role: 'push', name: 'images', policy: '{}' });
    const attached = cloud.make('aws_iam_role_policy_attachment', {
      role: 'push',
      policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
    });
    expect(cloud.destroy('aws_iam_role', role).problems[0]).toContain('must delete policies first');
    cloud.destroy('aws_iam_role_policy', policy);
    expect(cloud.destroy('aws_iam_role', role).problems[0]).toContain('must detach all policies first');
    cloud.destroy('aws_iam_role_policy_attachment', attached);
    expect(cloud.destroy('aws_iam_role', role).problems).toEqual([]);
  });

  test('is replaced when its path changes, and refuses what is no policy', () => {
    const role = cloud.make('aws_iam_role', { name: 'deploy', assume_role_policy: '{}' });
    expect(role['arn']).toBe('arn:aws:iam::111122223333:role/deploy');
    expect(
      cloud.plan('aws_iam_role', { name: 'deploy', assume_role_policy: '{}', path: '/ci/' }, role).replaces,
    ).toEqual(['path']);
    expect(cloud.validate('aws_iam_role', { name: 'x', assume_role_policy: '{' })[0]).toContain('invalid JSON policy');
  });

  test('without a name gets one, and two get two', () => {
    const one = cloud.make('aws_iam_role', { name_prefix: 'ci-', assume_role_policy: '{}' });
    const other = cloud.make('aws_iam_role', { name_prefix: 'ci-', assume_role_policy: '{}' });
    expect(one['name']).toMatch(/^ci-[0-9a-f]{26}$/);
    expect(other['name']).not.toBe(one['name']);
  });
});

describe('on GitHub', () => {
  const types = [
    'github_repository',
    'github_branch_protection',
    'github_actions_variable',
    'github_team_repository',
    'github_team',
    'github_branch_default',
  ];

  test('a repository is renamed in place, and what follows from its name follows', () => {
    const cloud = new Cloud('github', types);
    const state = cloud.make('github_repository', { name: 'old', visibility: 'private', auto_init: true });
    const { state: planned, replaces } = cloud.plan(
      'github_repository',
      { name: 'new', visibility: 'private', auto_init: true },
      state,
    );
    expect(unknownIn(planned)).toEqual([
      'full_name',
      'git_clone_url',
      'html_url',
      'http_clone_url',
      'id',
      'ssh_clone_url',
      'svn_url',
    ]);
    expect(replaces).toEqual([]);
    const renamed = cloud.apply(
      'github_repository',
      { name: 'new', visibility: 'private', auto_init: true },
      state,
    ).state;
    expect(renamed).toMatchObject({
      id: 'new',
      full_name: 'acme/new',
      node_id: state['node_id'],
      repo_id: state['repo_id'],
    });
    expect(cloud.account.all('github_repository').map(({ key }) => key)).toEqual(['acme/new']);
  });

  test('what belongs to a repository needs it', () => {
    const cloud = new Cloud('github', types);
    const repository = cloud.make('github_repository', { name: 'app' });
    expect(
      cloud.make('github_branch_protection', { repository_id: repository['node_id'] ?? null, pattern: 'main' })['id'],
    ).toMatch(/^BPR_/);
    expect(
      cloud.apply('github_actions_variable', { repository: 'none', variable_name: 'A', value: 'b' }).problems[0],
    ).toContain('404 Not Found');
    expect(cloud.make('github_actions_variable', { repository: 'app', variable_name: 'A', value: 'b' })['id']).toBe(
      'app:A',
    );
  });

  test('every team exists, unless it is said which do', () => {
    const open = new Cloud('github', types);
    expect(open.data('github_team', { slug: 'payments' }).state).toMatchObject({
      slug: 'payments',
      id: expect.stringMatching(/^\d{7}$/),
    });
    const closed = new Cloud('github', types, { teams: ['platform'] });
    expect(closed.data('github_team', { slug: 'platform' }).problems).toEqual([]);
    expect(closed.data('github_team', { slug: 'payments' }).problems[0]).toContain('404 Not Found');
  });

  test('an archived repository keeps its name', () => {
    const cloud = new Cloud('github', types);
    cloud.destroy('github_repository', cloud.make('github_repository', { name: 'app', archive_on_destroy: true }));
    expect(cloud.apply('github_repository', { name: 'app' }).problems[0]).toContain(
      'name already exists on this account',
    );
  });
});

describe('a random password', () => {
  const cloud = new Cloud('random', ['random_password', 'random_id']);

  test('keeps to its rules and is new each time it is opened', () => {
    const rules = { length: 20, special: false, min_numeric: 5 };
    const [one, other] = [1, 2].map(() => String(cloud.open('random_password', rules).state?.['result']));
    expect(one).toMatch(/^[A-Za-z0-9]{20}$/);
    expect(String(one).replaceAll(/\D/g, '').length).toBeGreaterThanOrEqual(5);
    expect(other).not.toBe(one);
  });

  test('is in no account, and is replaced when anything about it changes', () => {
    const state = cloud.make('random_password', { length: 16 });
    expect(cloud.account.types()).toEqual([]);
    expect(cloud.read('random_password', state)).toEqual(state);
    expect(cloud.plan('random_password', { length: 16 }, state)).toMatchObject({ state, replaces: [] });
    expect(cloud.plan('random_password', { length: 24 }, state).replaces).toEqual(['length']);
    expect(cloud.validate('random_password', { length: 0 })[0]).toContain('must be at least 1');
  });
});

test('a type that nobody described gets values that its names suggest, the same ones each time', () => {
  const make = (): Values => new Cloud('aws', ['aws_sqs_queue']).make('aws_sqs_queue', { name: 'jobs' });
  const queue = make();
  expect(queue['arn']).toMatch(/^arn:aws:simulated:eu-west-1:111122223333:[0-9a-f]{17}$/);
  expect(queue['url']).toMatch(/\.simulated\.invalid$/);
  expect(make()).toEqual(queue);
});

test('the tags of the provider are on everything, and only its own account is allowed', () => {
  const cloud = new Cloud('aws', ['aws_ecr_repository']);
  expect(cloud.configure({ region: 'us-east-1', default_tags: [{ tags: { team: 'a' } }] }).problems).toEqual([]);
  expect(cloud.make('aws_ecr_repository', { name: 'x', tags: { id: 'x' } })).toMatchObject({
    tags_all: { team: 'a', id: 'x' },
    region: 'us-east-1',
  });
  expect(cloud.configure({ allowed_account_ids: ['999999999999'] }).problems[0]).toBe(
    `${MARK}AWS account ID not allowed: 111122223333`,
  );
  expect(cloud.configure({ access_key: 'planted' }).problems[0]).toContain('credentials of a real cloud');
  expect(cloud.configure({ access_key: 'planted' }).problems[0]).not.toContain('planted');
});
