import type { FleetFacts, Json, KubernetesObject } from '@goldenpath/extension';

/** The content of a Terraform stack: the parsed `cdk.tf.json`. */
export type StackContent = { readonly [block: string]: Json };

/**
 * The fleet of one commit: the documents as written, the facts, and the output. Objects and stacks that are equal on both sides may be left
 * objects and stacks of an application that is the same in base and head, in both.
 */
export interface FleetVersion {
  readonly facts: FleetFacts;
  /** The content of the platform file with all defaults, so that writing out a default is not a change. */
  readonly platformFile: Json;
  /** The content of each spec as written, by application. */
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
