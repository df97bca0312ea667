import type { AppSpec, PlatformFactsInput, Risk } from '@goldenpath/extension';
import { RISKS } from '../risk';
import { sharedCapacity } from './cluster';
import { instanceFacts, sharedInstanceName, versionIn } from './facts';
import { ownParameterGroups } from './own-parameters';
import type { DatabaseSettings } from './settings';
import { sizeIn, SIZES } from './sizes';
import type { PlatformDatabases } from './types';
import { versionsInUse } from './versions';

/** Returns what the databases of one environment share. The shared instance has the largest settings that a database on it requests. */
export function databasePlatform({
  platform,
  environment,
  apps,
  tags,
  isProtected,
}: PlatformFactsInput): PlatformDatabases | undefined {
  const { databases } = environment;
  if (databases === undefined) return undefined;
  const sharing = databasesIn(apps, environment.name, 'shared');
  const base = sharedInstanceName(platform, environment);
  const risk = highest<Risk>(RISKS, ['low', ...sharing.map((app) => app.risk)]);
  const aurora = sharedCapacity(databases.shared);
  const needs = {
    ...databases.shared,
    ...(aurora && { aurora }),
    size: highest(SIZES, [databases.shared.size, ...sharing.map(({ database }) => sizeIn(database, environment))]),
    backupRetentionDays: Math.max(
      databases.minimumBackupRetentionDays,
      platform.postgres.backupRetentionDays.low,
      ...sharing.map(({ database }) => database.backupRetentionDays),
    ),
  };
  const version = versionIn({}, environment, platform);
  const parameterGroups = aurora === undefined ? [] : ownParameterGroups(base, version, { name: base, aurora });
  return {
    network: databases.network,
    subnetGroupName: `${base}-postgres`,
    securityGroupName: `${base}-postgres`,
    parameterGroups: versionsInUse([
      version,
      ...databasesIn(apps, environment.name, 'dedicated').map(({ database }) =>
        versionIn(database, environment, platform),
      ),
    ]).map((each) => ({ name: `${base}-postgres${each}`, version: each })),
    monitoringRole: {
      // The longest possible name has 64 characters, the limit of IAM.
      name: `${base}-rds-monitor`,
      policyArn: `arn:${environment.aws.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole`,
    },
    sharedInstance: {
      ...instanceFacts(base, needs, risk, environment, platform),
      ...(parameterGroups.length > 0 && { parameterGroups }),
      isProtected: isProtected('database-loss'),
    },
    tags: tags(risk),
  };
}

interface OwnedDatabase {
  readonly risk: Risk;
  readonly database: DatabaseSettings;
}

function databasesIn(
  apps: readonly AppSpec[],
  environment: string,
  instance: DatabaseSettings['instance'],
): OwnedDatabase[] {
  return apps.flatMap(({ risk, settings }) => {
    const database = settings[environment]?.['database'] as DatabaseSettings | undefined;
    return database?.instance === instance ? [{ risk, database }] : [];
  });
}

function highest<T>(order: readonly T[], values: readonly T[]): T {
  const index = Math.max(...values.map((value) => order.indexOf(value)));
  return order[index] ?? (values[0] as T);
}
