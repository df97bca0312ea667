/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | JsonMap;

/** A JSON object. */
export interface JsonMap {
  readonly [field: string]: Json;
}

/**
 * A Kubernetes object as plain JSON, as `JSON.parse` returns it. A field with the value `undefined` counts as a field, so leave such fields
 * out.
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

/** A rendered object and its file. */
export interface Placed {
  readonly object: KubernetesObject;
  /** The file name, without a folder: `deployment.yaml`. In the base and in an overlay, each object has one file. */
  readonly file: string;
  /** `base`: what renditions share is written once. `overlay`: the object is written in each environment. */
  readonly home: 'base' | 'overlay';
}

/** The released image that the bare name in the base stands for. */
export interface ImageRelease {
  /** The name in the base: `user-service`. */
  readonly name: string;
  /** The image without tag and digest: `123456789012.dkr.ecr.eu-west-2.amazonaws.com/user-service`. */
  readonly newName: string;
  /** @default no tag */
  readonly newTag?: string;
  /** `sha256:…`. @default not pinned */
  readonly digest?: string;
}

/**
 * All objects of one rendition, and its released images.
 *
 * A container of a released image has either the whole reference (`newName:newTag@digest`) or the bare name.
 */
export interface Rendition {
  readonly objects: readonly Placed[];
  readonly images: readonly ImageRelease[];
}

/** One operation of a JSON patch (RFC 6902), as written. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'test' | 'move' | 'copy';
  /** A JSON pointer (RFC 6901). */
  readonly path: string;
  /** Of `add`, `replace` and `test`. */
  readonly value?: Json;
  /** A JSON pointer, of `move` and `copy`. */
  readonly from?: string;
}

/** The objects that a patch changes: those with all of these values. */
export interface PatchTarget {
  /** `apps`; an empty text for the core group. @default any group */
  readonly group?: string;
  /** @default any version */
  readonly version?: string;
  readonly kind: string;
  /** @default every object of the kind */
  readonly name?: string;
}

/** A patch of rendered objects that a person wrote. It has either `merge` or `operations`. */
export interface ObjectPatch {
  /** Its file below the overlay, such as `patches/prod/memory.yaml`. No two patches share one. */
  readonly file: string;
  readonly target: PatchTarget;
  /** A strategic merge patch. */
  readonly merge?: JsonMap;
  /** A JSON patch. */
  readonly operations?: readonly PatchOperation[];
}

/** The rendition of one environment. */
export interface EnvironmentRendition extends Rendition {
  /** The environment's name, also the name of its folder: `prod`. */
  readonly name: string;
  /** Patches that a person wrote, for `withPatch` to have no problem with. They are applied last, in this order. @default none */
  readonly patches?: readonly ObjectPatch[];
}

/** The input of `kustomizeTree`. */
export interface KustomizeInput {
  /** The folder of the tree: `apps/user-service/deploy`. */
  readonly root: string;
  /** Renditions without any environment's overrides. The base is what all of them have in common. */
  readonly general: readonly Rendition[];
  /** One overlay per environment. */
  readonly environments: readonly EnvironmentRendition[];
}
