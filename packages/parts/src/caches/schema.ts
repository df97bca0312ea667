/** A cache: Valkey on ElastiCache, encrypted, with TLS, a user and a password. */
export interface WrittenCache {
  /**
   * The memory of each node: 0.5, 3 or 13 GiB.
   *
   * @default "small"
   */
  readonly size?: 'small' | 'medium' | 'large';
  /**
   * Copies of the primary in other availability zones, one of which takes over when the primary fails. The default is 0 at low risk, and
   * otherwise 1.
   *
   * @asType integer
   * @minimum 0
   * @maximum 5
   */
  readonly replicas?: number;
  /**
   * Days that daily snapshots are kept. 0 takes none: what is in the cache can be computed again.
   *
   * @asType integer
   * @minimum 0
   * @maximum 35
   * @default 0
   */
  readonly snapshotRetentionDays?: number;
  /**
   * Increase it to give the user a new password. The pods get it with the next refresh of their Secret.
   *
   * @asType integer
   * @minimum 1
   * @maximum 1000000
   * @default 1
   */
  readonly passwordVersion?: number;
}

/**
 * Caches by name. `sessions` gives the pods `SESSIONS_CACHE_URL`, and its parts: `…_HOST`, `…_PORT`, `…_USER` and `…_PASS`.
 *
 * @propertyNames {"pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "maxLength": 20}
 * @maxProperties 5
 */
export interface WrittenCaches {
  readonly [name: string]: WrittenCache;
}

/**
 * @propertyNames {"pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "maxLength": 20}
 */
export interface WrittenCacheOverrides {
  readonly [name: string]: WrittenCache;
}

/** The fields of caches. */
export interface CachesFields {
  /** @default {} */
  readonly caches?: WrittenCaches;
}

/** The fields that an environment may override. An override changes single fields of a cache of the spec. */
export interface CachesOverrides {
  readonly caches?: WrittenCacheOverrides;
}

declare module '@goldenpath/extension' {
  interface WrittenParts {
    caches: CachesFields;
  }
  interface WrittenOverrides {
    caches: CachesOverrides;
  }
  interface WrittenReviewRules {
    'cache-loss': true;
  }
}
