import type { ExtensionSource, Registry } from '@goldenpath/extension';
import { builtInRegistry } from '@goldenpath/parts';
import { restoreRegistry } from '@goldenpath/spec';

/** The registry of the last job: those of one run have the same. */
let restored: { readonly key: string; readonly registry: Registry } | undefined;

/**
 * The registry that generators work with: of the built-in parts and of those that the sources bring. A registry is code and cannot
 * cross to a worker thread; its sources can.
 */
export function registryOf(sources: readonly ExtensionSource[]): Registry {
  const key = sources.map(({ name, digest }) => `${name} ${digest}`).join('\n');
  if (restored?.key !== key) restored = { key, registry: restoreRegistry(builtInRegistry, sources) };
  return restored.registry;
}
