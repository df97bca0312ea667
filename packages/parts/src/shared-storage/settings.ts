import { byDefault, type Layers, type Platform } from '@goldenpath/extension';

/** The volume that the pods share, with all defaults applied. */
export interface SharedStorageSettings {
  readonly size: string;
  readonly mountPath: string;
  /** @default the platform offers none, which a rule reports */
  readonly storageClass?: string;
  /** Whether it goes with its namespace. @default it is kept */
  readonly isTemporary?: true;
}

/** Returns the settings of the shared volume; `undefined` when the spec has none. An override alone makes none. */
export function sharedStorageSettings(layers: Layers, platform: Platform): SharedStorageSettings | undefined {
  const mountPath = layers.tryPick<string>(['sharedStorage', 'mountPath']);
  if (mountPath === undefined) return undefined;
  const { sharedStorageClass: storageClass } = platform.kubernetes;
  return {
    // The schema ensures that it exists.
    size: layers.pick(['sharedStorage', 'size'], byDefault('')),
    mountPath,
    ...(storageClass !== undefined && { storageClass }),
  };
}
