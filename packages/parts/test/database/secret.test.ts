import { databaseAddress } from '../../src/database/stack/address';
import { addSecret } from '../../src/database/stack/secret';
import { databasePart, DEDICATED, TAGS } from '@goldenpath/testing/facts/cloud';
import { configurationOf } from '../support/stack';

const of = (changes = {}) =>
  configurationOf((stack) => {
    const database = databasePart(changes);
    const address = databaseAddress(stack, database, TAGS);
    addSecret(stack, { database, address, tags: TAGS, recoveryDays: 14 });
  });

test('the secret has its name, can be brought back, and is kept', () => {
  expect(of().resource['aws_secretsmanager_secret']).toEqual({
    secret: {
      name: 'goldenpath/prod/orders/postgres',
      description: 'PostgreSQL orders: host, port, dbname, username, password',
      recovery_window_in_days: 14,
      tags: TAGS,
      lifecycle: { prevent_destroy: true },
    },
  });
});

test('its password is ephemeral and goes through a write-only argument, to the secret alone', () => {
  const { ephemeral, resource } = of({ instance: DEDICATED });
  expect(ephemeral).toEqual({ random_password: { password: { length: 32, special: false } } });
  expect(resource['aws_secretsmanager_secret_version']).toEqual({
    'secret-content': {
      secret_id: '${aws_secretsmanager_secret.secret.id}',
      secret_string_wo:
        '${jsonencode(merge(terraform_data.connection.output, {"host" = aws_db_instance.instance.address, "port" = aws_db_instance.instance.port, "password" = ephemeral.random_password.password.result}))}',
      secret_string_wo_version: 1,
      lifecycle: { replace_triggered_by: ['terraform_data.connection'] },
    },
  });
  expect(JSON.stringify(resource).split('ephemeral.')).toHaveLength(2);
});

test('an address that changes writes no new password: only the database and the role are watched', () => {
  const { data, resource } = of();
  expect(data).toEqual({ aws_db_instance: { 'shared-instance': { db_instance_identifier: 'acme-prod' } } });
  expect(resource['terraform_data']).toEqual({
    connection: {
      input: {
        dbname: 'orders',
        username: 'orders_app',
      },
    },
  });
  expect(resource).not.toHaveProperty('aws_db_instance');
});

test('on a dedicated instance, among those that the platform created', () => {
  const { data, resource } = of({ instance: DEDICATED });
  expect(data).toEqual({
    aws_iam_role: { 'monitoring-role': { name: 'acme-prod-monitoring' } },
    aws_security_group: { 'security-group': { name: 'acme-prod-clients', vpc_id: 'vpc-0a1b2c3d4e5f60718' } },
  });
  expect(resource['aws_db_instance']?.['instance']).toMatchObject({
    identifier: 'orders-api-prod',
    db_subnet_group_name: 'acme-prod-databases',
    parameter_group_name: 'acme-prod-postgres16',
    vpc_security_group_ids: ['${data.aws_security_group.security-group.id}'],
    monitoring_role_arn: '${data.aws_iam_role.monitoring-role.arn}',
    monitoring_interval: 15,
  });
  expect(JSON.stringify(resource['aws_secretsmanager_secret_version'])).toContain(
    '"host\\" = aws_db_instance.instance.address, \\"port\\" = aws_db_instance.instance.port',
  );
});
