import { createRequire, isBuiltin } from 'node:module';
import * as path from 'node:path';
import type { OnResolveArgs, OnResolveResult, PartialMessage, Plugin, PluginBuild } from 'esbuild';
import type { CodeSources } from './code-sources';
import { loaderOf } from './code-sources';
import { CARRIED } from './run-common-js';

/** Attached by the plugin to its errors, so that they come back as our diagnostics. */
export interface ImportProblem {
  readonly rule: string;
  readonly message: string;
  readonly remedy: string;
}

const RESOLVING = Symbol('resolved by the bundler itself');

/**
 * Keeps the bundle within the root folder. Files that are imported by path are admitted by `sources` or refused. Packages and Node.js
 * modules stay outside of the bundle and are resolved from the importing file.
 *
 * A computed path (`require(variable)`) is unknown before the code runs and cannot be checked.
 *
 * @param onImport - Receives each imported file and its importer, as real paths.
 */
export function allowedImports(sources: CodeSources, onImport: (importer: string, imported: string) => void): Plugin {
  return {
    name: 'allowed-imports',
    setup(build) {
      build.onResolve({ filter: /.*/ }, async (args) => {
        if (args.pluginData === RESOLVING) return undefined;
        if (args.kind === 'entry-point') return { path: args.path };
        if (isFilePath(args.path)) return resolveFile(build, sources, args, onImport);
        return resolvePackage(args, sources);
      });
      build.onLoad({ filter: /.*/ }, ({ path: file }) => {
        const contents = sources.text(file);
        const loader = loaderOf(file);
        // Only a pattern (`import('./' + name)`) makes the bundler load a file that this plugin did not resolve.
        if (contents === undefined || loader === undefined) return { errors: [error(importByPattern())] };
        return { contents, loader };
      });
    },
  };
}

function isFilePath(request: string): boolean {
  return /^(\.{1,2}(\/|\\|$)|#)/.test(request) || path.isAbsolute(request);
}

async function resolveFile(
  build: PluginBuild,
  sources: CodeSources,
  args: OnResolveArgs,
  onImport: (importer: string, imported: string) => void,
): Promise<OnResolveResult> {
  const { path: request, kind, importer, resolveDir } = args;
  // Checked before the lookup, because code must not learn what exists outside.
  if (!request.startsWith('#') && !sources.root.holds(path.resolve(resolveDir, request)))
    return refuse(outside(request));
  const found = await build.resolve(request, { kind, importer, resolveDir, pluginData: RESOLVING });
  if (found.errors.length > 0) return refuse(missing(request));
  if (found.external || found.namespace !== 'file') return refuse(unsupported(request));
  // The bundler has followed all links, so this is the real path.
  if (!sources.root.holds(found.path)) return refuse(outside(request));
  if (sources.text(found.path) === undefined) {
    const admitted = sources.admit(found.path);
    if ('diagnostic' in admitted) return refuse(admitted.diagnostic);
  }
  if (!isAtPath(found.path, path.resolve(resolveDir, request))) sources.hasIndirectImports = true;
  onImport(importer, found.path);
  return { path: found.path };
}

/** Returns whether a file is at an imported path, but for its extension, or is the index of the folder there. */
function isAtPath(file: string, imported: string): boolean {
  const withoutExtension = (name: string) => name.slice(0, name.length - path.extname(name).length);
  const found = withoutExtension(file);
  return [imported, withoutExtension(imported), path.join(imported, 'index')].includes(found);
}

function resolvePackage({ path: request, importer, kind }: OnResolveArgs, sources: CodeSources): OnResolveResult {
  if (isBuiltin(request)) return { path: request, external: true };
  if (/^[a-z][a-z+.-]+:/i.test(request)) return refuse(unsupported(request));
  const carried = (): OnResolveResult => {
    sources.packages.add(require.resolve(`${request}/package.json`));
    return { path: request, external: true };
  };
  const isCarried = CARRIED.includes(request);
  try {
    const file = createRequire(importer).resolve(request);
    if (isCarried && file === require.resolve(request)) return carried();
    sources.packages.add(file);
    return { path: file, external: true };
  } catch (cause) {
    // A program that bundles this package need not be installed next to the fleet.
    if (isCarried) return carried();
    // Inside `try { require('…') }` a missing package is not an error of the bundle. It throws when it is required.
    if (kind === 'require-call' || kind === 'require-resolve') return { path: request, external: true };
    return refuse(unresolved(request, cause));
  }
}

function refuse(problem: ImportProblem): OnResolveResult {
  return { errors: [error(problem)] };
}

function error({ rule, message, remedy }: ImportProblem): PartialMessage {
  return { text: message, detail: { rule, message, remedy } satisfies ImportProblem };
}

function outside(request: string): ImportProblem {
  return {
    rule: 'import-outside-fleet',
    message: `The import ${quoted(request)} leads out of the fleet's folder.`,
    remedy: 'Move the file into the fleet, or make it a package and install it: code from elsewhere is never loaded.',
  };
}

function missing(request: string): ImportProblem {
  return {
    rule: 'import-missing',
    message: `The import ${quoted(request)} leads to no file.`,
    remedy: 'Check the path; it is relative to the file that imports.',
  };
}

function unsupported(request: string): ImportProblem {
  return {
    rule: 'import-unsupported',
    message: `The import ${quoted(request)} is neither a file of the fleet, nor a package, nor a module of Node.`,
    remedy: 'Import a file by its relative path, or a package by its name.',
  };
}

function importByPattern(): ImportProblem {
  return {
    rule: 'import-unsupported',
    message: 'An import builds its path from parts, and so names more than one file.',
    remedy: 'Import each file by its own, literal path.',
  };
}

function unresolved(request: string, cause: unknown): ImportProblem {
  const name = request
    .split('/')
    .slice(0, request.startsWith('@') ? 2 : 1)
    .join('/');
  if ((cause as NodeJS.ErrnoException).code === 'ERR_PACKAGE_PATH_NOT_EXPORTED')
    return {
      rule: 'package-not-loadable',
      message: `The package ${quoted(name)} offers nothing that ${quoted(request)} could load.`,
      remedy:
        'Use a version or an entry of it that works with `require`: packages of ES modules alone cannot be loaded.',
    };
  return {
    rule: 'package-missing',
    message: `The package ${quoted(name)} is not installed.`,
    remedy: `Add it to the dependencies of the fleet's package.json and install it: \`npm install ${name}\`.`,
  };
}

function quoted(request: string): string {
  return `\`${request.length > 200 ? `${request.slice(0, 200)}…` : request}\``;
}
