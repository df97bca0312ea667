import {
  acceptsPlainSecret,
  type AppContext,
  isMap,
  type Path,
  PLAIN_SECRET,
  plainSecretProblem,
  type Rule,
  secretsInText,
  secretsOfVariable,
} from '@goldenpath/extension';
import { eachFile, placeProblems, type SecretInFile } from '../hand-patches/each-file';
import { overrideFiles } from '../hand-patches/folder';
import { ONCE_FOLDER, OVERRIDES_FOLDER } from './folder';
import { readOverride } from './read-override';

/** Where overrides are, and what they are called. */
const FOLDERS = { folder: OVERRIDES_FOLDER, file: 'an override', further: [ONCE_FOLDER] };

export const overridesAreInFolders: Rule<AppContext> = {
  name: 'override-folder',
  check: (context) => eachFile(context, overrideFiles(context.spec), (file) => placeProblems(file, context, FOLDERS)),
};

export const overridesAreWellFormed: Rule<AppContext> = {
  name: 'malformed-override',
  check: (context) =>
    eachFile(context, overrideFiles(context.spec), ({ value }) => {
      const read = readOverride(value);
      return 'problems' in read ? read.problems : [];
    }),
};

export const overridesAreNotSecret: Rule<AppContext> = {
  name: PLAIN_SECRET,
  check: (context) =>
    eachFile(context, overrideFiles(context.spec), ({ value, folders: [folder] }) => {
      if (acceptsPlainSecret(context.spec, folder === ONCE_FOLDER ? undefined : folder)) return [];
      return secretsIn(value, []).map(({ path, what }) => ({ path, ...plainSecretProblem(path.join('.'), { what }) }));
    }),
};

function secretsIn(value: unknown, path: Path): SecretInFile[] {
  if (typeof value === 'string') {
    const name = path.at(-1);
    const found = typeof name === 'string' ? secretsOfVariable(name, value) : secretsInText(value);
    return found.map(({ what }) => ({ path, what }));
  }
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => secretsIn(item, [...path, index]));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([field, item]) => secretsIn(item, [...path, field]));
}

export const rules: readonly Rule<AppContext>[] = [
  overridesAreInFolders,
  overridesAreWellFormed,
  overridesAreNotSecret,
];
