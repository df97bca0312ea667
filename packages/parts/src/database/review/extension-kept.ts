import { findingIn, listed, type RuleFinding, scopeText } from '@goldenpath/extension';
import { librariesOf } from '../extensions';
import type { DatabasePart } from '../types';
import type { DatabaseRule } from './change';

const REMEDY =
  'Drop it in a migration, once nothing uses it: `DROP EXTENSION`. Provisioning removes no extension, because its types and indexes go with it.';

/** Reports extensions that leave a spec and stay in the database. */
export const extensionKept: DatabaseRule = {
  id: 'extension-kept',
  rank: 255,
  severity: 'info, or warning where its library is no longer loaded',
  firesOn: 'An extension that leaves `database.extensions`. It stays in the database.',
  advice: REMEDY,
  find: (change) =>
    change.inEnvironments.flatMap((pair): RuleFinding[] => {
      const { base, head } = pair;
      if (base === undefined || head === undefined || base.name !== head.name) return [];
      const gone = (base.extensions ?? []).filter((name) => head.extensions?.includes(name) !== true);
      if (gone.length === 0) return [];
      const isUnloaded = librariesIn(base).some((library) => !librariesIn(head).includes(library));
      const message = `${scopeText(pair)} no longer lists ${listed(gone)}, which ${gone.length === 1 ? 'stays' : 'stay'} in the database ${head.name}${isUnloaded ? ' without the library' : ''}.`;
      return [findingIn(pair, isUnloaded ? 'warning' : 'info', message, REMEDY)];
    }),
};

function librariesIn({ extensions = [] }: DatabasePart): string[] {
  return librariesOf(extensions);
}
