import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { isMap, type SourceDocument } from '@goldenpath/extension';
import { runProcess } from '@goldenpath/process';
import { InvalidFleetError } from '../errors';
import { parseDocuments, readDocuments } from './documents';
import { isObject } from './find-source';

/** A build of a folder takes a second. */
const TIMEOUT_MS = 120_000;

/** More folders than a kustomization is made of. */
const MAX_FOLDERS = 100;

const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** What building a folder needs of its surroundings. */
export interface BuildContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Builds a kustomize folder with kubectl or kustomize. Each object is located in the file that it comes from, where that is known.
 *
 * @throws UserError if the folder names remote resources, neither program is there, or the build fails.
 */
export async function buildKustomization(
  folder: string,
  shown: string,
  { env, signal }: BuildContext,
): Promise<SourceDocument[]> {
  const sources = sourcesOf(folder, shown);
  const text = await built(folder, shown, { env, signal });
  const { documents, diagnostics } = parseDocuments(text, shown);
  if (diagnostics.length > 0) throw new InvalidFleetError(diagnostics);
  return documents.filter(isObject).map((document) => locatedIn(document, sources));
}

async function built(folder: string, shown: string, { env, signal }: BuildContext): Promise<string> {
  for (const [program, args] of [
    ['kubectl', ['kustomize', folder]],
    ['kustomize', ['build', folder]],
  ] as const) {
    const result = await runProcess(program, args, {
      cwd: folder,
      env: { ...env },
      timeoutMs: TIMEOUT_MS,
      cancel: signal,
    });
    if (result.end === 0) return result.stdout.toString('utf8');
    if (result.end === 'not-started') continue;
    const [line = ''] = result.stderr.trim().split('\n').slice(-1);
    throw new UserError(
      `${shown} cannot be built: ${line.trim() || String(result.end)}.`,
      `Run \`${program} ${args.join(' ')}\`.`,
    );
  }
  throw new UserError(
    `${shown} is a kustomize folder, and neither kubectl nor kustomize is installed.`,
    'Install one of them, or build the folder elsewhere and import what comes out.',
  );
}

/** The files of a kustomization. */
interface Sources {
  readonly kustomization: SourceDocument;
  readonly objects: ReadonlyMap<string, SourceDocument | undefined>;
}

/**
 * Returns the manifests of a folder and of the folders that it builds on. An object that several files have is not located.
 *
 * @throws UserError for a remote resource: a build would fetch it.
 */
function sourcesOf(folder: string, shown: string): Sources {
  const objects = new Map<string, SourceDocument | undefined>();
  const seen = new Set<string>();
  let first: SourceDocument | undefined;
  const visit = (place: string): void => {
    if (seen.has(place) || seen.size >= MAX_FOLDERS) return;
    seen.add(place);
    const shownOf = (file: string) => path.join(shown, path.relative(folder, file));
    if (!fs.existsSync(place) || !fs.statSync(place).isDirectory()) {
      for (const document of readDocuments(place, shownOf(place)).documents.filter(isObject)) {
        const key = keyOf(document.value);
        objects.set(key, objects.has(key) ? undefined : document);
      }
      return;
    }
    const file = NAMES.map((name) => path.join(place, name)).find((each) => fs.existsSync(each));
    const { documents, diagnostics } =
      file === undefined ? { documents: [], diagnostics: [] } : readDocuments(file, shownOf(file));
    if (diagnostics.length > 0) throw new InvalidFleetError(diagnostics);
    const [kustomization] = documents;
    if (kustomization === undefined) return;
    first ??= kustomization;
    for (const name of resourcesOf(kustomization)) visit(path.resolve(place, name));
  };
  visit(folder);
  if (first === undefined) throw new UserError(`The kustomization of ${shown} is empty.`, 'Add `resources` to it.');
  return { kustomization: first, objects };
}

/** @throws UserError for a remote resource. */
function resourcesOf({ value, file }: SourceDocument): string[] {
  if (!isMap(value)) return [];
  const names = ['resources', 'bases', 'components'].flatMap((field) =>
    Array.isArray(value[field]) ? (value[field] as unknown[]) : [],
  );
  const texts = names.filter((name) => typeof name === 'string');
  const remote = texts.find((name) => /^[a-z+]+:\/\/|^git@|^github\.com\/|\?ref=/.test(name));
  if (remote === undefined) return texts;
  throw new UserError(
    `${file} names the remote resource ${JSON.stringify(remote)}, which is not fetched.`,
    'Build the folder yourself with `kubectl kustomize`, and import what comes out.',
  );
}

function keyOf(value: unknown): string {
  const { kind, metadata } = Object(value) as { readonly kind?: unknown; readonly metadata?: unknown };
  return `${String(kind)}/${String((Object(metadata) as { readonly name?: unknown }).name)}`;
}

/** A field that a patch adds is located at the nearest one around it. */
function locatedIn({ value }: SourceDocument, { kustomization, objects }: Sources): SourceDocument {
  const source = objects.get(keyOf(value));
  if (source === undefined) return { file: kustomization.file, value, locate: () => kustomization.locate([]) };
  return { file: source.file, value, locate: (at, where) => source.locate(at, where) };
}
