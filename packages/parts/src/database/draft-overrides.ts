import { type DatabaseSize, type DraftSpec, type Environment, valueAt } from '@goldenpath/extension';

/** From the smallest to the largest. */
const SIZES: readonly DatabaseSize[] = ['small', 'medium', 'large', 'xlarge'];

/**
 * What an environment asks of a new database: the largest size that it allows where it does not allow the one that was chosen.
 */
export function databaseDraftOverrides(draft: DraftSpec, environment: Environment): DraftSpec | undefined {
  const database = sizeIn(draft, environment);
  return Object.keys(database).length === 0 ? undefined : { database };
}

function sizeIn(draft: DraftSpec, { databases }: Environment): DraftSpec {
  const wanted = (valueAt(draft, ['database', 'size']) ?? 'small') as DatabaseSize;
  const index = SIZES.indexOf(wanted);
  if (index < 0 || databases === undefined || databases.sizes.includes(wanted)) return {};
  const allowed = SIZES.filter((size) => databases.sizes.includes(size));
  const nearest = allowed.findLast((size) => SIZES.indexOf(size) < index) ?? allowed[0];
  return nearest === undefined ? {} : { size: nearest };
}
