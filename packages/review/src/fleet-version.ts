import type { FleetFacts, Json, KubernetesObject } from '@goldenpath/extension';

/** A Terraform stack as it is on disk: the parsed `cdk.tf.json`. */
export type StackContent = { readonly [block: string]: Json };

/**
 * What one commit makes of a fleet: what a person wrote, the facts, and what was made of them. Whoever makes it may leave out the
 * objects and stacks of an application that is the same in base and head, in both.
 */
export interface FleetVersion {
  readonly facts: FleetFacts;
  /** What the platform file says, with every default filled in: one that is written out changes nothing. */
  readonly platformFile: Json;
  /** By application, what its spec says, as it was written. */
  readonly writtenApps: ReadonlyMap<string, Json>;
  /** Whole Kubernetes objects, by application and then by environment. */
  readonly objects: ReadonlyMap<string, ReadonlyMap<string, readonly KubernetesObject[]>>;
  /** By name. */
  readonly stacks: ReadonlyMap<string, StackContent>;
}

/** The two versions that a review compares. */
export interface FleetVersions {
  readonly base: FleetVersion;
  readonly head: FleetVersion;
}
