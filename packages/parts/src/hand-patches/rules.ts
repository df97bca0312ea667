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
import { PATCHES_FOLDER, type PatchFile, patchFiles } from './folder';
import { isMapping } from './mapping';
import { readPatch } from './read-patch';

const KUSTOMIZATION = 'kustomization.yaml';

const NAME = /^[a-z0-9_-][a-z0-9_.-]*\.yaml$/;

/** Loading reports a file that it cannot read. It has no document. */
function isReadable({ file }: PatchFile, { dataDocuments }: AppContext): boolean {
  return dataDocuments?.has(file) === true;
}

function eachFile(context: AppContext, check: (file: PatchFile) => readonly Omit<Problem, 'file'>[]): Problem[] {
  return patchFiles(context.spec)
    .filter((file) => isReadable(file, context))
    .flatMap((file) => check(file).map((problem) => ({ ...problem, file: file.file })));
}

export const patchesAreInFolders: Rule<AppContext> = {
  name: 'patch-folder',
  check: (context) => eachFile(context, (file) => folderProblems(file, context)),
};

function folderProblems(
  { folders: [environment, ...below], name }: PatchFile,
  { spec: { environments }, platform }: AppContext,
): Omit<Problem, 'file'>[] {
  if (name === KUSTOMIZATION)
    return [
      {
        path: [],
        message: 'A folder of patches has no kustomization.',
        remedy: 'Remove it: every other file in the folder is a patch, and they are applied in order of name.',
      },
    ];
  if (!NAME.test(name))
    return [
      {
        path: [],
        message: `${quote(name)} is not a name of a patch.`,
        remedy: 'Use lower-case letters, digits, `.`, `_` and `-`.',
      },
    ];
  if (environment === undefined) return [];
  if (!environments.includes(environment)) {
    const isKnown = platform.environments.some((known) => known.name === environment);
    return [
      {
        path: [],
        message: isKnown
          ? `The application does not run in ${environment}.`
          : `The folder ${quote(environment)} in \`${PATCHES_FOLDER.folder}\` is not an environment.`,
        remedy: suggestion(environment, environments),
      },
    ];
  }
  return below.length === 0
    ? []
    : [
        {
          path: [],
          message: 'A patch in a folder of a folder is not read.',
          remedy: `Move it to ${environment}/${name}.`,
        },
      ];
}

export const patchesAreWellFormed: Rule<AppContext> = {
  name: 'malformed-patch',
  check: (context) =>
    eachFile(context, ({ file, name, value }) => {
      // Another rule reports it.
      if (name === KUSTOMIZATION) return [];
      const read = readPatch(file, value);
      return 'problems' in read ? read.problems : [];
    }),
};

export const patchesAreNotSecret: Rule<AppContext> = {
  name: PLAIN_SECRET,
  check: (context) =>
    eachFile(context, ({ value, folders: [environment] }) => {
      if (acceptsPlainSecret(context.spec, environment)) return [];
      return secretsIn(value, []).map(({ path, what }) => ({ path, ...plainSecretProblem(path.join('.'), { what }) }));
    }),
};

/** A secret in a patch. */
interface Found {
  readonly path: readonly (string | number)[];
  readonly what: string;
}

function secretsIn(value: unknown, path: Found['path']): Found[] {
  if (typeof value === 'string') return secretsInText(value).map(({ what }) => ({ path, what }));
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => secretsIn(item, [...path, index]));
  if (!isMapping(value)) return [];
  const { name, value: text } = value;
  if (typeof name === 'string' && typeof text === 'string') {
    const [found] = secretsOfVariable(name, text);
    if (found !== undefined) return [{ path: [...path, 'value'], what: found.what }];
  }
  return Object.entries(value).flatMap(([field, item]) => {
    const own = [...path, field];
    // The fields of a ConfigMap are variables.
    const isVariable = typeof item === 'string' && path.at(-1) === 'data';
    return isVariable ? secretsOfVariable(field, item).map(({ what }) => ({ path: own, what })) : secretsIn(item, own);
  });
}

export const rules: readonly Rule<AppContext>[] = [patchesAreInFolders, patchesAreWellFormed, patchesAreNotSecret];
