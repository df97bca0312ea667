import type { WrittenPort } from '../workload/port-schema';
import type { WrittenProbes } from '../workload/probe-schema';
import type { WrittenResources } from '../workload/schema';

/**
 * The image of a container beside that of the application. The reference must include a tag or a digest, and not `latest`.
 *
 * @pattern ^([a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]+)?/)?[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*(/[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[a-f0-9]{64})?$
 * @maxLength 400
 */
export type ContainerImageReference = string;

/**
 * Plain variables of the container, never a secret.
 *
 * @propertyNames {"pattern": "^(?!__proto__$)[A-Za-z_][A-Za-z0-9_]*$", "maxLength": 253}
 */
export interface ContainerVariables {
  readonly [name: string]: string;
}

/**
 * Pods of the application: `main`, `migration`, or the name of a process.
 *
 * @pattern ^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$
 */
export type PodsOfApplication = string;

/** What the container sees of the application: `nothing`, the plain variables, or all variables, secrets and files. */
export type InheritedByContainer = 'nothing' | 'configuration' | 'all';

/** A container that runs to its end before the application starts. */
export interface WrittenInitContainer {
  /** The image. The default is that of the application, with the release that runs. */
  readonly image?: ContainerImageReference;
  /**
   * The program to run instead of that of the image, and its first arguments.
   *
   * @minItems 1
   * @maxItems 100
   * @examples [["cp", "-r", "/app/static", "/assets"]]
   */
  readonly command?: readonly string[];
  /**
   * The arguments of the container.
   *
   * @maxItems 100
   * @default []
   */
  readonly args?: readonly string[];
  /** @default {} */
  readonly env?: ContainerVariables;
  /**
   * What it sees of the application: `configuration` is the plain variables, `all` has the secrets, files and volumes too. The default is
   * `all` with the image of the application, otherwise `nothing`.
   */
  readonly inherit?: InheritedByContainer;
  /**
   * The pods that have it.
   *
   * @minItems 1
   * @maxItems 30
   * @uniqueItems true
   * @default ["main"]
   */
  readonly processes?: readonly PodsOfApplication[];
  /**
   * The names of folders of `volumes.emptyDirs` that it shares with the application, at the same paths.
   *
   * @maxItems 20
   * @uniqueItems true
   * @default []
   * @examples [["assets"]]
   */
  readonly mounts?: readonly string[];
  /**
   * The user id that it runs as; never 0 (root). The default is that of the application.
   *
   * @asType integer
   * @minimum 1
   * @maximum 2147483647
   */
  readonly runAsUser?: number;
  readonly resources?: WrittenResources;
}

/** A container that runs beside that of the application, from before its start until after its end. */
export interface WrittenSidecar extends WrittenInitContainer {
  /**
   * The ports that other pods reach. The Service of the pods has them under their numbers, and a route can lead to one. A port that only
   * the application itself uses needs no entry.
   *
   * @maxItems 10
   * @default []
   */
  readonly ports?: readonly WrittenPort[];
  /** The checks. Without them, a connection to its first port is one, and a sidecar without ports has none. */
  readonly probes?: WrittenProbes;
  /**
   * Whether it starts after the init containers. They cannot use it then, and it can use what they have made.
   *
   * @default false
   */
  readonly afterInitContainers?: boolean;
}

/** A sidecar, as an environment may override it. */
export type WrittenSidecarOverride = Omit<WrittenSidecar, 'ports' | 'afterInitContainers'>;

/**
 * Sidecars by name. They start in the order in which they are written.
 *
 * @propertyNames {"pattern": "^[a-z]([a-z0-9-]{0,28}[a-z0-9])?$"}
 * @maxProperties 10
 */
export interface WrittenSidecars {
  readonly [name: string]: WrittenSidecar;
}

/**
 * Init containers by name. They run one after the other, in the order in which they are written.
 *
 * @propertyNames {"pattern": "^[a-z]([a-z0-9-]{0,28}[a-z0-9])?$"}
 * @maxProperties 10
 */
export interface WrittenInitContainers {
  readonly [name: string]: WrittenInitContainer;
}

/**
 * Sidecars by name.
 *
 * @propertyNames {"pattern": "^[a-z]([a-z0-9-]{0,28}[a-z0-9])?$"}
 */
export interface WrittenSidecarOverrides {
  readonly [name: string]: WrittenSidecarOverride;
}

/** The fields of the containers beside that of the application. */
export interface SideContainersFields {
  /**
   * Containers that run beside that of the application, such as a proxy. They start before it, in the order in which they are written, and
   * end after it. A job ends without waiting for them.
   *
   * @default {}
   */
  readonly sidecars?: WrittenSidecars;
  /**
   * Containers that run before the application starts, one after the other, in the order in which they are written.
   *
   * @default {}
   */
  readonly initContainers?: WrittenInitContainers;
}

/** The fields that an environment may override. */
export interface SideContainersOverrides {
  readonly sidecars?: WrittenSidecarOverrides;
  readonly initContainers?: WrittenInitContainers;
}

declare module '@goldenpath/extension' {
  interface WrittenParts {
    sideContainers: SideContainersFields;
  }
  interface WrittenOverrides {
    sideContainers: SideContainersOverrides;
  }
  interface WrittenReviewRules {
    'foreign-container': true;
    'container-dropped': true;
  }
}
