import { type FleetNames, newFlags } from '@goldenpath/fleet';

type Source = (values: FleetNames) => readonly string[] | Promise<readonly string[]>;

/** Values by long flag. Options with a fixed list of choices are not listed here. */
export const VALUES_OF_OPTION: Readonly<Record<string, Source>> = {
  '--only': ({ apps }) => apps(),
  '--uses': ({ apps }) => apps(),
  '--env': ({ environments }) => environments(),
  '--environments': ({ environments }) => environments(),
  '--owner': ({ teams }) => teams(),
  '--kind': ({ kinds }) => kinds(),
  ...choicesOfNew(),
};

/** Values by the option's placeholder, for flags with several meanings. */
export const VALUES_OF_VALUE: Readonly<Record<string, Source>> = {
  environment: ({ environments }) => environments(),
};

/** Values by the name of the argument. */
export const VALUES_OF_ARGUMENT: Readonly<Record<string, Source>> = {
  app: ({ apps }) => apps(),
};

/** Options whose value is a comma-separated list. */
export const LISTS: readonly string[] = ['--uses', '--environments'];

/** Returns the values of those flags of `new` whose fields are enumerations in the schema. */
function choicesOfNew(): Record<string, Source> {
  const withChoices = newFlags().flatMap(({ flag, choices }) => (choices ? [{ flag, choices }] : []));
  return Object.fromEntries(withChoices.map(({ flag, choices }) => [flag.split(' ')[0] ?? flag, () => choices]));
}
