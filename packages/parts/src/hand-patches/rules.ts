import {
  acceptsPlainSecret,
  type AppContext,
  isMap,
  type JsonMap,
  type Path,
  PLAIN_SECRET,
  plainSecretProblem,
  type Problem,
  type Rule,
  secretsInText,
  secretsOfArguments,
  secretsOfVariable,
} from '@goldenpath/extension';
import { eachFile, placeProblems, type SecretInFile } from './each-file';
import { PATCHES_FOLDER, type PatchFile, patchFiles } from './folder';
import { readPatch } from './read-patch';

const KUSTOMIZATION = 'kustomization.yaml';

export const patchesAreInFolders: Rule<AppContext> = {
  name: 'patch-folder',
  check: (context) => eachFile(context, patchFiles(context.spec), (file) => folderProblems(file, context)),
};

function folderProblems(file: PatchFile, context: AppContext): Omit<Problem, 'file'>[] {
  if (file.name !== KUSTOMIZATION)
    return placeProblems(file, context, { folder: PATCHES_FOLDER.folder, file: 'a patch' });
  return [
    {
      path: [],
      message: 'A folder of patches has no kustomization.',
      remedy: 'Remove it: every other file in the folder is a patch, and they are applied in order of name.',
    },
  ];
}

export const patchesAreWellFormed: Rule<AppContext> = {
  name: 'malformed-patch',
  check: (context) =>
    eachFile(context, patchFiles(context.spec), ({ file, name, value }) => {
      // Another rule reports it.
      if (name === KUSTOMIZATION) return [];
      const read = readPatch(file, value);
      return 'problems' in read ? read.problems : [];
    }),
};

export const patchesAreNotSecret: Rule<AppContext> = {
  name: PLAIN_SECRET,
  check: (context) =>
    eachFile(context, patchFiles(context.spec), ({ value, folders: [environment] }) => {
      if (acceptsPlainSecret(context.spec, environment)) return [];
      return secretsIn(value, []).map(({ path, what }) => ({ path, ...plainSecretProblem(path.join('.'), { what }) }));
    }),
};

/** Fields whose entries have names of their own, as variables do. */
const NAMED: ReadonlySet<string> = new Set(['data', 'stringData', 'annotations', 'env']);

function secretsIn(value: unknown, path: Path, parent = path.at(-1)): SecretInFile[] {
  if (typeof value === 'string') return secretsInText(value).map(({ what }) => ({ path, what }));
  if (isArguments(value, parent))
    return secretsOfArguments(value).map(({ index, what }) => ({ path: [...path, index], what }));
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => secretsIn(item, [...path, index]));
  if (!isMap(value)) return [];
  if (typeof value['op'] === 'string' && typeof value['path'] === 'string') return inOperation(value, path);
  const { name, value: text } = value;
  if (typeof name === 'string' && typeof text === 'string') {
    const [found] = secretsOfVariable(name, text);
    if (found !== undefined) return [{ path: [...path, 'value'], what: found.what }];
  }
  return Object.entries(value).flatMap(([field, item]) => {
    const own = [...path, field];
    const isVariable = typeof item === 'string' && NAMED.has(String(parent));
    return isVariable ? secretsOfVariable(field, item).map(({ what }) => ({ path: own, what })) : secretsIn(item, own);
  });
}

/** The pointer of an operation names what the value is for: `/data/PASSWORD`. */
function inOperation({ path: pointer, value }: JsonMap, path: Path): SecretInFile[] {
  const [last = '', parent] = String(pointer)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .toReversed();
  const at = [...path, 'value'];
  return typeof value === 'string' && parent !== undefined && NAMED.has(parent)
    ? secretsOfVariable(last, value).map(({ what }) => ({ path: at, what }))
    : secretsIn(value, at, last);
}

function isArguments(value: unknown, field: unknown): value is readonly string[] {
  return (
    (field === 'args' || field === 'command') && Array.isArray(value) && value.every((each) => typeof each === 'string')
  );
}

export const rules: readonly Rule<AppContext>[] = [patchesAreInFolders, patchesAreWellFormed, patchesAreNotSecret];
