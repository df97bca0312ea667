import type { FleetChange } from '../fleet/fleet-change';
import type { Affected, PlatformChange } from '../review';
import { sortedBy } from '../order';
import type { Difference } from '../values/differences';
import { platformFields } from './platform-fields';
import { platformDifferences } from './platform-reasons';
import type { Hide } from './reason-text';
import { reasonsOf } from './reasons';
import { specFields } from './spec-fields';
import type { Unit } from './units';

/** What a change affects and why, and the platform settings that contributed. */
export interface AffectedWithReasons {
  readonly affected: readonly Affected[];
  readonly platform: readonly PlatformChange[];
}

/** Returns the reasons for each affected unit. */
export function affectedWithReasons(change: FleetChange, units: readonly Unit[], hide: Hide): AffectedWithReasons {
  const platform = platformDifferences({ base: change.base.platformFile, head: change.head.platformFile });
  const context = {
    change,
    platform,
    hide,
    specFields: specFields(change.registry),
    platformFields: platformFields(change.registry),
  };
  const affected = units.map((unit): Affected => ({
    app: unit.app,
    environment: unit.environment,
    change: unit.change,
    reasons: reasonsOf(context, unit),
  }));
  return { affected, platform: platformChanges(platform, hide) };
}

function platformChanges(platform: readonly Difference[], hide: Hide): PlatformChange[] {
  return sortedBy(platform, ({ path }) => path).map(({ path, before, after }) => ({
    path,
    before: hide(before),
    after: hide(after),
  }));
}
