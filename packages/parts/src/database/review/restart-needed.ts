import { findingIn, listed, type RuleFinding, severityIn } from '@goldenpath/extension';
import type { DatabaseInstance } from '../types';
import type { DatabaseRule } from './change';
import { instancePairs } from './instances';

const REMEDY =
  'Restart the instance in a quiet hour, after its stack is deployed: `aws rds reboot-db-instance`, for each instance of an Aurora cluster. Until then the old values count, and an extension that needs them cannot be created.';

/** Reports parameters of an instance that take effect with its next restart, which neither Terraform nor RDS starts. */
export const restartNeeded: DatabaseRule = {
  id: 'restart-needed',
  rank: 166,
  severity: 'info, in production warning',
  firesOn:
    'An RDS instance that gets another parameter group, or a parameter that PostgreSQL reads when it starts, such as the library of an extension. A new instance starts with all of them, and an upgrade restarts the instance.',
  advice: REMEDY,
  find: (change) =>
    instancePairs(change).flatMap(({ scope, environment, base, head }): RuleFinding[] => {
      if (base === undefined || head === undefined || base.engineVersion !== head.engineVersion) return [];
      const waiting = parametersThatWait(base, head);
      if (waiting.length === 0) return [];
      const severity = severityIn(environment) === 'danger' ? 'warning' : 'info';
      const message = `The instance ${head.identifier} in ${environment.name} needs a restart before ${listed(waiting)} ${waiting.length === 1 ? 'takes' : 'take'} effect.`;
      return [findingIn(scope, severity, message, REMEDY)];
    }),
};

/** Of another group, all differences wait for a restart. */
function parametersThatWait(base: DatabaseInstance, head: DatabaseInstance): string[] {
  const [before, after] = [ownIn(base), ownIn(head)];
  const isOtherGroup = (base.parameterGroups === undefined) !== (head.parameterGroups === undefined);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().filter((name) => {
    if (before[name]?.value === after[name]?.value) return false;
    return isOtherGroup || (after[name] ?? before[name])?.isStatic === true;
  });
}

function ownIn({ parameterGroups = [], engineVersion }: DatabaseInstance) {
  return parameterGroups.find(({ version }) => version === engineVersion)?.parameters ?? {};
}
