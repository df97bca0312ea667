import type { Kind, WrittenAppSpec } from '../types/app';
import type { Platform, Settings } from '../types/resolved';
import { databaseSettings } from './database';
import { Layers, type OriginListener } from '@goldenpath/extension';
import { storageSettings } from './storage';
import { workloadSettings } from './workload';

/** The parts that an application of a kind has. A new kind is a new line here. */
const PARTS: Readonly<Record<Kind, readonly (keyof Settings)[]>> = {
  'stateless-app': ['workload'],
  'stateful-app': ['workload', 'storage'],
  'backend-app-rds': ['workload', 'database'],
  'rds-database': ['database'],
};

/** Whether an application of this kind has a part. */
export function hasPart(kind: Kind, part: keyof Settings): boolean {
  return PARTS[kind].includes(part);
}

/**
 * What an application is in one environment, every default filled in.
 *
 * @param environment - The environment whose overrides count; none where it is undefined.
 * @param onOrigin - Told where each value came from.
 */
export function settle(
  written: WrittenAppSpec,
  platform: Platform,
  environment: string | undefined,
  onOrigin?: OriginListener,
): Settings {
  const layers = new Layers(written, environment, onOrigin);
  const has = (part: keyof Settings) => hasPart(written.kind, part);
  return {
    ...(has('workload') && { workload: workloadSettings(layers) }),
    ...(has('storage') && { storage: storageSettings(layers, platform) }),
    ...(has('database') && { database: databaseSettings(layers, platform) }),
  };
}
