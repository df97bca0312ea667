import { type DatabaseSize, type DraftSpec, type Environment, valueAt } from '@goldenpath/extension';
import { SIZES } from './sizes';

/**
 * Returns the override of an environment for a new database: the largest allowed size, if the chosen one is not allowed.
 */
export function databaseDraftOverrides(draft: DraftSpec, environment: Environment): DraftSpec | undefined {
  const database = sizeIn(draft, environment);
  return Object.keys(database).length === 0 ? undefined : { database };
}

function sizeIn(draft: DraftSpec, { databases }: Environment): DraftSpec {
  // Without a chosen size, the default is an allowed one.
  const wanted = valueAt(draft, ['database', 'size']) as DatabaseSize | undefined;
  if (wanted === undefined) return {};
  const index = SIZES.indexOf(wanted);
  if (index < 0 || databases === undefined || databases.sizes.includes(wanted)) return {};
  const allowed = SIZES.filter((size) => databases.sizes.includes(size));
  const nearest = allowed.findLast((size) => SIZES.indexOf(size) < index) ?? allowed[0];
  return nearest === undefined ? {} : { size: nearest };
}
