import {
  type AppSpec,
  DATABASE_SIZES,
  type DatabaseSettings,
  type Environment,
  type Platform,
  type Risk,
} from '@goldenpath/spec';
import type { PlatformDatabases, PlatformEnvironment, PlatformFacts } from './facts';
import { monitoringRoleName, platformStackName, sharedInstanceName } from './names';
import { instance } from './parts/database';
import { stackFacts } from './stacks';
import { platformTags } from './tags';

const RISKS: readonly Risk[] = ['low', 'medium', 'high'];

/** What the platform has for all applications. The shared instances serve the neediest database that is on them. */
export function resolvePlatform(platform: Platform, apps: readonly AppSpec[]): PlatformFacts {
  return {
    organisation: platform.organisation,
    aws: platform.aws,
    state: platform.state,
    environments: platform.environments.map((environment) => resolveEnvironment(environment, platform, apps)),
    accept: platform.accept,
    gitops: platform.gitops,
  };
}

function resolveEnvironment(
  environment: Environment,
  platform: Platform,
  apps: readonly AppSpec[],
): PlatformEnvironment {
  const { databases, name, approvers, mutableTags } = environment;
  const isProduction = approvers.length > 0 || environment === platform.environments.at(-1);
  const general = { name, approvers, mutableTags, isProduction };
  if (databases === undefined) return general;
  const sharing = databasesOnSharedInstance(apps, name);
  const base = sharedInstanceName(platform.organisation, name);
  const risk = highest<Risk>(RISKS, ['low', ...sharing.map((app) => app.risk)]);
  const needs = {
    ...databases.shared,
    size: highest(DATABASE_SIZES, [databases.shared.size, ...sharing.map(({ database }) => database.size)]),
    backupRetentionDays: Math.max(
      databases.minimumBackupRetentionDays,
      platform.postgres.backupRetentionDays.low,
      ...sharing.map(({ database }) => database.backupRetentionDays),
    ),
  };
  const facts: PlatformDatabases = {
    stack: stackFacts(platform, platformStackName(name)),
    network: databases.network,
    subnetGroupName: `${base}-postgres`,
    securityGroupName: `${base}-postgres`,
    parameterGroup: {
      name: `${base}-postgres${platform.postgres.version}`,
      family: `postgres${platform.postgres.version}`,
    },
    monitoringRole: {
      name: monitoringRoleName(base),
      policyArn: `arn:${platform.aws.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole`,
    },
    sharedInstance: instance(base, needs, risk, environment, platform),
    tags: platformTags(platform.organisation, risk, name),
  };
  return { ...general, databases: facts };
}

interface SharedDatabase {
  readonly risk: Risk;
  readonly database: DatabaseSettings;
}

function databasesOnSharedInstance(apps: readonly AppSpec[], environment: string): SharedDatabase[] {
  return apps.flatMap(({ risk, settings }) => {
    const database = settings[environment]?.database;
    return database?.instance === 'shared' ? [{ risk, database }] : [];
  });
}

function highest<T>(order: readonly T[], values: readonly T[]): T {
  const index = Math.max(...values.map((value) => order.indexOf(value)));
  return order[index] ?? (values[0] as T);
}
