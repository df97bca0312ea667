import { type AppContext, type Path, type Problem, quote, suggestion } from '@goldenpath/extension';
import type { PatchFile } from './folder';

const NAME = /^[a-z0-9_-][a-z0-9_.-]*\.yaml$/;

/** Returns the problems of files beside the spec, each at its file. Loading reports a file that it cannot read: it has no document. */
export function eachFile(
  { dataDocuments }: AppContext,
  files: readonly PatchFile[],
  check: (file: PatchFile) => readonly Omit<Problem, 'file'>[],
): Problem[] {
  return files
    .filter(({ file }) => dataDocuments?.has(file) === true)
    .flatMap((file) => check(file).map((problem) => ({ ...problem, file: file.file })));
}

/** Folders that have a folder for each environment. */
export interface EnvironmentFolders {
  /** Their path beside the spec, such as `patches`. */
  readonly folder: string;
  /** What a file in them is, with its article: `a patch`. */
  readonly file: string;
  /** Folders in them that are not environments. @default none */
  readonly further?: readonly string[];
}

/** Returns what is wrong with the name or the place of a file, if anything. */
export function placeProblems(
  { folders: [first, ...below], name }: PatchFile,
  { spec: { environments }, platform }: AppContext,
  { folder, file, further = [] }: EnvironmentFolders,
): Omit<Problem, 'file'>[] {
  const problem = (message: string, remedy: string) => [{ path: [], message, remedy }];
  if (!NAME.test(name))
    return problem(`${quote(name)} is not a name of ${file}.`, 'Use lower-case letters, digits, `.`, `_` and `-`.');
  if (first === undefined) return [];
  const folders = [...environments, ...further];
  if (!folders.includes(first)) {
    const isKnown = platform.environments.some((known) => known.name === first);
    return problem(
      isKnown
        ? `The application does not run in ${first}.`
        : `The folder ${quote(first)} in \`${folder}\` is not an environment.`,
      suggestion(first, folders),
    );
  }
  if (below.length === 0) return [];
  const start = file.charAt(0).toUpperCase() + file.slice(1);
  return problem(`${start} in a folder of a folder is not read.`, `Move it to ${first}/${name}.`);
}

/** A secret in a file. */
export interface SecretInFile {
  readonly path: Path;
  /** What it looks like. */
  readonly what: string;
}
