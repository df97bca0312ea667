import type { PartChange, PartInEnvironment, ReviewRule } from '@goldenpath/extension';
import type { StoragePart } from '../types';

/** A change for the volume rules. */
export type StorageChange = PartChange<StoragePart, undefined, undefined>;

/** The volumes of an application in one environment, in base and head. */
export type StorageInEnvironment = PartInEnvironment<StoragePart>;

/** A rule about volumes. */
export type StorageRule = ReviewRule<StoragePart, undefined, undefined>;
