import type { WrittenPort } from './port-schema';
import type { WrittenProbes } from './probe-schema';
import type { WrittenVolumes } from './volume-schema';

export type { PortProtocol, WrittenPort } from './port-schema';

export type { WrittenEmptyDir, WrittenEmptyDirs, WrittenTemporaryFiles, WrittenVolumes } from './volume-schema';

export type { ProbeType, WrittenCheck, WrittenProbes, WrittenRunningCheck, WrittenStartupCheck } from './probe-schema';

/**
 * The language of the application's skeleton: Python 3.11 with FastAPI, or Node.js 24 with Express.
 *
 * @remarks The type also allows the `runtimes` of the platform file. Editors still complete the built-in ones.
 */
export type Runtime = 'python' | 'node' | (string & Record<never, never>);

/**
 * An amount of cpu: cores (`1`, `0.5`) or thousandths of a core (`250m`).
 *
 * @pattern ^([0-9]+(\.[0-9]{1,3})?|[0-9]+m)$
 */
export type CpuQuantity = string;

/**
 * An amount of memory in Kubernetes notation, such as `256Mi` or `1Gi`.
 *
 * @pattern ^[0-9]+(\.[0-9]+)?(Ki|Mi|Gi|Ti|k|M|G|T)?$
 */
export type MemoryQuantity = string;

/**
 * The most cpu that a container gets: cores (`1`, `0.5`) or thousandths of a core (`250m`). With `none`, it may use what its node has to spare.
 *
 * @pattern ^(none|[0-9]+(\.[0-9]{1,3})?|[0-9]+m)$
 */
export type CpuLimit = string;

/** An amount of cpu and of memory. */
export interface WrittenAmounts {
  /** Cpu: cores or thousandths of a core. */
  readonly cpu?: CpuQuantity;
  /** Memory, with a unit. */
  readonly memory?: MemoryQuantity;
}

/** The most cpu and memory of each pod. */
export interface WrittenLimits {
  /** Cpu: cores or thousandths of a core, or `none`. A container at its limit is slowed down. */
  readonly cpu?: CpuLimit;
  /** Memory, with a unit. A container above its limit is killed. */
  readonly memory?: MemoryQuantity;
}

/** The resources of each pod. A request must not exceed its limit. */
export interface WrittenResources {
  /**
   * The resources that each pod reserves.
   *
   * @default {"cpu": "100m", "memory": "128Mi"}
   */
  readonly requests?: WrittenAmounts;
  /**
   * The maximum resources of each pod.
   *
   * @default {"cpu": "500m", "memory": "256Mi"}
   */
  readonly limits?: WrittenLimits;
}

/** The fields of the pods. */
export interface WorkloadFields {
  /** @default "python" */
  readonly runtime?: Runtime;
  /**
   * An upstream image to run instead of a built one. No code is scaffolded and no image registry is created. The reference must include a
   * tag or a digest.
   *
   * @pattern ^([a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]+)?/)?[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*(/[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[a-f0-9]{64})?$
   * @maxLength 400
   */
  readonly image?: string;
  /**
   * Number of pods.
   *
   * @asType integer
   * @minimum 1
   * @maximum 10
   * @default 1
   */
  readonly replicas?: number;
  /**
   * The port that the container listens on. It must be 1024 or higher if the image is built, because the container runs unprivileged.
   *
   * @asType integer
   * @minimum 1
   * @maximum 65535
   * @default 8080
   */
  readonly port?: number;
  /**
   * The ports that the container listens on, instead of `port`. Callers and users reach the first one on port 80 of the Service, and the
   * others under their own numbers. `ports: []` is a worker that listens on nothing: it has no Service, no route and no check.
   *
   * @maxItems 20
   * @examples [[{"name": "http", "port": 8080}, {"name": "grpc", "port": 9999}]]
   */
  readonly ports?: readonly WrittenPort[];
  readonly resources?: WrittenResources;
  /** Folders that the container can write to. Processes and the migration have them too, each pod its own. */
  readonly volumes?: WrittenVolumes;
  /**
   * How Kubernetes checks a pod: `http` requests `/health` and `/ready`, `tcp` opens a connection, `grpc` asks the gRPC health service,
   * `none` checks nothing. The default is `http`, or `tcp` with `image`; with `ports` it is what the first port speaks. `probes` changes
   * single checks.
   */
  readonly probe?: 'http' | 'tcp' | 'grpc' | 'none';
  readonly probes?: WrittenProbes;
  /**
   * The program to run instead of that of the image, and its first arguments.
   *
   * @minItems 1
   * @maxItems 100
   * @examples [["node", "worker.js"]]
   */
  readonly command?: readonly string[];
  /**
   * The arguments of the container.
   *
   * @maxItems 100
   */
  readonly args?: readonly string[];
  /**
   * The user id that the container runs as; never 0 (root).
   *
   * @asType integer
   * @minimum 1
   * @maximum 2147483647
   * @default 10001
   */
  readonly runAsUser?: number;
}

/** The fields that an environment may override. */
export type WorkloadOverrides = Pick<
  WorkloadFields,
  'replicas' | 'resources' | 'volumes' | 'probes' | 'command' | 'args'
>;

declare module '@goldenpath/extension' {
  interface WrittenParts {
    workload: WorkloadFields;
  }
  interface WrittenOverrides {
    workload: WorkloadOverrides;
  }
  interface WrittenReviewRules {
    'mutable-tag': true;
    'unclustered-replicas': true;
    'controller-changed': true;
  }
}
