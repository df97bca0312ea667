/** A value of JSON. */
export type Json = string | number | boolean | null | readonly Json[] | JsonMap;

/** A JSON object. */
export interface JsonMap {
  readonly [field: string]: Json;
}

/**
 * A Kubernetes object as plain JSON: what `JSON.parse` could have made. A field whose value is `undefined` counts as a
 * field, so leave such fields out.
 */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** A rendered object and where it goes. */
export interface Placed {
  readonly object: KubernetesObject;
  /** Its file, without a folder: `deployment.yaml`. In the base, and in an overlay, one object has one file. */
  readonly file: string;
  /** `base`: what its renditions share is written once. `overlay`: it is written out in each environment. */
  readonly home: 'base' | 'overlay';
}

/** The image that runs: what the bare name in the base stands for. */
export interface ImageRelease {
  /** What the base says instead of an address: `user-service`. */
  readonly name: string;
  /** The image without tag and digest: `123456789012.dkr.ecr.eu-west-2.amazonaws.com/user-service`. */
  readonly newName: string;
  /** @default no tag */
  readonly newTag?: string;
  /** `sha256:…`. @default not pinned */
  readonly digest?: string;
}

/**
 * All objects of one rendition, and the images that run in it.
 *
 * A container of a released image says either the whole reference (`newName:newTag@digest`) or the bare name.
 */
export interface Rendition {
  readonly objects: readonly Placed[];
  readonly images: readonly ImageRelease[];
}

/** What runs in one environment. */
export interface EnvironmentRendition extends Rendition {
  /** Also its folder's name: `prod`. */
  readonly name: string;
}

/** What a kustomize tree is made of. */
export interface KustomizeInput {
  /** The tree's folder: `apps/user-service/deploy`. */
  readonly root: string;
  /** Renditions without any environment's overrides: the base is what all of them share. */
  readonly general: readonly Rendition[];
  /** One overlay each. */
  readonly environments: readonly EnvironmentRendition[];
}
