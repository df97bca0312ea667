import type { CloudObject } from '../../account';
import { isObject, type Value, type Values } from '../../wire/values';
import type { DataBehaviour, Lookup } from '../behaviour';
import { capitals, hex, text, texts } from '../made-up';
import { regionOf } from './names';

function inRegion(config: Values, lookup: Lookup, type: string): CloudObject[] {
  const region = regionOf(config, lookup.scope);
  return lookup.all(type).filter(({ values }) => !text(values['region']) || text(values['region']) === region);
}

/** Returns whether an object has all requested tags. */
function hasTags(values: Values, wanted: Value | undefined): boolean {
  const tags = values['tags_all'] ?? values['tags'];
  return (
    !isObject(wanted) ||
    Object.entries(wanted).every(([name, tag]) => isObject(tags ?? null) && (tags as Values)[name] === tag)
  );
}

/** Attributes with a different name in the data source than in the resource. */
const DB_NAMES: { readonly [data: string]: string } = {
  db_instance_arn: 'arn',
  db_instance_class: 'instance_class',
  db_instance_identifier: 'identifier',
  db_instance_port: 'port',
  db_subnet_group: 'db_subnet_group_name',
  master_username: 'username',
  preferred_backup_window: 'backup_window',
  preferred_maintenance_window: 'maintenance_window',
  vpc_security_groups: 'vpc_security_group_ids',
};

const dbInstance: DataBehaviour = {
  type: 'aws_db_instance',
  read: (config, lookup) => {
    const wanted = text(config['db_instance_identifier']);
    const found = inRegion(config, lookup, 'aws_db_instance').filter(
      ({ values }) => (wanted === '' || text(values['identifier']) === wanted) && hasTags(values, config['tags']),
    );
    const [only] = found;
    if (only === undefined || found.length > 1) {
      return {
        summary:
          only === undefined
            ? `reading RDS DB Instance (${wanted}): couldn't find resource`
            : 'multiple RDS DB Instances matched',
      };
    }
    const renamed = Object.entries(DB_NAMES).map(([data, own]) => [data, only.values[own] ?? null] as const);
    return {
      ...only.values,
      ...Object.fromEntries(renamed),
      id: text(only.values['identifier']),
      db_parameter_groups: texts(only.values['parameter_group_name']),
      option_group_memberships: texts(only.values['option_group_name']),
    };
  },
};

const rdsCluster: DataBehaviour = {
  type: 'aws_rds_cluster',
  read: (config, lookup) => {
    const wanted = text(config['cluster_identifier']);
    const found = inRegion(config, lookup, 'aws_rds_cluster').find(
      ({ values }) => text(values['cluster_identifier']) === wanted && hasTags(values, config['tags']),
    );
    return found?.values ?? { summary: `reading RDS Cluster (${wanted}): couldn't find resource` };
  },
};

const securityGroup: DataBehaviour = {
  type: 'aws_security_group',
  read: (config, lookup) => {
    const found = inRegion(config, lookup, 'aws_security_group').filter(
      ({ values }) =>
        ['id', 'name', 'vpc_id'].every((name) => text(config[name]) === '' || config[name] === values[name]) &&
        hasTags(values, config['tags']),
    );
    const [only] = found;
    if (only !== undefined && found.length === 1) return only.values;
    return {
      summary:
        only === undefined
          ? 'no matching EC2 Security Group found'
          : 'multiple EC2 Security Groups matched; use additional constraints to reduce matches to a single EC2 Security Group',
    };
  },
};

function byName(type: string, attribute: string, missing: (name: string) => string): DataBehaviour {
  return {
    type,
    read: (config, lookup) => {
      const wanted = text(config[attribute]);
      const found = inRegion(config, lookup, type).find(({ values }) => text(values[attribute]) === wanted);
      return found === undefined ? { summary: missing(wanted) } : found.values;
    },
  };
}

const role = byName('aws_iam_role', 'name', (name) => `reading IAM Role (${name}): couldn't find resource`);
const ecr = byName('aws_ecr_repository', 'name', (name) => `reading ECR Repository (${name}): couldn't find resource`);
const subnetGroup = byName(
  'aws_db_subnet_group',
  'name',
  (name) => `reading RDS DB Subnet Group (${name}): couldn't find resource`,
);

