import type { AppFacts, AppInEnvironment, PlatformFacts, StackFacts, Tags } from '@goldenpath/model';
import type {
  DatabaseInstance,
  DatabasePart,
  PlatformDatabases,
  RegistryPart,
  RepositoryPart,
} from '@goldenpath/parts';

/** Complete facts of a small fleet. A test changes what it tests. */

export function stackFacts(name: string, changes: Partial<StackFacts> = {}): StackFacts {
  return { name, state: { type: 'local' }, stateKey: `terraform.${name}.tfstate`, dependsOn: [], ...changes };
}

export const TAGS: Tags = {
  id: 'orders-api',
  owner: 'app-team',
  risk: 'medium',
  environment: 'all',
  'managed-by': 'goldenpath',
};

export function registryPart(changes: Partial<RegistryPart> = {}): RegistryPart {
  return {
    name: 'orders-api',
    arn: 'arn:aws:ecr:eu-west-2:123456789012:repository/orders-api',
    url: '123456789012.dkr.ecr.eu-west-2.amazonaws.com/orders-api',
    encryption: 'AES256',
    keepImages: 30,
    tagPrefixes: ['prod-', 'dev-'],
    isProtected: true,
    mutableTags: ['latest'],
    pushRole: {
      name: 'orders-api-push',
      arn: 'arn:aws:iam::123456789012:role/orders-api-push',
      oidcProviderArn: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com',
      subjects: ['repo:acme/orders-api:ref:refs/heads/main', 'repo:acme/orders-api:environment:prod'],
    },
    ...changes,
  };
}

export function repositoryPart(changes: Partial<RepositoryPart> = {}): RepositoryPart {
  return {
    organisation: 'acme',
    name: 'orders-api',
    description: 'Takes orders',
    topics: ['idp-managed', 'python', 'team-app-team'],
    team: 'app-team',
    defaultBranch: 'main',
    isProtected: true,
    environments: [
      { name: 'dev', approvers: [] },
      { name: 'prod', approvers: ['security-team', 'app-team'] },
    ],
    variables: { AWS_REGION: 'eu-west-2', ECR_REPOSITORY: 'orders-api' },
    ...changes,
  };
}

export function databaseInstance(changes: Partial<DatabaseInstance> = {}): DatabaseInstance {
  return {
    identifier: 'acme-prod',
    instanceClass: 'db.t3.medium',
    engineVersion: '16',
    port: 5432,
    storageGb: 20,
    maxStorageGb: 100,
    backupRetentionDays: 14,
    multiAz: true,
    risk: 'medium',
    masterUsername: 'goldenpath',
    finalSnapshotPrefix: 'acme-prod-final',
    isProtected: true,
    ...changes,
  };
}

export function platformDatabases(changes: Partial<PlatformDatabases> = {}): PlatformDatabases {
  return {
    network: {
      vpcId: 'vpc-0a1b2c3d4e5f60718',
      subnetIds: ['subnet-0a1b2c3d4e5f60718', 'subnet-0a1b2c3d4e5f60719'],
      clientCidrs: ['10.0.0.0/16', '10.1.0.0/16'],
    },
    subnetGroupName: 'acme-prod-databases',
    securityGroupName: 'acme-prod-clients',
    parameterGroups: [
      { name: 'acme-prod-postgres15', version: '15' },
      { name: 'acme-prod-postgres16', version: '16' },
    ],
    monitoringRole: {
      name: 'acme-prod-monitoring',
      policyArn: 'arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole',
    },
    sharedInstance: databaseInstance(),
    tags: { ...TAGS, id: 'acme-platform', owner: 'platform', environment: 'prod' },
    ...changes,
  };
}

const AWS = { accountId: '123456789012', region: 'eu-west-2', partition: 'aws' };
const OPEN = { aws: AWS, approvers: [], mutableTags: false, isProduction: false };

export function platformFacts(changes: Partial<PlatformFacts> = {}): PlatformFacts {
  return {
    organisation: 'acme',
    domain: 'acme.example',
    aws: AWS,
    registryAccount: AWS,
    state: { type: 'local' },
    environments: [
      { name: 'dev', ...OPEN },
      { name: 'prod', ...OPEN, isProduction: true, database: platformDatabases(), stack: stackFacts('platform-prod') },
    ],
    accept: [],
    gitops: { layout: 'central', repository: 'acme/gitops', branch: 'main' },
    teams: [],
    clusters: [],
    ...changes,
  };
}

export function databasePart(changes: Partial<DatabasePart> = {}): DatabasePart {
  return {
    name: 'orders',
    username: 'orders_app',
    size: 'small',
    connectionLimit: 20,
    instance: { mode: 'shared', identifier: 'acme-prod', port: 5432 },
    secret: { path: 'goldenpath/prod/orders/postgres', isProtected: true },
    ...changes,
  };
}

export const DEDICATED: DatabasePart['instance'] = {
  mode: 'dedicated',
  ...databaseInstance({
    identifier: 'orders-api-prod',
    finalSnapshotPrefix: 'orders-api-prod-final',
    multiAz: false,
    risk: 'high',
  }),
  placement: {
    vpcId: 'vpc-0a1b2c3d4e5f60718',
    subnetGroupName: 'acme-prod-databases',
    securityGroupName: 'acme-prod-clients',
    parameterGroupName: 'acme-prod-postgres16',
    monitoringRoleName: 'acme-prod-monitoring',
  },
};

export function appInEnvironment(changes: Partial<AppInEnvironment> = {}): AppInEnvironment {
  return {
    environment: 'prod',
    namespace: 'apps',
    labels: {},
    selector: {},
    services: [],
    uses: [],
    database: databasePart(),
    stack: stackFacts('app-orders-api-prod', { dependsOn: ['platform-prod'] }),
    tags: { ...TAGS, environment: 'prod' },
    ...changes,
  };
}

export function appFacts(changes: Partial<AppFacts> = {}): AppFacts {
  return {
    name: 'orders-api',
    kind: 'backend-app-rds',
    description: 'Takes orders',
    owner: 'app-team',
    risk: 'medium',
    accept: [],
    manifestsPath: 'apps/orders-api/deploy',
    stack: stackFacts('app-orders-api'),
    repository: repositoryPart(),
    registry: registryPart(),
    tags: TAGS,
    general: [],
    environments: [appInEnvironment()],
    ...changes,
  };
}
