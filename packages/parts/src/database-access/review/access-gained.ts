import { type FindInChange, findingIn, type RuleFinding, scopeText } from '@goldenpath/extension';
import { type AccessLevel, type DatabaseAccess, type DatabaseAccessPart, LEVELS } from '../types';

const MAY: Readonly<Record<AccessLevel, string>> = {
  reader: 'may read',
  editor: 'may change the rows of',
  owner: 'may do everything with',
};

const BEFORE = { reader: 'a reader', editor: 'an editor', owner: 'an owner' } as const;

const REMEDY = 'Ask the owner of the database whether this application may have it. `reader` is the least.';

/** Returns accesses that are new, higher than before, or to another database, for `privilege-gained`. */
export const accessGained: FindInChange<DatabaseAccessPart, undefined, undefined> = ({ inEnvironments }) =>
  inEnvironments.flatMap((pair): RuleFinding[] =>
    Object.entries(pair.head?.databases ?? {}).flatMap(([app, head]) => {
      const base = pair.base?.databases[app];
      if (base !== undefined && !isMore(base, head)) return [];
      const before =
        base === undefined || base.database !== head.database ? '' : `, and was ${BEFORE[base.access]} before`;
      const message = `${scopeText(pair)} ${MAY[head.access]} the database ${head.database} of ${app} from now on${before}.`;
      return [findingIn(pair, head.access === 'reader' ? 'warning' : 'danger', message, REMEDY)];
    }),
  );

function isMore(base: DatabaseAccess, head: DatabaseAccess): boolean {
  if (base.database !== head.database || base.instance.identifier !== head.instance.identifier) return true;
  return LEVELS.indexOf(head.access) > LEVELS.indexOf(base.access);
}
