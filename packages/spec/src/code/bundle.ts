import * as path from 'node:path';
import type { BuildOptions, BuildResult, Message } from 'esbuild';
import type { Diagnostic } from '@goldenpath/extension';
import type { CodeSources } from './code-sources';
import { allowedImports } from './allowed-imports';
import { isMistake, messageFile, toDiagnostic } from './build-message';

/** One file with all that it imports by path, as a CommonJS program. */
export interface Bundle {
  readonly code: string;
  /** The source map of the code, as JSON. Its sources are relative to the root folder. */
  readonly map: string;
}

/** What became of one file. */
export type Bundled = Bundle | { readonly diagnostics: readonly Diagnostic[] };

/**
 * Bundles each of the files, all in one go; those with mistakes are left out and the others bundled again.
 *
 * @param entries - Real paths of files that `sources` has admitted.
 * @returns what became of each, by its path.
 * @throws where esbuild itself fails to run.
 */
export async function bundle(entries: readonly string[], sources: CodeSources): Promise<Map<string, Bundled>> {
  const results = new Map<string, Bundled>();
  let rest = [...new Set(entries)];
  while (rest.length > 0) {
    const imports = new Map<string, Set<string>>();
    const built = await buildAll(rest, sources, imports);
    const failed = failuresByEntry(rest, built.mistakes, imports, sources);
    if (failed === undefined) {
      for (const entry of rest) for (const [file, result] of await bundle([entry], sources)) results.set(file, result);
      break;
    }
    for (const [entry, diagnostics] of failed) results.set(entry, { diagnostics });
    if (failed.size === 0) for (const [index, entry] of rest.entries()) results.set(entry, output(built.texts, index));
    rest = failed.size === 0 ? [] : rest.filter((entry) => !failed.has(entry));
  }
  return results;
}

interface Built {
  /** What was made, by its name without a folder. */
  readonly texts: ReadonlyMap<string, string>;
  readonly mistakes: readonly Message[];
}

async function buildAll(
  entries: readonly string[],
  sources: CodeSources,
  imports: Map<string, Set<string>>,
): Promise<Built> {
  const onImport = (importer: string, imported: string): void => {
    imports.set(importer, (imports.get(importer) ?? new Set()).add(imported));
  };
  // Loaded here and not above: a fleet of data alone never pays for it.
  const esbuild = require('esbuild') as typeof import('esbuild');
  const options = { ...optionsFor(entries, sources), plugins: [allowedImports(sources, onImport)] };
  try {
    const result: BuildResult = await esbuild.build(options);
    const texts = (result.outputFiles ?? []).map((file) => [path.basename(file.path), file.text] as const);
    return { texts: new Map(texts), mistakes: result.warnings.filter(isMistake) };
  } catch (error) {
    const { errors } = error as { errors?: Message[] };
    if (errors === undefined) throw error;
    return { texts: new Map(), mistakes: errors };
  }
}

function optionsFor(entries: readonly string[], { root }: CodeSources): BuildOptions {
  return {
    entryPoints: entries.map((entry, index) => ({ in: entry, out: String(index) })),
    bundle: true,
    write: false,
    outdir: root.folder,
    absWorkingDir: root.folder,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    // `import()` becomes `require`: what evaluates the code gives it no other way.
    supported: { 'dynamic-import': false },
    sourcemap: 'external',
    sourcesContent: false,
    charset: 'utf8',
    legalComments: 'none',
    // Neither a tsconfig.json from outside the root folder nor one within changes what a spec means.
    tsconfigRaw: {},
    logLevel: 'silent',
    logLimit: 0,
  };
}

/** The mistakes of each entry: those in it and in what it imports. Undefined where one has no place to tell by. */
function failuresByEntry(
  entries: readonly string[],
  mistakes: readonly Message[],
  imports: ReadonlyMap<string, ReadonlySet<string>>,
  sources: CodeSources,
): Map<string, Diagnostic[]> | undefined {
  const failures = new Map<string, Diagnostic[]>();
  if (mistakes.length === 0) return failures;
  const placed = mistakes.map((message) => ({ file: messageFile(message, sources), message }));
  if (entries.length > 1 && placed.some(({ file }) => file === undefined)) return undefined;
  for (const entry of entries) {
    const reached = reachedFrom(entry, imports);
    const own = placed.filter(({ file }) => file === undefined || reached.has(file));
    if (own.length > 0)
      failures.set(
        entry,
        own.map(({ message }) => toDiagnostic(message, entry, sources)),
      );
  }
  return failures.size > 0 ? failures : undefined;
}

function reachedFrom(entry: string, imports: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const reached = new Set([entry]);
  // A set that grows while it is walked is walked to its end.
  for (const file of reached) for (const imported of imports.get(file) ?? []) reached.add(imported);
  return reached;
}

function output(texts: ReadonlyMap<string, string>, index: number): Bundle {
  return { code: texts.get(`${index}.js`) ?? '', map: texts.get(`${index}.js.map`) ?? '{}' };
}
