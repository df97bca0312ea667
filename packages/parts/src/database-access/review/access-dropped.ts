import { departure, findingIn, type ReviewRule, type RuleFinding, scopeText } from '@goldenpath/extension';
import { type DatabaseAccessPart, LEVELS } from '../types';

const REMEDY =
  'First deploy the application without its use of the database. The role is dropped with the next `goldenpath rds provision` of the application that has the database, and its sessions end then.';

const WITH_ARTICLE = { owner: 'an owner', editor: 'an editor', reader: 'a reader' } as const;

/** Reports accesses that end, while pods may still use them. */
export const accessDropped: ReviewRule<DatabaseAccessPart, undefined, undefined> = {
  id: 'database-access-dropped',
  rank: 131,
  severity: 'warning',
  firesOn:
    'An application that loses its access to a database of another one, because it leaves the fleet or an environment, or its spec no longer lists the database. Its secret is deleted, and its role is dropped. Or an access that becomes lower.',
  advice: REMEDY,
  find: (change) =>
    change.inEnvironments.flatMap((pair): RuleFinding[] =>
      Object.entries(pair.base?.databases ?? {}).flatMap(([app, base]) => {
        const head = pair.head?.databases[app];
        if (head !== undefined && LEVELS.indexOf(head.access) >= LEVELS.indexOf(base.access)) return [];
        const why = departure(change, pair.of);
        const subject = why === undefined ? scopeText(pair) : `${why}: it`;
        const database = `the database ${base.database} of ${app}`;
        const message =
          head === undefined
            ? `${subject} loses its access to ${database}.`
            : `${subject} becomes ${WITH_ARTICLE[head.access]} of ${database}, and was ${WITH_ARTICLE[base.access]}.`;
        return [findingIn(pair, 'warning', message, REMEDY)];
      }),
    ),
};
