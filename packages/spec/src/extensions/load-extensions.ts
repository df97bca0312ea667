import * as path from 'node:path';
import { createRegistry, type Diagnostic, type Registry, type SourceDocument, valueAt } from '@goldenpath/extension';
import type { FleetSource } from '../load/fleet-source';
import { type ExtensionProblem, findExtension } from './find-extension';
import { loadExtensionCode, runSource } from './load-code';
import { guardedExtension, withExtension } from './usable-extension';

/** The registry of a fleet with extensions. */
export interface LoadedExtensions {
  readonly registry: Registry;
  /** One error for each unusable extension. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The names that the schema allows: a package, or a folder below the platform file's. */
const NAME = /^(\.\/[^\\]+|[@a-z0-9][^\\:]*)$/;

/** Returns the names in `extensions` of a platform file. The schema reports invalid ones. */
export function extensionNames(document: SourceDocument): string[] {
  const names = valueAt(document.value, ['extensions']);
  if (!Array.isArray(names)) return [];
  return [...new Set(names.filter((name): name is string => typeof name === 'string' && NAME.test(name)))];
}

/**
 * Loads the extensions of a platform file in order and adds their parts and kinds to a registry. This runs the code of the extensions.
 */
export async function loadExtensions(
  document: SourceDocument,
  source: FleetSource,
  builtIn: Registry,
): Promise<LoadedExtensions> {
  const diagnostics: Diagnostic[] = [];
  let registry = builtIn;
  for (const name of extensionNames(document)) {
    const loaded = await loadExtension(name, source, registry);
    if ('registry' in loaded) ({ registry } = loaded);
    else diagnostics.push({ ...loaded, location: document.locate(['extensions', indexOf(document, name)]) });
  }
  return { registry, diagnostics };
}

/** Restores a registry from the sources of its extensions, in a worker thread. */
export function restoreRegistry(builtIn: Registry, sources: Registry['sources']): Registry {
  if (sources.length === 0) return builtIn;
  return createRegistry([builtIn, ...sources.map((each) => guardedExtension(runSource(each), each.name))], sources);
}

async function loadExtension(
  name: string,
  { platformFile, relativeTo, dataOnly, trustedExtensions }: FleetSource,
  registry: Registry,
): Promise<{ readonly registry: Registry } | ExtensionProblem> {
  const isTrusted = trustedExtensions?.names.includes(name) ?? false;
  if (dataOnly === true && !isTrusted) return refused(name, trustedExtensions !== undefined);
  const folder = dataOnly === true ? (trustedExtensions?.folder ?? '') : path.dirname(platformFile);
  const found = findExtension(name, folder);
  if ('rule' in found) return found;
  const loaded = await loadExtensionCode(found, folder, dataOnly === true ? folder : relativeTo);
  return 'rule' in loaded ? loaded : withExtension(registry, loaded.exported, loaded.source);
}

function refused(name: string, hasTrusted: boolean): ExtensionProblem {
  return {
    rule: 'extension-refused',
    message: `The extension \`${name}\` is a program, and only data was asked for.`,
    remedy: hasTrusted
      ? 'Only extensions that the platform file of the base lists are run: merge the extension first, and then what needs it.'
      : 'Leave out `--data-only` if you trust it, or remove it from `extensions`.',
  };
}

function indexOf(document: SourceDocument, name: string): number {
  return (valueAt(document.value, ['extensions']) as readonly unknown[]).indexOf(name);
}
