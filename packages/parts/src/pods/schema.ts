/**
 * Labels of the pods, such as a cost centre.
 *
 * @propertyNames {"pattern": "^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$"}
 */
export interface WrittenPodLabels {
  readonly [name: string]: PodLabelValue;
}

/**
 * The value of a label.
 *
 * @pattern ^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$
 * @maxLength 63
 */
export type PodLabelValue = string;

/**
 * Annotations of the pods, which other software in the cluster reads.
 *
 * @propertyNames {"pattern": "^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$"}
 */
export interface WrittenPodAnnotations {
  readonly [name: string]: PodAnnotation;
}

/**
 * The value of an annotation.
 *
 * @maxLength 10000
 */
export type PodAnnotation = string;

/** A taint of nodes that the pods tolerate. */
export interface WrittenPodToleration {
  /**
   * The key of the taint.
   *
   * @pattern ^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$
   * @maxLength 317
   */
  readonly key: string;
  /** The value of the taint. The default is every value. */
  readonly value?: PodLabelValue;
  /** The effect of the taint. The default is every effect. */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** Pods of another application that the pods run near, where nodes have room. */
export interface WrittenPodAffinity {
  /**
   * The other application. It has pods in every environment that this one runs in.
   *
   * @pattern ^[a-z0-9]+(-[a-z0-9]+)*$
   * @minLength 2
   * @maxLength 50
   */
  readonly app: string;
  /**
   * What the pods share with a pod of the other application: a `zone` or a `node`.
   *
   * @default zone
   */
  readonly topology?: 'zone' | 'node';
}

/** Pods of another application that the pods keep away from. */
export interface WrittenPodAntiAffinity {
  /**
   * The other application. It has pods in every environment that this one runs in.
   *
   * @pattern ^[a-z0-9]+(-[a-z0-9]+)*$
   * @minLength 2
   * @maxLength 50
   */
  readonly app: string;
  /**
   * What the pods do not share with a pod of the other application: a `zone` or a `node`.
   *
   * @default node
   */
  readonly topology?: 'zone' | 'node';
  /**
   * Whether a pod is not scheduled rather than run on a node with a pod of the other application. Kubernetes then also keeps the other pods away
   * from these. Only for nodes. Without it, pods keep away where nodes have room.
   *
   * @default false
   */
  readonly required?: boolean;
}

/** What the pods have beside their container, and where they run. Processes and migrations have it too, except `spread`. */
export interface WrittenPod {
  readonly labels?: WrittenPodLabels;
  readonly annotations?: WrittenPodAnnotations;
  /**
   * Labels of the nodes that the pods run on, beside those that the platform file names.
   *
   * @propertyNames {"pattern": "^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$"}
   * @examples [{"kubernetes.io/arch": "arm64"}]
   */
  readonly nodeSelector?: WrittenPodNodeLabels;
  /**
   * Taints of nodes that the pods tolerate, beside those that the platform file names.
   *
   * @maxItems 20
   */
  readonly tolerations?: readonly WrittenPodToleration[];
  /**
   * `zones` and `nodes`: a pod that would unbalance its application over zones or nodes is not scheduled. Without it, pods are spread over both
   * where that is possible.
   */
  readonly spread?: 'zones' | 'nodes';
  /**
   * Other applications that the pods run near, where nodes have room. An override replaces the list.
   *
   * @maxItems 10
   * @examples [[{"app": "user-service", "topology": "node"}]]
   */
  readonly affinity?: readonly WrittenPodAffinity[];
  /**
   * Other applications that the pods keep away from. An override replaces the list.
   *
   * @maxItems 10
   * @examples [[{"app": "image-resizer"}]]
   */
  readonly antiAffinity?: readonly WrittenPodAntiAffinity[];
  /**
   * The priority class of the pods, one of `kubernetes.priorityClasses` of the platform file.
   *
   * @pattern ^(?!system-)[a-z0-9]([-a-z0-9.]*[a-z0-9])?$
   * @maxLength 253
   */
  readonly priorityClassName?: string;
  /**
   * The seconds that a pod has to end. In the first 5, it still serves requests.
   *
   * @asType integer
   * @minimum 10
   * @maximum 7200
   * @default 35
   */
  readonly terminationGracePeriodSeconds?: number;
  /**
   * The group id of the container; never 0 (root). The default is `runAsUser`.
   *
   * @asType integer
   * @minimum 1
   * @maximum 2147483647
   */
  readonly runAsGroup?: number;
  /**
   * The group that owns the files of volumes. The default is `runAsUser` for a volume that is kept, and none otherwise.
   *
   * @asType integer
   * @minimum 1
   * @maximum 2147483647
   */
  readonly fsGroup?: number;
}

/** Labels of nodes. */
export interface WrittenPodNodeLabels {
  readonly [name: string]: PodLabelValue;
}

/** The fields of pods. */
export interface PodsFields {
  readonly pod?: WrittenPod;
}

/** The fields that an environment may override. */
export type PodsOverrides = PodsFields;

declare module '@goldenpath/extension' {
  interface WrittenParts {
    pods: PodsFields;
  }
  interface WrittenOverrides {
    pods: PodsOverrides;
  }
}
