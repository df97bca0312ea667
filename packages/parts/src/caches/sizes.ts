/** The sizes of caches, smallest first, and their nodes: 0.5, 3 and 13 GiB of memory. */
export const NODE_TYPES = {
  small: 'cache.t4g.micro',
  medium: 'cache.t4g.medium',
  large: 'cache.r7g.large',
} as const;

/** A size of a cache. */
export type CacheSize = keyof typeof NODE_TYPES;
