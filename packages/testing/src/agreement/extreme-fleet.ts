import type { WrittenAppSpec, WrittenPlatform } from '@goldenpath/spec';

const ENVIRONMENTS = ['preproductio', 'production-a'];

/** A name of exactly this length. */
const long = (start: string, length: number): string => start.padEnd(length, 'x');

const platform: WrittenPlatform = {
  organisation: long('organisation', 39),
  domain: `${long('d', 63)}.${long('e', 61)}.io`,
  aws: { accountId: '123456789012', region: 'ap-southeast-1' },
  teams: [long('team', 39)],
  environments: ENVIRONMENTS.map((name) => ({
    name,
    logLevel: 'info',
    host: '{app}.{environment}.{domain}',
    clusterIssuer: `issuer-${name}`,
    databases: {
      network: {
        vpcId: 'vpc-0d0e0f10111213140',
        subnetIds: ['subnet-0d0e0f10111213141', 'subnet-0d0e0f10111213142'],
        clientCidrs: ['10.10.0.0/16'],
      },
    },
  })),
  kubernetes: { namespace: '{team}-{environment}' },
  delivery: { workflow: 'an/other/.github/workflows/build.yml@main' },
  postgres: { version: '16' },
};

/** A fleet whose every name is as long as it may be. */
export function extremeFleet(): { platform: WrittenPlatform; apps: WrittenAppSpec[] } {
  const common = { description: 'x'.repeat(350), owner: long('team', 39) };
  const database = { name: long('d', 63), username: long('u', 31), instance: 'dedicated' } as const;
  return {
    platform,
    apps: [
      {
        kind: 'stateful-app',
        name: long('cache', 50),
        ...common,
        replicas: 5,
        storage: { size: '1Gi', mountPath: '/data' },
      },
      { kind: 'backend-app-rds', name: long('orders', 50), ...common, uses: [long('cache', 50)], database },
      {
        kind: 'rds-database',
        name: long('report', 50),
        ...common,
        database: { name: long('r', 63), username: long('s', 31) },
      },
    ],
  };
}
