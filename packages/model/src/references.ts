import type { AppSpec, Registry, Settings } from '@goldenpath/extension';
import { partsWith } from './parts-with';

/** Returns the names of all applications that a spec uses or refers to, in any environment. */
export function namesReferredTo({ name, kind, general, settings }: AppSpec, registry: Registry): ReadonlySet<string> {
  const found = new Set<string>();
  for (const each of new Set<Settings>([general, ...Object.values(settings)])) {
    for (const part of partsWith(registry, kind, 'uses'))
      for (const used of part.uses?.(part.settingsOf(each)) ?? []) found.add(used);
    for (const part of partsWith(registry, kind, 'references'))
      for (const { app } of part.references?.(part.settingsOf(each), name) ?? []) found.add(app);
  }
  return found;
}
