import { builtInRegistry } from '@goldenpath/parts';
import {
  resolveApp,
  resolvePlatform,
  type WrittenAppSpec,
  type WrittenSpecOf,
  type WrittenEnvironment,
  type WrittenPlatform,
} from '@goldenpath/spec';
import { type AppInEnvironment, type FleetFacts, resolveFleet } from '@goldenpath/model';

const NETWORK = {
  vpcId: 'vpc-00000000',
  subnetIds: ['subnet-00000000', 'subnet-00000001'],
  clientCidrs: ['10.0.0.0/8'],
};

export const DEV: WrittenEnvironment = {
  name: 'dev',
  logLevel: 'debug',
  host: '{app}.{environment}.{domain}',
  mutableTags: true,
  databases: { network: NETWORK },
};

export const PROD: WrittenEnvironment = {
  name: 'prod',
  logLevel: 'warn',
  host: '{app}.{domain}',
  clusterIssuer: 'letsencrypt-prod',
  approvers: ['data-team'],
  databases: { network: NETWORK, multiAz: true, minimumBackupRetentionDays: 14 },
};

export const PLATFORM: WrittenPlatform = {
  organisation: 'acme',
  domain: 'example.org',
  aws: { accountId: '123456789012', region: 'eu-west-2' },
  teams: ['app-team', 'data-team'],
  environments: [DEV, PROD],
  delivery: { workflow: 'a/b/c.yml@main' },
};

const WHO = { description: 'What it is', owner: 'app-team' };

export const SHOP: WrittenAppSpec = { kind: 'stateless-app', name: 'shop', ...WHO };
export const CACHE: WrittenAppSpec = {
  kind: 'stateful-app',
  name: 'my-redis',
  ...WHO,
  image: 'redis:7.4',
  port: 6379,
  storage: { size: '1Gi', mountPath: '/data' },
};
export const ORDERS: WrittenSpecOf<'backend-app-rds'> = {
  kind: 'backend-app-rds',
  name: 'orders',
  ...WHO,
  database: { name: 'orders_db', username: 'orders_app' },
};
export const REPORTS: WrittenSpecOf<'rds-database'> = {
  kind: 'rds-database',
  name: 'reports',
  ...WHO,
  database: { name: 'reporting', username: 'reporting_owner' },
};

export function factsOf(apps: readonly WrittenAppSpec[], written: WrittenPlatform = PLATFORM): FleetFacts {
  const platform = resolvePlatform(written);
  return resolveFleet(
    platform,
    apps.map((app) => resolveApp(app, platform, builtInRegistry)),
    builtInRegistry,
  );
}

/** The first application in one environment. */
export function placed(
  apps: readonly WrittenAppSpec[],
  environment: string,
  platform?: WrittenPlatform,
): AppInEnvironment {
  const name = apps[0]?.name;
  const found = factsOf(apps, platform)
    .apps.find((app) => app.name === name)
    ?.environments.find((place) => place.environment === environment);
  if (found === undefined) throw new Error(`${name} is not in ${environment}`);
  return found;
}
