import type { FleetChange } from '../fleet/fleet-change';
import type { Affected, PlatformChange } from '../review';
import { sortedBy } from '../order';
import type { Difference } from '../values/differences';
import { platformDifferences } from './platform-reasons';
import type { Hide } from './reason-text';
import { reasonsOf } from './reasons';
import type { Unit } from './units';

/** What the change makes different and why, and what of the platform file had a part in it. */
export interface AffectedAndWhy {
  readonly affected: readonly Affected[];
  readonly platform: readonly PlatformChange[];
}

/** Tells of each unit why it is affected. */
export function tellAffected(change: FleetChange, units: readonly Unit[], hide: Hide): AffectedAndWhy {
  const platform = platformDifferences({ base: change.base.writtenPlatform, head: change.head.writtenPlatform });
  const effective = new Set<Difference>();
  const affected = units.map((unit): Affected => {
    const reasons = reasonsOf({ change, platform, hide }, unit);
    for (const { difference } of reasons.platform) effective.add(difference);
    return { app: unit.app, environment: unit.environment, change: unit.change, reasons: reasons.texts };
  });
  return { affected, platform: platformChanges(platform, effective, hide) };
}

/** What comes or goes and has no effect is a default that somebody has written out, or has left out again: no change. */
function platformChanges(
  platform: readonly Difference[],
  effective: ReadonlySet<Difference>,
  hide: Hide,
): PlatformChange[] {
  const told = platform.filter(
    (difference) => effective.has(difference) || (difference.before !== null && difference.after !== null),
  );
  return sortedBy(told, ({ path }) => path).map(({ path, before, after }) => ({
    path,
    before: hide(before),
    after: hide(after),
  }));
}
