import {
  acceptsPlainSecret,
  type AppContext,
  PLAIN_SECRET,
  plainSecretProblem,
  type Problem,
  quote,
  type Rule,
  secretsInText,
  secretsOfVariable,
  suggestion,
} from '@goldenpath/extension';
import { overrideFiles, type PatchFile } from '../hand-patches/folder';
import { isMapping } from '../hand-patches/mapping';
import { ONCE_FOLDER, OVERRIDES_FOLDER } from './folder';
import { readOverride } from './read-override';

const NAME = /^[a-z0-9_-][a-z0-9_.-]*\.yaml$/;

function eachFile(context: AppContext, check: (file: PatchFile) => readonly Omit<Problem, 'file'>[]): Problem[] {
  return (
    overrideFiles(context.spec)
      // Loading reports a file that it cannot read. It has no document.
      .filter(({ file }) => context.dataDocuments?.has(file) === true)
      .flatMap((file) => check(file).map((problem) => ({ ...problem, file: file.file })))
  );
}

export const overridesAreInFolders: Rule<AppContext> = {
  name: 'override-folder',
  check: (context) =>
    eachFile(context, (file) =>
      folderProblem(file, context).map(([message, remedy]) => ({ path: [], message, remedy })),
    ),
};

function folderProblem(
  { folders: [folder, ...below], name }: PatchFile,
  { spec: { environments }, platform }: AppContext,
): (readonly [message: string, remedy: string])[] {
  if (!NAME.test(name))
    return [[`${quote(name)} is not a name of an override.`, 'Use lower-case letters, digits, `.`, `_` and `-`.']];
  if (folder === undefined) return [];
  const folders = [...environments, ONCE_FOLDER];
  if (!folders.includes(folder)) {
    const isKnown = platform.environments.some((known) => known.name === folder);
    return [
      [
        isKnown
          ? `The application does not run in ${folder}.`
          : `The folder ${quote(folder)} in \`${OVERRIDES_FOLDER}\` is not an environment.`,
        suggestion(folder, folders),
      ],
    ];
  }
  return below.length === 0
    ? []
    : [['An override in a folder of a folder is not read.', `Move it to ${folder}/${name}.`]];
}

export const overridesAreWellFormed: Rule<AppContext> = {
  name: 'malformed-override',
  check: (context) =>
    eachFile(context, ({ value }) => {
      const read = readOverride(value);
      return 'problems' in read ? read.problems : [];
    }),
};

export const overridesAreNotSecret: Rule<AppContext> = {
  name: PLAIN_SECRET,
  check: (context) =>
    eachFile(context, ({ value, folders: [folder] }) => {
      if (acceptsPlainSecret(context.spec, folder === ONCE_FOLDER ? undefined : folder)) return [];
      return secretsIn(value, []).map(({ path, what }) => ({ path, ...plainSecretProblem(path.join('.'), { what }) }));
    }),
};

/** A secret in an override. */
interface Found {
  readonly path: readonly (string | number)[];
  readonly what: string;
}

function secretsIn(value: unknown, path: Found['path']): Found[] {
  if (typeof value === 'string') {
    const name = path.at(-1);
    const found = typeof name === 'string' ? secretsOfVariable(name, value) : secretsInText(value);
    return found.map(({ what }) => ({ path, what }));
  }
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => secretsIn(item, [...path, index]));
  if (!isMapping(value)) return [];
  return Object.entries(value).flatMap(([field, item]) => secretsIn(item, [...path, field]));
}

export const rules: readonly Rule<AppContext>[] = [
  overridesAreInFolders,
  overridesAreWellFormed,
  overridesAreNotSecret,
];
