import { findingIn, type RuleFinding, severityIn } from '@goldenpath/extension';
import type { DatabaseRule } from './change';
import { type InstancePair, instancePairs } from './instances';

/** The recommended minimum of backup days in production. */
const LEAST_DAYS = 14;

const REMEDY = `Keep backups as long as before, and in production for at least ${LEAST_DAYS} days: \`database.backupRetentionDays\` of a spec, \`databases.minimumBackupRetentionDays\` of the platform.`;

/** Reports backups that are kept for less time than before, and in production for too short a time. */
export const shortRetention: DatabaseRule = {
  id: 'short-retention',
  rank: 150,
  severity: 'warning, in production danger',
  firesOn: `An RDS instance that now keeps its backups for fewer days than before: the older ones are deleted at once. In production, also one that keeps them for fewer than ${LEAST_DAYS} days.`,
  advice: REMEDY,
  find: (change) =>
    instancePairs(change).flatMap((pair): RuleFinding[] => {
      const message = shortText(pair);
      return message === undefined ? [] : [findingIn(pair.scope, severityIn(pair.environment), message, REMEDY)];
    }),
};

function shortText({ base, head, environment }: InstancePair): string | undefined {
  if (head === undefined) return undefined;
  const days = head.backupRetentionDays;
  const where = `Backups of the instance ${head.identifier} in ${environment.name}`;
  if (base !== undefined && days < base.backupRetentionDays)
    return `${where} are kept for ${days} days instead of ${base.backupRetentionDays}.`;
  if (environment.head?.isProduction !== true) return undefined;
  const wasShort = base !== undefined && environment.base?.isProduction === true;
  return days < LEAST_DAYS && !wasShort ? `${where} are kept for ${days} days only.` : undefined;
}
