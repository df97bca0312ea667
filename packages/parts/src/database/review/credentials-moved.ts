import { findingIn, type RuleFinding, scopeText, severityIn } from '@goldenpath/extension';
import type { DatabaseRule } from './change';

const REMEDY =
  'Run `goldenpath rds provision` after the deployment: it gives the database to the new role. Restart what reads the secret, then drop the old role. Or keep `database.username`.';

/** Reports a database whose login changes: pods that run keep the old one until they restart. */
export const credentialsMoved: DatabaseRule = {
  id: 'credentials-moved',
  rank: 78,
  severity: 'warning, in production danger',
  firesOn:
    'A database that keeps its name and gets another role. Its secret gets a new password, and pods cannot log in between the deployment and `goldenpath rds provision`. A secret with another name is reported by `secret-loss`.',
  advice: REMEDY,
  find: (change) =>
    change.inEnvironments.flatMap((pair): RuleFinding[] => {
      const { base, head } = pair;
      if (base === undefined || head === undefined || base.name !== head.name || base.username === head.username)
        return [];
      const message = `The database ${head.name} of ${scopeText(pair)} gets the role ${head.username} instead of ${base.username}: the content of ${head.secret.path} is replaced, and the old login ends.`;
      return [findingIn(pair, severityIn(pair.of.environment), message, REMEDY)];
    }),
};
