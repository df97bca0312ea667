import type { DatabaseSize, Environment } from '@goldenpath/extension';
import type { DatabaseSettings } from './settings';

/** The sizes of instances, the smallest first. */
export const SIZES: readonly DatabaseSize[] = ['small', 'medium', 'large', 'xlarge'];

/** The size of a database in an environment. A default is the smallest size that the environment allows. */
export function sizeIn(
  { size, isSizeByDefault }: Pick<DatabaseSettings, 'size' | 'isSizeByDefault'>,
  { databases }: { readonly databases?: Pick<NonNullable<Environment['databases']>, 'sizes'> | undefined },
): DatabaseSize {
  if (!isSizeByDefault || databases === undefined) return size;
  return SIZES.find((allowed) => databases.sizes.includes(allowed)) ?? size;
}
