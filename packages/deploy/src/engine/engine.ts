import gte from 'semver/functions/gte';

/** Environment variables of a child process. Undefined ones are not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A usable Terraform or OpenTofu. */
export interface Engine {
  /** Path of the executable. */
  readonly program: string;
  readonly name: 'Terraform' | 'OpenTofu';
  readonly version: string;
  /** `asked`: set in `GOLDENPATH_TERRAFORM`. `path`: found on the PATH. `fetched`: a pinned release from the cache. */
  readonly origin: 'asked' | 'path' | 'fetched';
}

/** The oldest supported version, in both engines the first with ephemeral values and write-only arguments. */
export const OLDEST_ENGINE = '1.11.0';

/** Returns whether a version is {@link OLDEST_ENGINE} or newer. A pre-release of it is older. */
export function isNewEnough(version: string): boolean {
  return gte(version, OLDEST_ENGINE);
}
