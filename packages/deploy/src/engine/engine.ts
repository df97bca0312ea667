import gte from 'semver/functions/gte';

/** Variables for programs that are run; those that are undefined are not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A Terraform or OpenTofu that can be used. */
export interface Engine {
  /** Path of the program. */
  readonly program: string;
  readonly name: 'Terraform' | 'OpenTofu';
  readonly version: string;
  /** `asked`: by `GOLDENPATH_TERRAFORM`. `path`: found on the PATH. `fetched`: a pinned release, from our cache. */
  readonly origin: 'asked' | 'path' | 'fetched';
}

/** The oldest version that can be used: ephemeral values and write-only arguments came with it, in both engines. */
export const OLDEST_ENGINE = '1.11.0';

/** Whether a version is {@link OLDEST_ENGINE} or newer. A pre-release of it is older. */
export function isNewEnough(version: string): boolean {
  return gte(version, OLDEST_ENGINE);
}
