import type { Values } from '../../../src/wire/values';
import { Cloud } from '../../support/cloud';

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

  test('has its newest version as the current one', () => {
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

  test('keeps its name during its recovery window', () => {
    const cloud = new Cloud('aws', types);
    const secret = secretOf(cloud);
    expect(cloud.destroy('aws_secretsmanager_secret', secret).problems).toEqual([]);
    expect(cloud.read('aws_secretsmanager_secret', secret)).toBeNull();
    expect(cloud.apply('aws_secretsmanager_secret', { name: 'app/postgres' }).problems[0]).toContain(
      'already scheduled for deletion',
    );
  });

  test('without a recovery window is deleted at once', () => {
    const cloud = new Cloud('aws', types);
    cloud.destroy('aws_secretsmanager_secret', secretOf(cloud, { recovery_window_in_days: 0 }));
    expect(secretOf(cloud)).toMatchObject({ name: 'app/postgres' });
  });

  test('that does not exist has no versions', () => {
    const cloud = new Cloud('aws', types);
    expect(cloud.apply('aws_secretsmanager_secret_version', write({ id: 'arn:none' }, 'x', 1)).problems[0]).toContain(
      'ResourceNotFoundException',
    );
    expect(cloud.open('aws_secretsmanager_secret_version', { secret_id: 'none' }).problems[0]).toContain(
      'ResourceNotFoundException',
    );
  });
});
