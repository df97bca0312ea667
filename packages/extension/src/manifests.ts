import type { Chart } from 'cdk8s';
import type { InCluster } from './facts';
import type { Json } from './json';

/** A Kubernetes object as plain data. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

/** The file of an object below an application's manifests. */
export interface ObjectFile {
  /** The file's name, such as `deployment.yaml`. */
  readonly file: string;
  /** `base`: shared by all environments, with patches in the overlays. `overlay`: complete in each environment's overlay. */
  readonly home: 'base' | 'overlay';
}

/**
 * What a part adds to the workload's pods, in the form of the Kubernetes API. The lists of several parts are joined in the order of the
 * registry.
 */
export interface PodContribution {
  /** Further labels of the pods. Those that all objects of an application have take precedence. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Annotations of the Deployment or StatefulSet, the same in all environments. A change does not roll the pods. If two parts set the same
   * one, their values are joined by commas.
   */
  readonly controllerAnnotations?: Readonly<Record<string, string>>;
  /** Sources of variables. For equal names the later one wins. Secrets come last. */
  readonly envFrom?: readonly Readonly<Record<string, unknown>>[];
  /** Variables, which Kubernetes expands from those before them and from `envFrom`. They win over `envFrom`. */
  readonly env?: readonly Readonly<Record<string, unknown>>[];
  /** Further ports of the container, such as one for metrics. */
  readonly ports?: readonly Readonly<Record<string, unknown>>[];
  readonly volumes?: readonly Readonly<Record<string, unknown>>[];
  readonly volumeMounts?: readonly Readonly<Record<string, unknown>>[];
  /** Containers beside that of the application, in the order in which they start. */
  readonly initContainers?: readonly ContributedContainer[];
  /** Claims of a StatefulSet. */
  readonly volumeClaimTemplates?: readonly Readonly<Record<string, unknown>>[];
  /** The ServiceAccount of the pods. @default that of the namespace, whose token no container gets */
  readonly serviceAccountName?: string;
  /** Whether the pod's group must own mounted volumes. */
  readonly ownsVolumes?: boolean;
  readonly topologySpreadConstraints?: readonly Readonly<Record<string, unknown>>[];
  /** Labels of the nodes. For equal names the later one wins. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Readonly<Record<string, unknown>>[];
  /** Where the pods run, beside others or away from them. @default anywhere */
  readonly affinity?: Readonly<Record<string, unknown>>;
  /** @default the priority of the namespace's pods */
  readonly priorityClassName?: string;
  /** The seconds from SIGTERM to SIGKILL, with those of the drain. @default 35 */
  readonly terminationGracePeriodSeconds?: number;
  /** @default the user id */
  readonly runAsGroup?: number;
  /** The group that owns mounted volumes. @default none, or the user id if `ownsVolumes` is set */
  readonly fsGroup?: number;
}

/** An init container that a part adds to pods. With `restartPolicy: Always`, it is a sidecar. */
export interface ContributedContainer {
  readonly image: ContainerImage;
  /** The pods that have it: `main` are those of the application, and the others have the names of their components. */
  readonly pods: readonly string[];
  /**
   * What it gets of what parts add to the application's container: nothing, the variables of ConfigMaps, or all variables and mounts.
   */
  readonly inherit: 'nothing' | 'configuration' | 'all';
  /** In the form of the Kubernetes API, without `image`. */
  readonly container: Readonly<Record<string, unknown>>;
  /** Volumes that only it mounts. */
  readonly volumes: readonly Readonly<Record<string, unknown>>[];
}

/** The input for a part's objects. */
export interface ChartInput<Facts> extends InCluster {
  /** The application's name. */
  readonly app: string;
  /** The part's own facts. A part does not see the facts of other parts. */
  readonly facts: Facts;
  /**
   * What all parts add to the pods. Like the namespace, the values of annotations may be stand-ins that are replaced afterwards: copy them
   * whole. A part that puts them into other text is rendered again with the real ones.
   */
  readonly pod: PodContribution;
  /** Returns the `image` of a container. It comes from the release, not from the facts. */
  readonly image: (image: ContainerImage) => string;
}

/** The image of a container. */
export type ContainerImage =
  | {
      readonly source: 'built';
      /** The image name in base manifests. */
      readonly placeholder: string;
      readonly url: string;
      /** The tag before the first release. A release replaces it. */
      readonly initialTag: string;
    }
  | { readonly source: 'upstream'; readonly reference: string };

/** One operation of a JSON patch (RFC 6902). */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'test' | 'move' | 'copy';
  /** A JSON pointer (RFC 6901). */
  readonly path: string;
  /** Of `add`, `replace` and `test`. */
  readonly value?: Json;
  /** A JSON pointer, of `move` and `copy`. */
  readonly from?: string;
}

/** A patch of the objects of all parts, as the `patches` of a kustomization. It has either `merge` or `operations`. */
export interface ObjectPatch {
  /** Its file below the overlay, such as `patches/prod/memory.yaml`, which is also its path beside the spec. */
  readonly file: string;
  readonly target: {
    /** @default any group */
    readonly group?: string;
    /** @default any version */
    readonly version?: string;
    readonly kind: string;
    /** @default every object of the kind */
    readonly name?: string;
  };
  /** A strategic merge patch. */
  readonly merge?: { readonly [field: string]: Json };
  /** A JSON patch. */
  readonly operations?: readonly PatchOperation[];
  /** Where `merge` or `operations` is in the file, for errors. @default the whole file */
  readonly at?: readonly string[];
}

/** The charts of a part. They add its objects to the application's chart. */
export interface PartCharts<Facts> {
  /** Adds the part's objects. @default none: the part only changes the pods */
  readonly add?: (chart: Chart, input: ChartInput<Facts>) => void;
  /** What the part adds to the pods. @default nothing */
  readonly pod?: (facts: Facts, common: InCluster) => PodContribution;
  /**
   * Returns the file of an object. No two objects share a file.
   *
   * @default `<kind>.yaml` in lower case, in the overlay; `<kind>-<name>.yaml` if another object has that file
   */
  readonly file?: (object: KubernetesObject, facts: Facts) => ObjectFile | undefined;
}
