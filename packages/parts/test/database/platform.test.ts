import { addDatabaseNetwork } from '../../src/database/stack/network';
import { addMonitoringRole } from '../../src/database/stack/monitoring-role';
import { addParameterGroups } from '../../src/database/stack/parameter-group';
import { platformDatabases } from '@goldenpath/testing/facts/cloud';
import { configurationOf } from '../support/stack';

const databases = platformDatabases();
const { tags } = databases;

describe('the network', () => {
  const { resource } = configurationOf((stack) => addDatabaseNetwork(stack, databases));

  test('is private subnets', () => {
    expect(resource['aws_db_subnet_group']).toEqual({
      'subnet-group': {
        name: 'acme-prod-databases',
        description: 'Private subnets of databases',
        subnet_ids: ['subnet-0a1b2c3d4e5f60718', 'subnet-0a1b2c3d4e5f60719'],
        tags,
      },
    });
  });

  test('is open to the clients alone, at the port of PostgreSQL, and nothing gets out', () => {
    const client = {
      security_group_id: '${aws_security_group.security-group.id}',
      description: 'PostgreSQL',
      ip_protocol: 'tcp',
      from_port: 5432,
      to_port: 5432,
      tags,
    };
    expect(resource['aws_security_group']).toEqual({
      'security-group': {
        name: 'acme-prod-clients',
        description: 'PostgreSQL from the networks of its clients',
        vpc_id: 'vpc-0a1b2c3d4e5f60718',
        tags,
      },
    });
    expect(resource['aws_vpc_security_group_ingress_rule']).toEqual({
      'client-10-0-0-0-16': { ...client, cidr_ipv4: '10.0.0.0/16' },
      'client-10-1-0-0-16': { ...client, cidr_ipv4: '10.1.0.0/16' },
    });
    expect(resource).not.toHaveProperty('aws_vpc_security_group_egress_rule');
  });

  test('keeps a rule if another one is removed', () => {
    const network = { ...databases.network, clientCidrs: ['10.1.0.0/16'] };
    const less = configurationOf((stack) => addDatabaseNetwork(stack, platformDatabases({ network }))).resource;
    const rule = (all: typeof resource) => all['aws_vpc_security_group_ingress_rule']?.['client-10-1-0-0-16'];
    expect(rule(less)).toEqual(rule(resource));
  });
});

describe('the parameter groups', () => {
  const { resource, moved } = configurationOf((stack) => addParameterGroups(stack, databases)) as {
    resource: Record<string, Record<string, Record<string, unknown>>>;
    moved?: unknown;
  };
  const groups = resource['aws_db_parameter_group'] ?? {};

  test('are one for each version that an instance may have, so that an upgrade deletes none', () => {
    expect(Object.keys(groups)).toEqual(['parameter-group-15', 'parameter-group-16']);
    const { parameter: _, ...group } = groups['parameter-group-16'] ?? {};
    expect(group).toEqual({
      name: 'acme-prod-postgres16',
      family: 'postgres16',
      description: 'PostgreSQL over TLS only, no passwords in its log',
      tags,
      lifecycle: { create_before_destroy: true },
    });
  });

  test('keep the group that stacks of earlier releases had', () => {
    expect(moved).toEqual([
      { from: 'aws_db_parameter_group.parameter-group', to: 'aws_db_parameter_group.parameter-group-16' },
    ]);
  });

  test('force TLS and log no statement that may hold a password', () => {
    const parameters = groups['parameter-group-16']?.['parameter'] as {
      name: string;
      value: string;
      apply_method: string;
    }[];
    expect(Object.fromEntries(parameters.map(({ name, value }) => [name, value]))).toEqual({
      'rds.force_ssl': '1',
      log_connections: '1',
      log_disconnections: '1',
      log_lock_waits: '1',
      log_min_duration_statement: '1000',
      log_min_error_statement: 'panic',
      log_parameter_max_length: '0',
      log_parameter_max_length_on_error: '0',
      log_statement: 'none',
      password_encryption: 'scram-sha-256',
    });
    expect(new Set(parameters.map(({ apply_method }) => apply_method))).toEqual(new Set(['immediate']));
  });
});

const AWS = { accountId: '123456789012', region: 'eu-west-2', partition: 'aws' };

test('A7: the monitoring role has the path and the permissions boundary that the organisation demands', () => {
  const boundary = 'arn:aws:iam::123456789012:policy/boundary';
  const aws = { ...AWS, rolePath: '/platform/', permissionsBoundary: boundary };
  const { resource } = configurationOf((stack) => addMonitoringRole(stack, databases, aws));
  expect(resource['aws_iam_role']?.['monitoring-role']).toMatchObject({
    path: '/platform/',
    permissions_boundary: boundary,
  });
});

test("the monitoring role is for RDS, and for this account's instances", () => {
  const { resource } = configurationOf((stack) => addMonitoringRole(stack, databases, AWS));
  const { assume_role_policy: trust, ...role } = resource['aws_iam_role']?.['monitoring-role'] ?? {};
  expect(role).toEqual({ name: 'acme-prod-monitoring', description: 'Enhanced monitoring of databases', tags });
  expect(JSON.parse(String(trust))).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: 'monitoring.rds.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
      },
    ],
  });
  expect(resource['aws_iam_role_policy_attachment']).toEqual({
    'monitoring-role-policy': {
      role: '${aws_iam_role.monitoring-role.name}',
      policy_arn: 'arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole',
    },
  });
});
