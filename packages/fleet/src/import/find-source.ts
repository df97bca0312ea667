import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { isMap, type SourceDocument } from '@goldenpath/extension';
import { InvalidFleetError } from '../errors';
import { readDocuments, readOneDocument } from './documents';

/** Where a source is, and what it says. */
export type FoundSource =
  | { readonly type: 'compose' | 'score'; readonly folder: string; readonly document: SourceDocument }
  | { readonly type: 'manifests'; readonly folder: string; readonly documents: readonly SourceDocument[] }
  | { readonly type: 'kustomize'; readonly folder: string };

const COMPOSE = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
const SCORE = ['score.yaml', 'score.yml'];
const KUSTOMIZATION = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
const SUPPORTED = 'Name a compose file, a Score file, a kustomize folder, or a file or folder of Kubernetes manifests.';

/** More manifests than an application has. */
const MAX_FILES = 500;

/**
 * Finds out what a file or folder describes.
 *
 * @param shown - Its name in errors.
 * @throws UserError where it is nothing that can be imported.
 * @throws InvalidFleetError with what is wrong with its files.
 */
export function findSource(file: string, shown: string): FoundSource {
  const status = fs.lstatSync(file, { throwIfNoEntry: false });
  if (status === undefined) throw new UserError(`${shown} does not exist.`, SUPPORTED);
  if (status.isSymbolicLink())
    throw new UserError(`${shown} is a symbolic link.`, 'Name the file or folder itself: links are not followed.');
  return status.isDirectory() ? sourceInFolder(file, shown) : sourceInFile(file, shown);
}

function sourceInFolder(folder: string, shown: string): FoundSource {
  const inside = fs.readdirSync(folder);
  const has = (names: readonly string[]) => names.find((name) => inside.includes(name));
  if (has(KUSTOMIZATION) !== undefined) return { type: 'kustomize', folder };
  if (has(['Chart.yaml']) !== undefined)
    throw new UserError(
      `${shown} is a Helm chart, whose templates are not manifests.`,
      'Render it with `helm template`, and import what comes out.',
    );
  const [single, other] = [has(SCORE), has(COMPOSE)].filter((name) => name !== undefined);
  if (single !== undefined && other !== undefined)
    throw new UserError(`${shown} has ${single} and ${other}.`, 'Name the file to import.');
  if (single !== undefined) return sourceInFile(path.join(folder, single), path.join(shown, single));
  const files = filesBelow(folder);
  if (files.length > MAX_FILES)
    throw new UserError(
      `${shown} has ${files.length} manifests, and at most ${MAX_FILES} are read.`,
      'Name a smaller folder.',
    );
  return manifestsIn(
    folder,
    shown,
    files.map((name) => readDocuments(path.join(folder, name), path.join(shown, name))),
  );
}

function sourceInFile(file: string, shown: string): FoundSource {
  const folder = path.dirname(file);
  const read = readDocuments(file, shown);
  if (read.diagnostics.length > 0) throw new InvalidFleetError(read.diagnostics);
  const value: unknown = read.documents[0]?.value;
  if (!isMap(value)) return { type: 'manifests', folder, documents: [readOneDocument(file, shown)].filter(isObject) };
  const { apiVersion } = value;
  if (typeof apiVersion === 'string' && apiVersion.startsWith('score.dev/'))
    return { type: 'score', folder, document: readOneDocument(file, shown) };
  if (isMap(value['services']) && value['kind'] === undefined)
    return { type: 'compose', folder, document: readOneDocument(file, shown) };
  return manifestsIn(folder, shown, [read]);
}

function manifestsIn(folder: string, shown: string, read: readonly ReturnType<typeof readDocuments>[]): FoundSource {
  const diagnostics = read.flatMap((each) => each.diagnostics);
  if (diagnostics.length > 0) throw new InvalidFleetError(diagnostics);
  const documents = read.flatMap((each) => each.documents).filter(isObject);
  if (documents.length === 0) throw new UserError(`${shown} has nothing that can be imported.`, SUPPORTED);
  return { type: 'manifests', folder, documents };
}

/** Whether a document is a Kubernetes object. */
export function isObject({ value }: SourceDocument): boolean {
  return isMap(value) && typeof value['kind'] === 'string' && typeof value['apiVersion'] === 'string';
}

/** Returns the paths of the manifests below a folder, in order. Links are among them, and are refused when they are read. */
function filesBelow(folder: string, prefix = ''): string[] {
  return fs
    .readdirSync(path.join(folder, prefix), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const name = path.join(prefix, entry.name);
      if (entry.isDirectory()) return filesBelow(folder, name);
      return /\.(ya?ml|json)$/.test(name) ? [name] : [];
    });
}
