import { byDefault, type Layers } from '@goldenpath/extension';
import { type VolumesSettings, volumesSettings } from '../workload/volume-settings';
import type { WrittenMigration } from './schema';

/** The migration with all defaults applied. */
export type MigrationSettings = Required<Omit<WrittenMigration, 'volumes'>> & VolumesSettings;

/** Returns the settings of the migration; `undefined` when the spec has none. An override alone makes none. */
export function migrationSettings(layers: Layers): MigrationSettings | undefined {
  const command = layers.tryPick<readonly string[]>(['migration', 'command']);
  if (command === undefined) return undefined;
  return {
    command,
    args: layers.pick<readonly string[]>(['migration', 'args'], byDefault([])),
    env: layers.merge(['migration', 'env']),
    activeDeadlineSeconds: layers.pick(['migration', 'activeDeadlineSeconds'], byDefault(600)),
    backoffLimit: layers.pick(['migration', 'backoffLimit'], byDefault(0)),
    ...volumesSettings(layers.within(['migration'])),
  };
}