const secret: DataBehaviour = {
  type: 'aws_secretsmanager_secret',
  read: (config, lookup) => {
    const [name, own] = [text(config['name']), text(config['arn'])];
    const found = inRegion(config, lookup, 'aws_secretsmanager_secret').find(
      ({ values }) => text(values['name']) === name || text(values['arn']) === own,
    );
    return found?.values ?? { summary: `reading Secrets Manager Secret (${name || own}): couldn't find resource` };
  },
};

/** Exists independently of Terraform: there is always a provider for GitHub's tokens. */
const openIdProvider: DataBehaviour = {
  type: 'aws_iam_openid_connect_provider',
  read: (config, { scope, all }) => {
    const host =
      text(config['url']).replace(/^https:\/\//, '') || (text(config['arn']).split(':oidc-provider/')[1] ?? '');
    const own = `arn:${scope.partition}:iam::${scope.accountId}:oidc-provider/${host}`;
    const made = all('aws_iam_openid_connect_provider').find(({ values }) => values['arn'] === own);
    return made?.values ?? { id: own, arn: own, url: host, client_id_list: ['sts.amazonaws.com'], thumbprint_list: [] };
  },
};

const callerIdentity: DataBehaviour = {
  type: 'aws_caller_identity',
  read: (_config, { scope }) => ({
    id: scope.accountId,
    account_id: scope.accountId,
    arn: `arn:${scope.partition}:sts::${scope.accountId}:assumed-role/simulated/goldenpath`,
    user_id: `AROA${capitals('caller', 17)}:goldenpath`,
  }),
};

const region: DataBehaviour = {
  type: 'aws_region',
  read: (config, { scope }) => {
    const name = text(config['region']) || text(config['name']) || scope.region;
    return { id: name, name, region: name, endpoint: `ec2.${name}.amazonaws.com`, description: `Simulated (${name})` };
  },
};

const partition: DataBehaviour = {
  type: 'aws_partition',
  read: (_config, { scope }) => ({
    id: scope.partition,
    partition: scope.partition,
    dns_suffix: 'amazonaws.com',
    reverse_dns_prefix: 'com.amazonaws',
  }),
};

/** Networks are created elsewhere, so any id exists. */
const vpc: DataBehaviour = {
  type: 'aws_vpc',
  read: (config, { scope }) => {
    const id = text(config['id']) || `vpc-${hex(`vpc:${scope.region}:${JSON.stringify(config['tags'] ?? null)}`, 17)}`;
    const own = `arn:${scope.partition}:ec2:${regionOf(config, scope)}:${scope.accountId}:vpc/${id}`;
    return {
      id,
      arn: own,
      cidr_block: '10.0.0.0/16',
      owner_id: scope.accountId,
      state: 'available',
      enable_dns_support: true,
      enable_dns_hostnames: true,
      instance_tenancy: 'default',
      default: false,
    };
  },
};

const subnets: DataBehaviour = {
  type: 'aws_subnets',
  read: (config, { scope }) => {
    const seed = JSON.stringify([config['filter'] ?? null, config['tags'] ?? null]);
    const ids = ['a', 'b', 'c'].map((zone) => `subnet-${hex(`${scope.region}${zone}:${seed}`, 17)}`);
    return { id: regionOf(config, scope), ids };
  },
};

/** Lists names, of which there may be none. */
const logGroups: DataBehaviour = {
  type: 'aws_cloudwatch_log_groups',
  read: (config, lookup) => {
    const prefix = text(config['log_group_name_prefix']);
    const found = inRegion(config, lookup, 'aws_cloudwatch_log_group').filter(({ values }) =>
      text(values['name']).startsWith(prefix),
    );
    return {
      id: regionOf(config, lookup.scope),
      log_group_names: found.map(({ values }) => text(values['name'])),
      arns: found.map(({ values }) => text(values['arn'])),
    };
  },
};

/** The data sources of AWS. */
export const AWS_DATA: readonly DataBehaviour[] = [
  logGroups,
  dbInstance,
  rdsCluster,
  securityGroup,
  role,
  ecr,
  subnetGroup,
  secret,
  openIdProvider,
  callerIdentity,
  region,
  partition,
  vpc,
  subnets,
];
