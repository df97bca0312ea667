import type { ImportObject } from './node';

/** What a pod refers to. */
export interface Surroundings {
  readonly objects: readonly ImportObject[];
  /** The registry of images that are built here. */
  readonly registry: string;
}
