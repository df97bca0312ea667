import { byDefault, byPlatform, type Layers, type Platform } from '@goldenpath/extension';

/** The volume of each pod with all defaults applied. */
export interface StorageSettings {
  readonly size: string;
  readonly mountPath: string;
  readonly className: string;
}

/** Returns the volume settings with all defaults applied. */
export function storageSettings(layers: Layers, platform: Platform): StorageSettings {
  return {
    // The schema ensures that both exist.
    size: layers.pick(['storage', 'size'], byDefault('')),
    mountPath: layers.pick(['storage', 'mountPath'], byDefault('')),
    className: layers.pick(
      ['storage', 'className'],
      byPlatform(platform.kubernetes.storageClass, ['kubernetes', 'storageClass']),
    ),
  };
}
