import { byDefault, byPlatform, type Layers, type Platform } from '@goldenpath/extension';

/** The most pods with volumes of their own. */
export const MOST_PODS = 5;

/** The volume of each pod with all defaults applied. */
export interface StorageSettings {
  readonly size: string;
  readonly mountPath: string;
  readonly className: string;
}

/** Returns the volume settings with all defaults applied; `undefined` when the spec has none. An override alone makes none. */
export function storageSettings(layers: Layers, platform: Platform): StorageSettings | undefined {
  const mountPath = layers.tryPick<string>(['storage', 'mountPath']);
  if (mountPath === undefined) return undefined;
  return {
    // The schema ensures that it exists.
    size: layers.pick(['storage', 'size'], byDefault('')),
    mountPath,
    className: layers.pick(
      ['storage', 'className'],
      byPlatform(platform.kubernetes.storageClass, ['kubernetes', 'storageClass']),
    ),
  };
}
