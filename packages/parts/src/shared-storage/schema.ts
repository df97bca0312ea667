import type { StorageSize } from '../storage/schema';

/** A volume that all pods of an application share: those of its processes, its migration and its job too. */
export interface WrittenSharedStorage {
  /** Size of the volume, which the storage class may not enforce: EFS grows with its files. */
  readonly size: StorageSize;
  /**
   * The absolute path where the volume is mounted in each container; not `/`.
   *
   * @pattern ^/[^\s:]+$
   * @maxLength 255
   * @examples ["/srv/uploads"]
   */
  readonly mountPath: string;
}

/** What an environment may override of the shared volume. */
export interface WrittenSharedStorageOverride {
  /** Size of the volume in this environment. */
  readonly size?: StorageSize;
}

/** The fields of the shared volume. */
export interface SharedStorageFields {
  readonly sharedStorage?: WrittenSharedStorage;
}

/** The fields that an environment may override. */
export interface SharedStorageOverrides {
  readonly sharedStorage?: WrittenSharedStorageOverride;
}

declare module '@goldenpath/extension' {
  interface WrittenParts {
    sharedStorage: SharedStorageFields;
  }
  interface WrittenOverrides {
    sharedStorage: SharedStorageOverrides;
  }
  interface WrittenReviewRules {
    'shared-storage-loss': true;
    'shared-storage-fixed': true;
  }
}
