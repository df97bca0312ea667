import type { ExtensionSource, Registry } from '@goldenpath/extension';
import { builtInRegistry } from '@goldenpath/parts';

/** The registry of the last job. All jobs of a run have the same one. */
let restored: { readonly key: string; readonly registry: Registry } | undefined;

/**
 * Returns the registry for generators: the built-in parts and those of the sources. A registry is code and cannot be passed to a worker
 * thread, but its sources can.
 */
export function registryOf(sources: readonly ExtensionSource[]): Registry {
  const key = sources.map(({ name, digest }) => `${name} ${digest}`).join('\n');
  if (restored?.key !== key) restored = { key, registry: registryFrom(sources) };
  return restored.registry;
}

/** What reads specs is loaded only for extensions. */
function registryFrom(sources: readonly ExtensionSource[]): Registry {
  if (sources.length === 0) return builtInRegistry;
  const { restoreRegistry } = require('@goldenpath/spec') as typeof import('@goldenpath/spec');
  return restoreRegistry(builtInRegistry, sources);
}
