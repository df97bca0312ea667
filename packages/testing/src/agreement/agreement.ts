import type { Planes } from '../planes';

/** What of the platform file the planes have to agree with; as written or as resolved. */
export interface StatedPlatform {
  readonly organisation: string;
  readonly github?:
    | {
        readonly organisationId?: string;
        readonly subjects?: 'immutable' | 'both';
        readonly plan?: 'free' | 'team' | 'enterprise';
        readonly visibility?: 'private' | 'internal' | 'public';
      }
    | undefined;
  readonly registry?: string;
  readonly aws: StatedAccount & { readonly registry?: Partial<StatedAccount> };
  /** As resolved. */
  readonly registryAccount?: StatedAccount;
  readonly environments: readonly {
    readonly name: string;
    readonly clusterIssuer?: string;
    readonly certificate?: { readonly secretName?: string };
  }[];
}

interface StatedAccount {
  readonly accountId: string;
  readonly region: string;
  readonly rolePath?: string;
}

/** The account of the registries. */
export function registryAccountOf({ aws, registryAccount }: StatedPlatform): StatedAccount {
  return registryAccount ?? { ...aws, ...aws.registry };
}

/** A promise about the output of a fleet. It throws, as a test does, if the output breaks it. */
export interface Agreement {
  readonly name: string;
  readonly check: (planes: Planes, platform: StatedPlatform) => void;
}
