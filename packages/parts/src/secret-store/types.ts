import type { SealingScope } from '@goldenpath/extension';

/** Where a Secret of the pods comes from: the External Secrets Operator, or a SealedSecret. */
export type SecretSource = ExternalSource | SealedSource;

/** The External Secrets Operator reads it. */
export interface ExternalSource {
  readonly store: { readonly name: string; readonly kind: 'ClusterSecretStore' | 'SecretStore' };
  readonly refreshInterval: string;
}

/** It is in Git as a SealedSecret. */
export interface SealedSource {
  readonly sealed: SealedSecretFacts;
}

export interface SealedSecretFacts {
  readonly scope: SealingScope;
  /** The sealed values by key, in order of the keys. @default nothing is sealed yet: there is no SealedSecret */
  readonly encryptedData?: Readonly<Record<string, string>>;
}
