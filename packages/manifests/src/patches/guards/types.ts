import type { ImageRelease, KubernetesObject } from '@goldenpath/kustomize';

/** What a patch may not break. */
export interface Guard {
  /** The name by which the platform file lifts it. */
  readonly name: string;
  /** Returns what a patch of one object breaks, and nothing that was so before. */
  readonly check: (change: GuardedChange) => readonly Breach[];
}

/** An object before and after a patch. */
export interface GuardedChange {
  readonly before: KubernetesObject;
  readonly after: KubernetesObject;
  /** All objects of the application before its patches. */
  readonly all: readonly KubernetesObject[];
  /** The images that releases move, by their bare names. */
  readonly images: readonly ImageRelease[];
}

/** What a patch breaks. */
export interface Breach {
  /** The fields that lead to it in the object. An element of a list is its `name`, or its index. */
  readonly path: readonly (string | number)[];
  /** What it does, as a sentence without its subject: `makes the container web privileged`. */
  readonly what: string;
}
