/** A major version of PostgreSQL on RDS. */
export interface PostgresVersion {
  readonly version: string;
  /** The last day of standard support on RDS. From the next day, RDS upgrades the instance, or bills extended support. */
  readonly standardSupportEnds: string;
  /** Whether `goldenpath rds provision` works with it, so that a platform can use it. */
  readonly isSupported: boolean;
}

/**
 * The versions, oldest first. The dates are those of the release calendar of Amazon RDS for PostgreSQL: standard support ends on the last day
 * of the February after the last release of the community. Nothing here reads a clock: a new date is a new release of this package.
 */
export const POSTGRES_VERSIONS: readonly PostgresVersion[] = [
  { version: '11', standardSupportEnds: '2024-02-29', isSupported: false },
  { version: '12', standardSupportEnds: '2025-02-28', isSupported: false },
  { version: '13', standardSupportEnds: '2026-02-28', isSupported: false },
  { version: '14', standardSupportEnds: '2027-02-28', isSupported: false },
  { version: '15', standardSupportEnds: '2028-02-29', isSupported: true },
  { version: '16', standardSupportEnds: '2029-02-28', isSupported: true },
  { version: '17', standardSupportEnds: '2030-02-28', isSupported: true },
  { version: '18', standardSupportEnds: '2031-02-28', isSupported: true },
];

const SUPPORTED = POSTGRES_VERSIONS.filter(({ isSupported }) => isSupported).map(({ version }) => version);

/** Returns the last day of standard support of a version; `undefined` for an unknown one. */
export function standardSupportEnds(version: string): string | undefined {
  return POSTGRES_VERSIONS.find((known) => known.version === version)?.standardSupportEnds;
}

/**
 * Returns the versions that instances may still have while these are wanted: the supported ones up to the highest. An upgrade in the
 * maintenance window leaves an instance on its old version until then, and no version ever goes down.
 */
export function versionsInUse(wanted: readonly string[]): string[] {
  const highest = Math.max(...wanted.map((version) => SUPPORTED.indexOf(version)));
  return [...new Set([...SUPPORTED.slice(0, highest + 1), ...wanted])];
}
