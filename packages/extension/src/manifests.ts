import type { Chart } from 'cdk8s';
import type { InCluster } from './facts';

/** A Kubernetes object as plain data. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

/** Where an object is written below an application's manifests. */
export interface ObjectFile {
  /** The file's name, such as `deployment.yaml`. */
  readonly file: string;
  /** `base`: shared by all environments, with patches in the overlays. `overlay`: whole in each environment's overlay. */
  readonly home: 'base' | 'overlay';
}

/**
 * What a part adds to the pods of the workload. Values are in the form of the Kubernetes API. Lists of several parts are
 * joined in the order of the registry.
 */
export interface PodContribution {
  readonly annotations?: Readonly<Record<string, string>>;
  /** Sources of variables; where two have the same name, the later wins. Secrets come after all others. */
  readonly envFrom?: readonly Readonly<Record<string, unknown>>[];
  /** Variables, which Kubernetes expands from those before them and from `envFrom`. They win over `envFrom`. */
  readonly env?: readonly Readonly<Record<string, unknown>>[];
  readonly volumes?: readonly Readonly<Record<string, unknown>>[];
  readonly volumeMounts?: readonly Readonly<Record<string, unknown>>[];
  /** Claims of a StatefulSet. */
  readonly volumeClaimTemplates?: readonly Readonly<Record<string, unknown>>[];
  /** Whether mounted volumes have to belong to the pod's group. */
  readonly ownsVolumes?: boolean;
  readonly topologySpreadConstraints?: readonly Readonly<Record<string, unknown>>[];
}

/** What the objects of a part are made from. */
export interface ChartInput<Facts> extends InCluster {
  /** The application's name. */
  readonly app: string;
  /** The part's own facts: a part sees no other part's. */
  readonly facts: Facts;
  /**
   * What all parts add to the pods. Like the namespace, the values of annotations may be stand-ins that are replaced afterwards: copy them
   * whole. A part that puts them into other text is rendered again with the real ones.
   */
  readonly pod: PodContribution;
  /** What the container's `image` says: a release decides it, not the facts. */
  readonly image: (image: ContainerImage) => string;
}

/** Which image a container runs. */
export type ContainerImage =
  | {
      readonly source: 'built';
      /** The name that base manifests hold in place of an image. */
      readonly placeholder: string;
      readonly url: string;
      /** The tag before the first release. What runs is release state and replaces it. */
      readonly initialTag: string;
    }
  | { readonly source: 'upstream'; readonly reference: string };

/** Charts of a part: each adds its objects to the chart of the application. */
export interface PartCharts<Facts> {
  /** Adds the objects of the part. @default none: the part has only its pod contribution */
  readonly add?: (chart: Chart, input: ChartInput<Facts>) => void;
  /** What the part adds to the pods. @default nothing */
  readonly pod?: (facts: Facts, common: InCluster) => PodContribution;
  /**
   * Where an object of the part is written. No two objects have one file.
   *
   * @default `<kind>.yaml`, in lower case, in the overlay; `<kind>-<name>.yaml` where another object has that file
   */
  readonly file?: (object: KubernetesObject, facts: Facts) => ObjectFile | undefined;
}
