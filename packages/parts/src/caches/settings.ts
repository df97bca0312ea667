import { byDefault, type Layers, type Risk } from '@goldenpath/extension';
import type { CacheSize } from './sizes';

/** A cache with all defaults applied. */
export interface CacheSettings {
  readonly size: CacheSize;
  readonly replicas: number;
  readonly snapshotRetentionDays: number;
  readonly passwordVersion: number;
}

/** The caches of an application by name. */
export type CachesSettings = Readonly<Record<string, CacheSettings>>;

/** Returns the settings of caches. */
export function cachesSettings(layers: Layers): CachesSettings {
  return Object.fromEntries(layers.generalKeys(['caches']).map((name) => [name, cacheOf(layers, name)]));
}

function cacheOf(layers: Layers, name: string): CacheSettings {
  const risk = layers.pick<Risk>(['risk'], byDefault('medium'));
  const at = (field: string) => ['caches', name, field];
  return {
    size: layers.pick<CacheSize>(at('size'), byDefault('small')),
    replicas: layers.pick(at('replicas'), byDefault(risk === 'low' ? 0 : 1, '0 at low risk, and otherwise 1')),
    snapshotRetentionDays: layers.pick(at('snapshotRetentionDays'), byDefault(0)),
    passwordVersion: layers.pick(at('passwordVersion'), byDefault(1)),
  };
}
