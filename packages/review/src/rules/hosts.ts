import type { AppEnvironmentPair, EnvironmentPair, FleetChange } from '../fleet/fleet-change';
import type { Severity } from '../review';

/** Who has each host on a side. */
export function hostsOf({ apps }: FleetChange, side: 'base' | 'head'): Map<string, AppEnvironmentPair> {
  const hosts = new Map<string, AppEnvironmentPair>();
  for (const { environments } of apps)
    for (const place of environments) {
      const host = place[side]?.route?.host;
      if (host !== undefined) hosts.set(host, place);
    }
  return hosts;
}

/** A danger where users depend on it, and a warning elsewhere. */
export function severityIn({ isProduction }: EnvironmentPair): Severity {
  return isProduction ? 'danger' : 'warning';
}
