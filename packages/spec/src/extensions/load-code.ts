import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import type { Diagnostic, ExtensionSource } from '@goldenpath/extension';
import { bundle } from '../code/bundle';
import { CodeSources } from '../code/code-sources';
import { describeThrown } from '../code/describe-thrown';
import { guarded } from '../code/guarded';
import { runCommonJs } from '../code/run-common-js';
import { codeRoot } from '../code/code-root';
import { holdProcess } from '../code/hold-process';
import type { ExtensionProblem, FoundExtension } from './find-extension';
import { digestOf, packageDigest } from './package-digest';

/** The exports of an extension and its source. */
export interface LoadedCode {
  readonly exported: unknown;
  readonly source: ExtensionSource;
}

/**
 * Runs the code of an extension and returns its exports.
 *
 * @param platformFolder - The folder from which a local extension may load files.
 * @param shownFrom - The folder that file names in errors are relative to.
 */
export async function loadExtensionCode(
  found: FoundExtension,
  platformFolder: string,
  shownFrom: string,
): Promise<LoadedCode | ExtensionProblem> {
  return found.kind === 'folder' ? loadFolder(found, platformFolder, shownFrom) : loadPackage(found);
}

async function loadFolder(
  { name, entry }: FoundExtension,
  platformFolder: string,
  shownFrom: string,
): Promise<LoadedCode | ExtensionProblem> {
  const sources = new CodeSources(codeRoot(platformFolder, shownFrom));
  const admitted = sources.admit(path.join(sources.root.folder, path.relative(platformFolder, entry)));
  if ('diagnostic' in admitted) return notLoadable(name, admitted.diagnostic);
  const bundled = (await bundle([admitted.realPath], sources)).get(admitted.realPath);
  if (bundled === undefined) throw new Error(`bundling lost ${admitted.realPath}`);
  if ('diagnostics' in bundled) return notLoadable(name, bundled.diagnostics[0]);
  const { code, map } = bundled;
  const run = guarded(admitted.realPath, map, sources, () => runCommonJs(admitted.realPath, code));
  if ('diagnostic' in run) return notLoadable(name, run.diagnostic);
  const digest = digestOf(sources.files());
  return { exported: run.value, source: { name, entry: admitted.realPath, digest, code } };
}

function loadPackage({ name, entry }: FoundExtension): LoadedCode | ExtensionProblem {
  try {
    const exported = holdProcess(() => createRequire(entry)(entry) as unknown);
    return { exported, source: { name, entry: fs.realpathSync(entry), digest: packageDigest(entry) } };
  } catch (thrown) {
    return notLoadable(name, describeThrown(thrown));
  }
}

function notLoadable(name: string, cause: Diagnostic | undefined): ExtensionProblem {
  return {
    rule: 'extension-not-loadable',
    message: `The extension \`${name}\` cannot be loaded. ${cause?.message ?? ''}`.trimEnd(),
    remedy: cause?.remedy ?? 'Correct its code.',
    ...(cause?.location !== undefined && { related: { message: 'The mistake is here.', location: cause.location } }),
  };
}

/** Runs an extension again from its source, in a worker thread. */
export function runSource({ entry, code }: ExtensionSource): unknown {
  return holdProcess(() => (code === undefined ? createRequire(entry)(entry) : runCommonJs(entry, code)) as unknown);
}
