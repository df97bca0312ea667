import { findingIn, type RuleFinding, severityIn } from '@goldenpath/extension';
import type { DatabaseInstance } from '../types';
import type { DatabaseRule } from './change';
import { instancePairs } from './instances';

const REMEDY =
  'Plan for the interruption: clients have to reconnect. To choose the time, modify the instance by hand in a quiet hour before its maintenance window.';

/** Reports a changed instance class, which interrupts connections. */
export const instanceClassChanged: DatabaseRule = {
  id: 'instance-class-changed',
  rank: 165,
  severity: 'info, in production warning',
  firesOn:
    'An RDS instance whose class changes. RDS applies it in the next maintenance window, or at once with `applyImmediately`, and restarts the instance; with Multi-AZ it fails over to the standby.',
  advice: REMEDY,
  find: (change) =>
    instancePairs(change).flatMap(({ scope, environment, base, head }): RuleFinding[] => {
      if (base === undefined || head === undefined || base.instanceClass === head.instanceClass) return [];
      const severity = severityIn(environment) === 'danger' ? 'warning' : 'info';
      return [findingIn(scope, severity, messageOf(base, head, environment.name), REMEDY)];
    }),
};

/** Only an instance that already has a standby can fail over to it. */
function messageOf(base: DatabaseInstance, head: DatabaseInstance, environment: string): string {
  const downtime =
    base.multiAz && head.multiAz
      ? 'a failover to the standby interrupts it, usually for 1 to 2 minutes'
      : 'it is unavailable while RDS changes it, usually for several minutes';
  const moment = head.appliesImmediately === true ? 'as soon as it is deployed' : 'in its next maintenance window';
  return `The instance ${head.identifier} in ${environment} changes from ${base.instanceClass} to ${head.instanceClass} ${moment}: ${downtime}.`;
}
