import { byDefault, byPlatform, type Layers, type Platform } from '@goldenpath/extension';

/** The volume of each pod, every default filled in. */
export interface StorageSettings {
  readonly size: string;
  readonly mountPath: string;
  readonly className: string;
}

/** The volume of each pod, every default filled in. */
export function storageSettings(layers: Layers, platform: Platform): StorageSettings {
  return {
    // Both are required: the schema has seen to it.
    size: layers.pick(['storage', 'size'], byDefault('')),
    mountPath: layers.pick(['storage', 'mountPath'], byDefault('')),
    className: layers.pick(
      ['storage', 'className'],
      byPlatform(platform.kubernetes.storageClass, ['kubernetes', 'storageClass']),
    ),
  };
}
