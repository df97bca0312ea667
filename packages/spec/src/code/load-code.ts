import * as path from 'node:path';
import { locationAt } from '../document/lines';
import type { Diagnostic, Path, SourceDocument } from '@goldenpath/extension';
import type { CodeHost } from '../load/fleet-source';
import { bundle, type Bundled } from './bundle';
import { CodeSources } from './code-sources';
import { codeRoot } from './code-root';
import { codeLocator } from './locate-in-code';
import type { NotData } from './plain-data';
import type { CodeOutcome } from './sandbox/protocol';
import type { SandboxOptions } from './sandbox/run-in-sandbox';
import { locateThrown } from './thrown-location';

/** The result of a code file: its default export as plain data with locations, or all errors. */
export type LoadedCode = CodeDocument | { readonly diagnostics: readonly Diagnostic[] };

/** The default export of a code file. */
export interface CodeDocument extends SourceDocument {
  /**
   * The real paths of all files that it was made from, and of those that were loaded with it.
   * @default - it was made from something else too, such as the clock, so another run can differ
   */
  readonly inputs?: readonly string[];
}

/** Options for loading code. */
export interface LoadCodeOptions {
  /**
   * The folder that file names in errors are relative to.
   * @default - the root folder
   */
  readonly shownFrom?: string;
  /** Time limit for the code of each file in milliseconds. @default 10,000 */
  readonly timeoutMs?: number;
  /** The owner of the process that runs the code. @default what the code prints is dropped */
  readonly host?: CodeHost;
}

const TIMEOUT_MS = 10_000;

/**
 * Runs files such as `app.ts` and `platform.ts` and returns their default exports as data. They are transpiled at once and run in order, in
 * child processes without environment, which can read only the root folder and packages, with limits for time and memory. An error in a file
 * that several of them import is reported for each of them.
 *
 * @param root - The folder that must contain the code and everything that it imports by path.
 * @returns The result of each file, in the given order.
 * @throws when the root folder does not exist, or esbuild or Node.js cannot run. User errors are returned.
 */
export async function loadCodes(
  files: readonly string[],
  root: string,
  { shownFrom, timeoutMs = TIMEOUT_MS, host }: LoadCodeOptions = {},
): Promise<LoadedCode[]> {
  if (files.length === 0) return [];
  const sources = new CodeSources(codeRoot(root, shownFrom));
  const admitted = files.map((file) => sources.admit(inRealRoot(file, root, sources)));
  const entries = new Set(admitted.flatMap((entry) => ('realPath' in entry ? [entry.realPath] : [])));
  const bundles = await bundle([...entries], sources);
  const outcomes = await runAll(bundles, sources, { timeoutMs, ...(host && { host }) });
  return admitted.map((entry) => {
    if ('diagnostic' in entry) return { diagnostics: [entry.diagnostic] };
    const bundled = bundles.get(entry.realPath);
    if (bundled === undefined) throw new Error(`bundling lost ${entry.realPath}`);
    if ('diagnostics' in bundled) return bundled;
    const outcome = outcomes.get(entry.realPath);
    if (outcome === undefined) throw new Error(`running lost ${entry.realPath}`);
    return documentOf(entry.realPath, outcome, bundled.map, sources);
  });
}

/** Runs the bundles, in the order of their files. */
async function runAll(
  bundles: ReadonlyMap<string, Bundled>,
  sources: CodeSources,
  limits: Pick<SandboxOptions, 'timeoutMs' | 'host'>,
): Promise<ReadonlyMap<string, CodeOutcome>> {
  const files = [...bundles].flatMap(([file, bundled]) => ('code' in bundled ? [{ file, code: bundled.code }] : []));
  if (files.length === 0) return new Map();
  const { runInSandbox } = await import('./sandbox/run-in-sandbox.js');
  const options = { root: sources.root.folder, packages: sources.packages, ...limits };
  const outcomes = await runInSandbox(files, options);
  return new Map(files.map(({ file }, index) => [file, outcomes[index] as CodeOutcome]));
}

/** Returns the file below the root folder's real path, so that its name in errors is short even if the root folder is a link. */
function inRealRoot(file: string, root: string, sources: CodeSources): string {
  const relative = path.relative(path.resolve(root), path.resolve(file));
  return path.resolve(sources.root.folder, relative);
}

function documentOf(file: string, outcome: CodeOutcome, map: string, sources: CodeSources): LoadedCode {
  const locate = locatorOf(file, sources);
  switch (outcome.kind) {
    case 'data':
      return {
        file: sources.root.nameOf(file),
        value: outcome.value,
        locate,
        ...(outcome.isRepeatable && !sources.hasIndirectImports && { inputs: sources.paths }),
      };
    case 'not-data':
      return { diagnostics: outcome.problems.map((problem) => notData(problem, locate)) };
    case 'promise':
      return { diagnostics: [{ ...PROMISED, location: locate([]) }] };
    case 'no-default-export':
      return { diagnostics: [noDefaultExport(file, sources)] };
    case 'thrown': {
      const thrownAt = locateThrown(outcome.stack, file, map, sources);
      return { diagnostics: [{ ...outcome.problem, location: thrownAt ?? sources.location(file, 1, 1) }] };
    }
    case 'stopped':
      return { diagnostics: [{ ...outcome.problem, location: sources.location(file, 1, 1) }] };
  }
}

function noDefaultExport(file: string, sources: CodeSources): Diagnostic {
  const isPlatform = path.basename(file).startsWith('platform.');
  return {
    rule: 'no-default-export',
    message: `${sources.root.nameOf(file)} has no default export.`,
    remedy: `End it with \`export default ${isPlatform ? 'definePlatform' : 'defineApp'}({ … })\`.`,
    location: sources.location(file, 1, 1),
  };
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
