import { findingIn, type RuleFinding } from '@goldenpath/extension';
import type { DatabaseRule } from './change';
import { type InstancePair, instancePairs } from './instances';

/** The recommended minimum of backup days in production. */
const LEAST_DAYS = 14;

const REMEDY = `Keep backups as long as before, and in production for at least ${LEAST_DAYS} days: \`database.backupRetentionDays\` of a spec, \`databases.minimumBackupRetentionDays\` of the platform.`;

/** Reports production backups that are kept for too short a time, or for less time than before. */
export const shortRetention: DatabaseRule = {
  id: 'short-retention',
  rank: 150,
  severity: 'danger',
  firesOn: `An RDS instance in production that now keeps its backups for fewer than ${LEAST_DAYS} days, or for fewer days than before.`,
  advice: REMEDY,
  find: (change) =>
    instancePairs(change).flatMap((pair): RuleFinding[] => {
      const message = shortText(pair);
      return message === undefined ? [] : [findingIn(pair.scope, 'danger', message, REMEDY)];
    }),
};

function shortText({ base, head, environment }: InstancePair): string | undefined {
  if (head === undefined || environment.head?.isProduction !== true) return undefined;
  const days = head.backupRetentionDays;
  const where = `Backups of the instance ${head.identifier} in ${environment.name}`;
  if (base !== undefined && days < base.backupRetentionDays)
    return `${where} are kept for ${days} days instead of ${base.backupRetentionDays}.`;
  const wasShort = base !== undefined && environment.base?.isProduction === true;
  return days < LEAST_DAYS && !wasShort ? `${where} are kept for ${days} days only.` : undefined;
}
