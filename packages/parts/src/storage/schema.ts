/**
 * The size of a volume in whole Gi or Mi, such as `10Gi`.
 *
 * @pattern ^[0-9]+(Gi|Mi)$
 */
export type StorageSize = string;

/** The persistent volume that each pod keeps. The pods belong to a StatefulSet. */
export interface WrittenStorage {
  /** Size of each pod's volume. */
  readonly size: StorageSize;
  /**
   * The absolute path where the volume is mounted in the container; not `/`.
   *
   * @pattern ^/[^\s:]+$
   * @maxLength 255
   */
  readonly mountPath: string;
  /**
   * Storage class of new volumes. The default is the platform's.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
   * @maxLength 253
   */
  readonly className?: string;
}

/** The volume settings that an environment may override. */
export interface WrittenStorageOverride {
  /** Size of each pod's volume in this environment. */
  readonly size?: StorageSize;
}

/** The fields of the volume. */
export interface StorageFields {
  readonly storage: WrittenStorage;
}

/** The fields that an environment may override. */
export interface StorageOverrides {
  readonly storage?: WrittenStorageOverride;
}

declare module '@goldenpath/extension' {
  interface WrittenParts {
    storage: StorageFields;
  }
  interface WrittenOverrides {
    storage: StorageOverrides;
  }
  interface WrittenReviewRules {
    'storage-loss': true;
    'storage-shrunk': true;
    'data-at-risk': true;
  }
}
