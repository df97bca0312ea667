import type { ExtensionSource, Registry } from '@goldenpath/extension';
import { builtInRegistry } from '@goldenpath/parts';

/**
 * The registry that generators work with: of the built-in parts and of those that the sources bring. A registry is code and cannot
 * cross to a worker thread; its sources can.
 *
 * @throws Error for a source: extensions are not loaded yet.
 */
export function registryOf(sources: readonly ExtensionSource[]): Registry {
  const [source] = sources;
  if (source !== undefined) throw new Error(`The extension ${source.name} cannot be loaded.`);
  return builtInRegistry;
}
