import * as path from 'node:path';
import type { BuildOptions, BuildResult, Message } from 'esbuild';
import type { Diagnostic } from '@goldenpath/extension';
import type { CodeSources } from './code-sources';
import { allowedImports } from './allowed-imports';
import { isMistake, messageFile, toDiagnostic } from './build-message';

/** A file with everything that it imports by path, as a CommonJS program. */
export interface Bundle {
  readonly code: string;
  /** The source map of the code, as JSON. Its sources are relative to the root folder. */
  readonly map: string;
}

/** The result for one file. */
export type Bundled = Bundle | { readonly diagnostics: readonly Diagnostic[] };

/**
 * Bundles several files at once. Files with errors are left out, and the others are bundled again.
 *
 * @param entries - Real paths of files that `sources` admitted.
 * @returns The result for each file, by path.
 * @throws when esbuild fails to run.
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
  /** The outputs by file name without folder. */
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
  // Loaded here, because a fleet without code never needs it.
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
    // `import()` becomes `require`, because the evaluated code has no other loader.
    supported: { 'dynamic-import': false },
    sourcemap: 'external',
    sourcesContent: false,
    charset: 'utf8',
    legalComments: 'none',
    // No tsconfig.json, inside or outside of the root folder, may change the meaning of a spec.
    tsconfigRaw: {},
    logLevel: 'silent',
    logLimit: 0,
  };
}

/** Returns the errors of each entry and its imports. Undefined when an error has no position. */
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
  // A set that grows during iteration is iterated to its end.
  for (const file of reached) for (const imported of imports.get(file) ?? []) reached.add(imported);
  return reached;
}

function output(texts: ReadonlyMap<string, string>, index: number): Bundle {
  return { code: texts.get(`${index}.js`) ?? '', map: texts.get(`${index}.js.map`) ?? '{}' };
}
