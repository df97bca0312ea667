import { awsSecretStore, masterSecretName, rdsMaster, rdsSnapshots } from '@goldenpath/database';
import { type AwsServer, startAwsServer } from './aws-server';

const INSTANCE = { identifier: 'acme-dev', masterUsername: 'goldenpath' };
const OPTIONS = { region: 'eu-west-2', masterSecret: 'goldenpath/dev/rds/master' };
const VARIABLES = ['AWS_ENDPOINT_URL', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const;

let aws: AwsServer;
const before = VARIABLES.map((name) => [name, process.env[name]] as const);

beforeEach(async () => {
  aws = await startAwsServer();
  // What an emulator of AWS is configured with: the SDK reads it.
  process.env['AWS_ENDPOINT_URL'] = aws.url;
  process.env['AWS_ACCESS_KEY_ID'] = 'key-of-a-test';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'planted-secret-access-key';
});
afterEach(async () => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  await aws.stop();
});

describe('secrets in Secrets Manager', () => {
  const store = () => awsSecretStore({ region: 'eu-west-2' });
  const secret = (content: string) => ({ versions: [{ token: 'first', content }] });

  test('a secret is read, and a new version becomes the current one', async () => {
    aws.secrets.set('orders', secret('one'));
    const first = await store().read('orders');
    expect(first).toEqual({ content: 'one', version: 'first', createdAt: new Date('2026-11-27T09:00:00Z') });
    await store().write('orders', 'two', 'first');
    expect(await store().read('orders')).toMatchObject({ content: 'two', version: expect.stringMatching(/^.{36}$/) });
    expect(aws.secrets.get('orders')?.versions.map(({ stages }) => stages)).toEqual([
      ['AWSPREVIOUS'],
      ['GOLDENPATH_NEXT', 'AWSCURRENT'],
    ]);
  });

  test('a secret that does not exist, or has no version, is undefined', async () => {
    aws.secrets.set('empty', { versions: [] });
    expect(await store().read('empty')).toBeUndefined();
    expect(await store().read('nowhere')).toBeUndefined();
  });

  test('a throttled request is retried', async () => {
    aws.secrets.set('orders', secret('one'));
    aws.faults.set('GetSecretValue', { code: 'ThrottlingException', status: 400, times: 1 });
    expect(await store().read('orders')).toMatchObject({ content: 'one' });
    expect(aws.requests).toEqual(['GetSecretValue', 'GetSecretValue']);
  });

  test.each([
    ['throttled for good', 'ThrottlingException', 400, 'aws-throttled'],
    ['denied', 'AccessDeniedException', 400, 'aws-denied'],
    ['of credentials that expired', 'ExpiredTokenException', 400, 'aws-credentials'],
    ['of credentials that AWS does not know', 'UnrecognizedClientException', 400, 'aws-credentials'],
    ['of a key that is disabled', 'DecryptionFailure', 400, 'secret-undecryptable'],
    ['that fails inside of AWS', 'InternalServiceError', 500, 'aws-failed'],
  ])('a request %s is an error with a remedy and without the secret', async (_, fault, status, code) => {
    aws.secrets.set('orders', secret('one'));
    aws.faults.set('GetSecretValue', { code: fault, status });
    aws.faults.set('PutSecretValue', { code: fault, status });
    await expect(store().read('orders')).rejects.toMatchObject({ code, remedy: expect.stringMatching(/\.$/) });
    const written = store().write('orders', 'planted', 'first');
    await expect(written).rejects.toMatchObject({ code });
    await expect(written).rejects.not.toThrow('planted');
  });

  test('without credentials the remedy names a command that needs no account', async () => {
    aws.secrets.set('orders', secret('one'));
    aws.faults.set('GetSecretValue', { code: 'UnrecognizedClientException', status: 400 });
    await expect(store().read('orders')).rejects.toMatchObject({
      remedy: expect.stringContaining('`goldenpath rds provision --local`') as string,
    });
  });

  test.each(['PutSecretValue', 'UpdateSecretVersionStage'])('a missing permission is named: %s', async (action) => {
    aws.secrets.set('orders', secret('one'));
    aws.faults.set(action, { code: 'AccessDeniedException', status: 400 });
    await expect(store().write('orders', 'two', 'first')).rejects.toMatchObject({
      remedy: expect.stringContaining(`\`secretsmanager:${action}\``),
    });
    expect(await store().read('orders')).toMatchObject({ content: 'one' });
  });

  test('one of two writers that read the same version succeeds, and the other gets an error', async () => {
    aws.secrets.set('orders', secret('one'));
    const writers = await Promise.allSettled([
      store().write('orders', 'mine', 'first'),
      store().write('orders', 'yours', 'first'),
    ]);
    expect(writers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = writers.find((writer) => writer.status === 'rejected');
    expect(lost).toMatchObject({
      reason: { code: 'secret-conflict', message: expect.not.stringMatching(/mine|yours/) },
    });
    const won = writers[0]?.status === 'fulfilled' ? 'mine' : 'yours';
    expect(await store().read('orders')).toMatchObject({ content: won });
  });

  test('a write based on a version that is no longer current changes nothing', async () => {
    aws.secrets.set('orders', secret('one'));
    await store().write('orders', 'two', 'first');
    await expect(store().write('orders', 'three', 'first')).rejects.toMatchObject({ code: 'secret-conflict' });
    await expect(store().write('orders', 'three', undefined)).rejects.toMatchObject({ code: 'secret-conflict' });
    expect(await store().read('orders')).toMatchObject({ content: 'two' });
  });

  test('the first content of a secret without a version is written once', async () => {
    aws.secrets.set('empty', { versions: [] });
    await store().write('empty', 'one', undefined);
    await expect(store().write('empty', 'two', undefined)).rejects.toMatchObject({ code: 'secret-conflict' });
    expect(await store().read('empty')).toMatchObject({ content: 'one' });
  });

  test('a request that succeeded but whose response was lost is not a conflict', async () => {
    aws.secrets.set('orders', secret('one'));
    aws.faults.set('UpdateSecretVersionStage', {
      code: 'InternalServiceError',
      status: 500,
      times: 1,
      isAfterwards: true,
    });
    await store().write('orders', 'two', 'first');
    expect(await store().read('orders')).toMatchObject({ content: 'two' });
  });

  test('a secret that is scheduled for deletion is neither read nor written', async () => {
    aws.secrets.set('orders', { ...secret('one'), isBeingDeleted: true });
    for (const attempt of [store().read('orders'), store().write('orders', 'two', 'first')])
      await expect(attempt).rejects.toMatchObject({ code: 'secret-being-deleted' });
  });

  test('a version that another run wrote with the same token is a conflict, and its content is kept', async () => {
    aws.secrets.set('orders', secret('one'));
    aws.faults.set('PutSecretValue', { code: 'ResourceExistsException', status: 400 });
    await expect(store().write('orders', 'two', 'first')).rejects.toMatchObject({ code: 'secret-conflict' });
    expect(await store().read('orders')).toMatchObject({ content: 'one' });
  });
});

describe('the master of an RDS instance', () => {
  const master = { username: 'goldenpath', password: 'planted' };
  const serve = (name: string, content: object | string) =>
    aws.secrets.set(name, {
      versions: [{ token: 'first', content: typeof content === 'string' ? content : JSON.stringify(content) }],
    });

  test('has the address that RDS returns, and the password that RDS manages', async () => {
    aws.instances.set('acme-dev', { status: 'available', address: 'db.test', port: 5433, masterSecret: 'rds!db-1' });
    serve('rds!db-1', master);
    serve('goldenpath/dev/rds/master', { ...master, password: 'that of the platform' });
    const found = await rdsMaster(INSTANCE, OPTIONS);
    expect(found).toMatchObject({ server: { host: 'db.test', port: 5433 }, user: 'goldenpath', password: 'planted' });
    expect(found.server.ca.length).toBeGreaterThan(0);
    expect(await masterSecretName(INSTANCE, OPTIONS)).toBe('rds!db-1');
  });

  test('has the password in the secret of the platform if RDS manages none', async () => {
    aws.instances.set('acme-dev', { status: 'available', address: 'db.test', port: 5432 });
    serve('goldenpath/dev/rds/master', { username: 'admin', password: 'that of the platform' });
    expect(await rdsMaster(INSTANCE, OPTIONS)).toMatchObject({ user: 'admin', password: 'that of the platform' });
    expect(await masterSecretName(INSTANCE, OPTIONS)).toBe('goldenpath/dev/rds/master');
  });

  test.each([
    ['no such instance', undefined, undefined, 'instance-missing'],
    ['an instance without an address', { status: 'creating' }, undefined, 'instance-not-available'],
    ['no secret', { status: 'available', address: 'db.test', port: 5432 }, undefined, 'master-secret-missing'],
    ['no JSON', { status: 'available', address: 'db.test', port: 5432 }, 'planted {', 'master-secret-malformed'],
    [
      'no password',
      { status: 'available', address: 'db.test', port: 5432 },
      '{"x":"planted"}',
      'master-secret-malformed',
    ],
  ])('with %s is an error with a remedy that quotes no secret', async (_, instance, content, code) => {
    if (instance !== undefined) aws.instances.set('acme-dev', instance);
    if (content !== undefined) serve('goldenpath/dev/rds/master', content);
    const attempt = rdsMaster(INSTANCE, OPTIONS);
    await expect(attempt).rejects.toMatchObject({ code, remedy: expect.any(String) });
    await expect(attempt).rejects.not.toThrow('planted');
  });

  test('without the permission to look it up is an error that names the permission', async () => {
    aws.faults.set('DescribeDBInstances', { code: 'AccessDenied', status: 403 });
    await expect(rdsMaster(INSTANCE, OPTIONS)).rejects.toMatchObject({
      code: 'aws-denied',
      remedy: expect.stringContaining('`rds:DescribeDBInstances`'),
    });
  });
});

describe('snapshots of an RDS instance', () => {
  const request = {
    master: { server: { host: 'db.test', port: 5432, ca: [] }, user: 'goldenpath', password: 'planted' },
    database: 'orders__db',
    role: 'orders_user',
    instance: 'acme-dev',
    at: new Date('2026-11-27T09:04:05Z'),
    signal: new AbortController().signal,
  };
  const backups = () => rdsSnapshots({ region: 'eu-west-2', pollMs: 1 });

  test('are complete when they are returned, and have a name that RDS accepts', async () => {
    aws.instances.set('acme-dev', { status: 'available' });
    await backups().check(request);
    const name = await backups().make(request);
    expect(name).toMatch(/^acme-dev-orders-db-[0-9a-f]{6}-retired-20261127-090405$/);
    expect(aws.snapshots.get(name)).toEqual(['available']);
    const other = await backups().make({ ...request, database: 'orders_db' });
    expect(other).not.toBe(name);
  });

  test('are refused before anything changes if the instance is not available', async () => {
    aws.instances.set('acme-dev', { status: 'modifying' });
    await expect(backups().check(request)).rejects.toMatchObject({ code: 'instance-not-available' });
  });

  test.each([
    ['SnapshotQuotaExceeded', 'backup-failed'],
    ['InvalidDBInstanceState', 'instance-not-available'],
    ['AccessDenied', 'aws-denied'],
  ])('that RDS refuses with %s are an error with a remedy', async (fault, code) => {
    aws.instances.set('acme-dev', { status: 'available' });
    aws.faults.set('CreateDBSnapshot', { code: fault, status: 400 });
    await expect(backups().make(request)).rejects.toMatchObject({ code, remedy: expect.any(String) });
  });

  test('that fail while RDS creates them are an error, never a backup', async () => {
    aws.instances.set('acme-dev', { status: 'available', snapshotsEnd: 'failed' });
    await expect(backups().make(request)).rejects.toMatchObject({ code: 'backup-failed' });
  });
});

describe('an Aurora cluster', () => {
  const cluster = { ...INSTANCE, isCluster: true as const };
  const served = { status: 'available', address: 'writer.test', readers: 'readers.test', port: 5433 };

  test('has the addresses of its writer and its readers, and the password that RDS manages', async () => {
    aws.clusters.set('acme-dev', { ...served, masterSecret: 'rds!cluster-1' });
    const content = JSON.stringify({ username: 'goldenpath', password: 'planted' });
    aws.secrets.set('rds!cluster-1', { versions: [{ token: 'first', content }] });
    expect(await rdsMaster(cluster, OPTIONS)).toMatchObject({
      server: { host: 'writer.test', readerHost: 'readers.test', port: 5433 },
      user: 'goldenpath',
      password: 'planted',
    });
    expect(await masterSecretName(cluster, OPTIONS)).toBe('rds!cluster-1');
    expect(aws.requests.filter((action) => action === 'DescribeDBInstances')).toEqual([]);
  });

  test('that does not exist, or that may not be looked up, is an error that says so', async () => {
    aws.instances.set('acme-dev', { status: 'available', address: 'db.test', port: 5432 });
    await expect(rdsMaster(cluster, OPTIONS)).rejects.toMatchObject({ code: 'instance-missing' });
    await expect(rdsMaster(cluster, OPTIONS)).rejects.toThrow('There is no Aurora cluster acme-dev');
    aws.faults.set('DescribeDBClusters', { code: 'AccessDenied', status: 403 });
    await expect(rdsMaster(cluster, OPTIONS)).rejects.toMatchObject({
      remedy: expect.stringContaining('`rds:DescribeDBClusters`'),
    });
  });

  test('is backed up by a snapshot of the cluster', async () => {
    const request = {
      master: { server: { host: 'db.test', port: 5432, ca: [] }, user: 'goldenpath', password: 'planted' },
      database: 'orders_db',
      role: 'orders_user',
      instance: 'acme-dev',
      isCluster: true as const,
      at: new Date('2026-11-27T09:04:05Z'),
      signal: new AbortController().signal,
    };
    const backups = rdsSnapshots({ region: 'eu-west-2', pollMs: 1 });
    aws.clusters.set('acme-dev', { ...served, status: 'modifying' });
    await expect(backups.check(request)).rejects.toMatchObject({ code: 'instance-not-available' });
    aws.clusters.set('acme-dev', served);
    await backups.check(request);
    const name = await backups.make(request);
    expect(aws.snapshots.get(`cluster:${name}`)).toEqual(['available']);
    await expect(backups.make(request)).rejects.toMatchObject({ code: 'backup-failed' });
  });
});
