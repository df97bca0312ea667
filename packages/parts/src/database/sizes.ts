import type { DatabaseSize, Environment } from '@goldenpath/extension';
import type { DatabaseSettings } from './settings';

/** The instance sizes, smallest first. */
export const SIZES: readonly DatabaseSize[] = ['small', 'medium', 'large', 'xlarge'];

/** Connections of one login. The instance classes behind the sizes accept between 80 and 1,600 in total. */
export const CONNECTIONS: Readonly<Record<DatabaseSize, number>> = { small: 20, medium: 40, large: 80, xlarge: 200 };

/** Connections of one login in an environment. A default is that of the size. */
export function connectionLimitIn(
  settings: Pick<DatabaseSettings, 'connectionLimit' | 'size' | 'isSizeByDefault'>,
  environment: { readonly databases?: Pick<NonNullable<Environment['databases']>, 'sizes'> | undefined },
): number {
  return settings.connectionLimit ?? CONNECTIONS[sizeIn(settings, environment)];
}

/** Returns the size of a database in an environment. A default is the smallest size that the environment allows. */
export function sizeIn(
  { size, isSizeByDefault }: Pick<DatabaseSettings, 'size' | 'isSizeByDefault'>,
  { databases }: { readonly databases?: Pick<NonNullable<Environment['databases']>, 'sizes'> | undefined },
): DatabaseSize {
  if (!isSizeByDefault || databases === undefined) return size;
  return SIZES.find((allowed) => databases.sizes.includes(allowed)) ?? size;
}
