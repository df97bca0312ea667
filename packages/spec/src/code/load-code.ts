import * as path from 'node:path';
import { types } from 'node:util';
import { locationAt } from '../document/lines';
import type { Diagnostic, Path, SourceDocument } from '@goldenpath/extension';
import { type Bundle, bundle } from './bundle';
import { CodeSources } from './code-sources';
import { evaluate, guarded } from './evaluate';
import { codeRoot } from './code-root';
import { codeLocator } from './locate-in-code';
import { type NotData, plainData } from './plain-data';

/** What a file of code gave: its default export as plain data that knows its places, or every mistake in it. */
export type LoadedCode = SourceDocument | { readonly diagnostics: readonly Diagnostic[] };

/** How code is loaded. */
export interface LoadCodeOptions {
  /**
   * The folder that the names of files in errors are relative to.
   * @default - the root folder
   */
  readonly shownFrom?: string;
}

/**
 * Runs `app.ts` or `platform.ts` and takes its default export as data. This runs a program with all the rights of the
 * process: whoever wants data alone does not call it.
 *
 * @param file - Where the file is.
 * @param root - The folder that its code, and whatever it imports by path, must be in.
 * @throws where the root folder does not exist or esbuild cannot run; a person's mistakes are returned.
 */
export async function loadCode(file: string, root: string, options: LoadCodeOptions = {}): Promise<LoadedCode> {
  const [loaded] = await loadCodes([file], root, options);
  return loaded as LoadedCode;
}

/**
 * Loads many files like `loadCode`, transpiled all at once and run one after the other in the order given.
 * A mistake in a file that several of them import is reported, alike, for each of them.
 *
 * @returns what became of each file, in the order given.
 */
export async function loadCodes(
  files: readonly string[],
  root: string,
  { shownFrom }: LoadCodeOptions = {},
): Promise<LoadedCode[]> {
  if (files.length === 0) return [];
  const sources = new CodeSources(codeRoot(root, shownFrom));
  const admitted = files.map((file) => sources.admit(inRealRoot(file, root, sources)));
  const bundles = await bundle(
    admitted.flatMap((entry) => ('realPath' in entry ? [entry.realPath] : [])),
    sources,
  );
  return admitted.map((entry) => {
    if ('diagnostic' in entry) return { diagnostics: [entry.diagnostic] };
    const bundled = bundles.get(entry.realPath);
    if (bundled === undefined) throw new Error(`bundling lost ${entry.realPath}`);
    return 'diagnostics' in bundled ? bundled : run(entry.realPath, bundled, sources);
  });
}

/** The file below the real path of the root folder, so that its name in errors is short where the root folder is a link. */
function inRealRoot(file: string, root: string, sources: CodeSources): string {
  const relative = path.relative(path.resolve(root), path.resolve(file));
  return path.resolve(sources.root.folder, relative);
}

function run(file: string, bundled: Bundle, sources: CodeSources): LoadedCode {
  const exported = evaluate(file, bundled, sources);
  if ('diagnostic' in exported) return { diagnostics: [exported.diagnostic] };
  const locate = locatorOf(file, sources);
  if (types.isPromise(exported.value)) {
    // Nothing waits for it: a failure must not end the process.
    exported.value.catch(() => undefined);
    return { diagnostics: [{ ...PROMISED, location: locate([]) }] };
  }
  const copied = guarded(file, bundled.map, sources, () => plainData(exported.value));
  if ('diagnostic' in copied) return { diagnostics: [copied.diagnostic] };
  if ('problems' in copied.value)
    return { diagnostics: copied.value.problems.map((problem) => notData(problem, locate)) };
  return { file: sources.root.nameOf(file), value: copied.value.value, locate };
}

function locatorOf(file: string, sources: CodeSources): SourceDocument['locate'] {
  const text = sources.text(file) ?? '';
  const find = codeLocator(text);
  return (at, part = 'value') => {
    const { offset, length } = find(at, part);
    return locationAt(sources.root.nameOf(file), text, offset, offset + length);
  };
}

const PROMISED = {
  rule: 'not-data',
  message: 'The default export is a promise; a spec must be there at once.',
  remedy: 'Export the value itself, made by synchronous code.',
};

function notData({ path: at, what }: NotData, locate: SourceDocument['locate']): Diagnostic {
  return {
    rule: 'not-data',
    message: `${at.length === 0 ? 'The default export' : `\`${shownPath(at)}\``} is ${what}; a spec is plain data.`,
    remedy: 'Use texts, finite numbers, booleans, null, lists and plain objects only.',
    location: locate(at),
  };
}

function shownPath(at: Path): string {
  const [head, ...rest] = at;
  return String(head) + rest.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
}
