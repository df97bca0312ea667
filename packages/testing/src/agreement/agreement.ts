import type { Planes } from '../planes';

/** What of the platform file the planes have to agree with; as written or as resolved. */
export interface StatedPlatform {
  readonly organisation: string;
  readonly github?: { readonly organisationId?: string; readonly subjects?: 'immutable' | 'both' } | undefined;
  readonly registry?: string;
  readonly aws: { readonly accountId: string; readonly region: string };
  readonly environments: readonly { readonly name: string; readonly clusterIssuer?: string }[];
}

/** A promise about the output of a fleet. It throws, as a test does, if the output breaks it. */
export interface Agreement {
  readonly name: string;
  readonly check: (planes: Planes, platform: StatedPlatform) => void;
}
