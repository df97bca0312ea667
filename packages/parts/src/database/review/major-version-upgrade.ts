import { findingIn, type RuleFinding } from '@goldenpath/extension';
import type { DatabaseInstance } from '../types';
import type { DatabaseChange, DatabaseRule } from './change';
import { instancePairs } from './instances';

const REMEDY =
  'Before this is merged: test the application on the new version, remove prepared transactions and replication slots, and update or drop extensions that the new version does not have. Take a snapshot: only a restore goes back. Upgrade an earlier environment first (`databases.version`). Afterwards: `ANALYZE` each database, because the upgrade keeps no statistics.';

const DOWNGRADE = 'Keep the version. To go back, restore a snapshot from before the upgrade as another instance.';

/** Reports an instance that gets another major version of PostgreSQL. */
export const majorVersionUpgrade: DatabaseRule = {
  id: 'major-version-upgrade',
  rank: 72,
  severity: 'danger',
  firesOn:
    'An RDS instance that gets a higher major version of PostgreSQL. It is unavailable meanwhile, and the upgrade cannot be taken back.',
  advice: REMEDY,
  find: (change) =>
    versionPairs(change).flatMap(({ scope, environment, before, after }): RuleFinding[] => {
      if (Number(after.engineVersion) < Number(before.engineVersion)) return [];
      const moment =
        after.appliesImmediately === true
          ? 'as soon as it is deployed'
          : `in its next maintenance window${after.maintenanceWindow === undefined ? '' : `, ${after.maintenanceWindow} (UTC)`}`;
      const message = `The instance ${after.identifier} in ${environment} is upgraded from PostgreSQL ${before.engineVersion} to ${after.engineVersion} ${moment}: it is unavailable for minutes up to hours, and cannot go back.`;
      return [findingIn(scope, 'danger', message, REMEDY)];
    }),
};

/** Returns instances that would go back to an earlier version, for `immutable-field`. */
export function downgradedInstances(change: DatabaseChange): RuleFinding[] {
  return versionPairs(change).flatMap(({ scope, environment, before, after }): RuleFinding[] => {
    if (Number(after.engineVersion) > Number(before.engineVersion)) return [];
    const message = `AWS refuses to take the instance ${after.identifier} in ${environment} back from PostgreSQL ${before.engineVersion} to ${after.engineVersion}.`;
    return [findingIn(scope, 'danger', message, DOWNGRADE)];
  });
}

function versionPairs(change: DatabaseChange) {
  return instancePairs(change).flatMap(({ scope, environment, base, head }) =>
    base === undefined || head === undefined || isSameVersion(base, head)
      ? []
      : [{ scope, environment: environment.name, before: base, after: head }],
  );
}

function isSameVersion(base: DatabaseInstance, head: DatabaseInstance): boolean {
  return base.engineVersion === head.engineVersion;
}
