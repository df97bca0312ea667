import { byDefault, type Layers } from '@goldenpath/extension';

/** A bucket with all defaults applied. */
export interface BucketSettings {
  readonly versions: boolean;
  /** @default objects do not expire */
  readonly expireAfterDays?: number;
}

/** The buckets of an application by name. */
export type BucketsSettings = Readonly<Record<string, BucketSettings>>;

/** Returns the settings of buckets. */
export function bucketsSettings(layers: Layers): BucketsSettings {
  return Object.fromEntries(layers.generalKeys(['buckets']).map((name) => [name, bucketOf(layers, name)]));
}

function bucketOf(layers: Layers, name: string): BucketSettings {
  const expireAfterDays = layers.tryPick<number>(['buckets', name, 'expireAfterDays']);
  return {
    versions: layers.pick(['buckets', name, 'versions'], byDefault(true)),
    ...(expireAfterDays !== undefined && { expireAfterDays }),
  };
}
