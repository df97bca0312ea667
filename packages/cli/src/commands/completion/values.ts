import { type FleetNames, newFlags } from '@goldenpath/fleet';

type Source = (values: FleetNames) => readonly string[] | Promise<readonly string[]>;

/** What an option's value may be, by its long flag; choices that the option itself names are known without this. */
export const VALUES_OF_OPTION: Readonly<Record<string, Source>> = {
  '--only': ({ apps }) => apps(),
  '--uses': ({ apps }) => apps(),
  '--env': ({ environments }) => environments(),
  '--environments': ({ environments }) => environments(),
  '--owner': ({ teams }) => teams(),
  '--kind': ({ kinds }) => kinds(),
  ...choicesOfNew(),
};

/** The same by what the option calls its value, where its flag is of several meanings. */
export const VALUES_OF_VALUE: Readonly<Record<string, Source>> = {
  environment: ({ environments }) => environments(),
};

/** What an argument may be, by its name. */
export const VALUES_OF_ARGUMENT: Readonly<Record<string, Source>> = {
  app: ({ apps }) => apps(),
};

/** Options whose value is a list with commas. */
export const LISTS: readonly string[] = ['--uses', '--environments'];

/** The values of the flags of `new` whose fields have a list of values in their schema. */
function choicesOfNew(): Record<string, Source> {
  const withChoices = newFlags().flatMap(({ flag, choices }) => (choices ? [{ flag, choices }] : []));
  return Object.fromEntries(withChoices.map(({ flag, choices }) => [flag.split(' ')[0] ?? flag, () => choices]));
}
