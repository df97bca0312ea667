import type { WrittenAcceptance } from './acceptance';

/**
 * How bad the loss or the leak of this application's data would be. It decides backups, password rotation, the image
 * registry's encryption and how many images it keeps, and who approves a change.
 */
export type Risk = 'low' | 'medium' | 'high';

/** The language that the application's skeleton is written in: Python 3.11 with FastAPI, or Node.js 24 with Express. */
export type Runtime = 'python' | 'node';

/** The instance behind a database: db.t3.micro, db.t3.small, db.t3.medium or db.r6g.large. */
export type DatabaseSize = 'small' | 'medium' | 'large' | 'xlarge';

/**
 * An amount of cpu: cores (`1`, `0.5`) or thousandths of a core (`250m`).
 *
 * @pattern ^([0-9]+(\.[0-9]{1,3})?|[0-9]+m)$
 */
export type CpuQuantity = string;

/**
 * An amount of memory as Kubernetes writes it, such as `256Mi` or `1Gi`.
 *
 * @pattern ^[0-9]+(\.[0-9]+)?(Ki|Mi|Gi|Ti|k|M|G|T)?$
 */
export type MemoryQuantity = string;

/**
 * A size of a volume in whole Gi or Mi, such as `10Gi`.
 *
 * @pattern ^[0-9]+(Gi|Mi)$
 */
export type StorageSize = string;

/** An amount of cpu and of memory. */
export interface WrittenAmounts {
  /** Cpu: cores or thousandths of a core. */
  readonly cpu?: CpuQuantity;
  /** Memory, with a unit. */
  readonly memory?: MemoryQuantity;
}

/** What each pod may use. A request may not be above its limit. */
export interface WrittenResources {
  /**
   * What a pod is sure to get.
   *
   * @default {"cpu": "100m", "memory": "128Mi"}
   */
  readonly requests?: WrittenAmounts;
  /**
   * What a pod never gets more of.
   *
   * @default {"cpu": "500m", "memory": "256Mi"}
   */
  readonly limits?: WrittenAmounts;
}

/** Scaling by load. `replicas` is then the least number of pods. */
export interface WrittenAutoscaling {
  /**
   * The largest number of pods; above `replicas`.
   *
   * @asType integer
   * @minimum 2
   * @maximum 50
   */
  readonly maxReplicas: number;
  /**
   * The average cpu use, in percent of the request, that the number of pods is steered to.
   *
   * @asType integer
   * @minimum 1
   * @maximum 100
   * @default 70
   */
  readonly targetCpuPercent?: number;
}

/**
 * Plain variables of the container. Never a secret.
 *
 * @propertyNames {"pattern": "^[A-Z_][A-Z0-9_]*$"}
 */
export interface EnvironmentVariables {
  readonly [name: string]: string;
}

/** The volume that each pod of a stateful application keeps. */
export interface WrittenStorage {
  /** Size of each pod's volume. */
  readonly size: StorageSize;
  /**
   * Where the volume is mounted in the container: an absolute path, not `/`.
   *
   * @pattern ^/[^\s:]+$
   * @maxLength 255
   */
  readonly mountPath: string;
  /**
   * Storage class of the volume; the platform's where this is not given.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
   * @maxLength 253
   */
  readonly className?: string;
}

/** What of a volume one environment may have otherwise. */
export interface WrittenStorageOverride {
  /** Size of each pod's volume in this environment. */
  readonly size?: StorageSize;
}

/** What of a database may differ between environments. */
export interface WrittenDatabaseOverride {
  /**
   * Size of the instance. On a shared instance, the least size that it must have.
   *
   * @default "small"
   */
  readonly size?: DatabaseSize;
  /**
   * Storage that a dedicated instance starts with, in GB.
   *
   * @asType integer
   * @minimum 20
   * @maximum 500
   * @default 20
   */
  readonly storageGb?: number;
  /**
   * Storage that a dedicated instance may grow to, in GB; at least `storageGb`.
   *
   * @asType integer
   * @minimum 20
   * @maximum 1000
   * @default 50
   */
  readonly maxStorageGb?: number;
  /**
   * How many days of backups are kept. By risk where this is not given: low 7, medium 14, high 35.
   *
   * @asType integer
   * @minimum 1
   * @maximum 35
   */
  readonly backupRetentionDays?: number;
  /**
   * Whether the database lives on the environment's shared instance or has one of its own.
   *
   * @default "shared"
   */
  readonly instance?: 'shared' | 'dedicated';
}

/** A PostgreSQL database and the role that owns it. */
export interface WrittenDatabase extends WrittenDatabaseOverride {
  /**
   * Name of the database, the same in every environment.
   *
   * @pattern ^[a-z][a-z0-9_]{2,62}$
   */
  readonly name: string;
  /**
   * Name of the role that owns the database.
   *
   * @pattern ^[a-z][a-z0-9_]{2,30}$
   */
  readonly username: string;
}

/** What every spec says, whatever its kind. */
export interface WrittenCommon {
  /**
   * The application's name: of its folder, its repository, its objects in Kubernetes and its part of every host name.
   *
   * @pattern ^[a-z0-9]+(-[a-z0-9]+)*$
   * @minLength 2
   * @maxLength 50
   */
  readonly name: string;
  /**
   * What it is for, on one line.
   *
   * @minLength 1
   * @maxLength 350
   */
  readonly description: string;
  /** The team that owns it: one of the platform file's teams. */
  readonly owner: string;
  /**
   * The environments it runs in. All of the platform's where this is not given.
   *
   * @minItems 1
   * @uniqueItems true
   */
  readonly environments?: readonly string[];
  /** @default "medium" */
  readonly risk?: Risk;
  /**
   * Findings of `goldenpath review` that are accepted here. A loss that is accepted is also no longer protected against. It holds
   * for the change that it comes with, for those after it, and for the removal of the application itself.
   *
   * @default []
   */
  readonly accept?: readonly WrittenAcceptance[];
}

/** What every application that runs in the cluster says. */
export interface WrittenWorkload extends WrittenCommon {
  /** @default "python" */
  readonly runtime?: Runtime;
  /**
   * An upstream image to run instead of one that is built: then no code is scaffolded and no image registry made.
   * It names a version: a tag or a digest.
   *
   * @pattern ^([a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]+)?/)?[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*(/[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[a-f0-9]{64})?$
   * @maxLength 400
   */
  readonly image?: string;
  /**
   * The port that the container listens on; 1024 and up where the image is built, since it runs unprivileged.
   *
   * @asType integer
   * @minimum 1
   * @maximum 65535
   * @default 8080
   */
  readonly port?: number;
  /**
   * Whether it is reachable from outside the cluster, at its own host name.
   *
   * @default true
   */
  readonly ingress?: boolean;
  readonly resources?: WrittenResources;
  /**
   * How Kubernetes asks whether a pod is well: `http` asks `/health` and `/ready`, `tcp` opens a connection.
   * `http` where this is not given; `tcp` where `image` is.
   */
  readonly probe?: 'http' | 'tcp';
  /**
   * Arguments that the container is started with.
   *
   * @maxItems 100
   */
  readonly args?: readonly string[];
  /**
   * The user id that the container runs as; never 0, which is root.
   *
   * @asType integer
   * @minimum 1
   * @maximum 2147483647
   * @default 10001
   */
  readonly runAsUser?: number;
  /**
   * The applications of the fleet that this one calls. Each gives it `<NAME>_HOST`, `<NAME>_PORT` and, where that
   * application answers HTTP, `<NAME>_URL`.
   *
   * @uniqueItems true
   * @default []
   */
  readonly uses?: readonly string[];
  /** @default {} */
  readonly env?: EnvironmentVariables;
}

/** What a stateless or backend application says of its pods. */
export interface WrittenReplicas {
  /**
   * Number of pods.
   *
   * @asType integer
   * @minimum 1
   * @maximum 10
   * @default 1
   */
  readonly replicas?: number;
  readonly autoscaling?: WrittenAutoscaling;
}

/** What of a workload one environment may have otherwise. `env` adds to the variables or replaces them one by one. */
export interface WrittenWorkloadOverride {
  readonly resources?: WrittenResources;
  readonly env?: EnvironmentVariables;
}

/** A service without a state of its own: a Deployment, a Service and a route to it. */
export interface WrittenStatelessApp extends WrittenWorkload, WrittenReplicas {
  readonly kind: 'stateless-app';
  /** What is otherwise in one environment, by the environment's name. */
  readonly overrides?: { readonly [environment: string]: WrittenWorkloadOverride & WrittenReplicas };
}

/** A service whose pods each keep a volume: a StatefulSet, its headless Service, a Service and a route to that. */
export interface WrittenStatefulApp extends WrittenWorkload {
  readonly kind: 'stateful-app';
  /**
   * Number of pods.
   *
   * @asType integer
   * @minimum 1
   * @maximum 5
   * @default 1
   */
  readonly replicas?: number;
  readonly storage: WrittenStorage;
  /** What is otherwise in one environment, by the environment's name. */
  readonly overrides?: { readonly [environment: string]: WrittenStatefulOverride };
}

/** What of a stateful application one environment may have otherwise. */
export interface WrittenStatefulOverride extends WrittenWorkloadOverride {
  /**
   * Number of pods in this environment.
   *
   * @asType integer
   * @minimum 1
   * @maximum 5
   */
  readonly replicas?: number;
  readonly storage?: WrittenStorageOverride;
}

/** A service with a PostgreSQL database: a stateless application, the database and its credentials in the pods. */
export interface WrittenBackendAppRds extends WrittenWorkload, WrittenReplicas {
  readonly kind: 'backend-app-rds';
  readonly database: WrittenDatabase;
  /** What is otherwise in one environment, by the environment's name. */
  readonly overrides?: {
    readonly [environment: string]: WrittenWorkloadOverride &
      WrittenReplicas & { readonly database?: WrittenDatabaseOverride };
  };
}

/** A PostgreSQL database on its own. */
export interface WrittenRdsDatabase extends WrittenCommon {
  readonly kind: 'rds-database';
  readonly database: WrittenDatabase;
  /** What is otherwise in one environment, by the environment's name. */
  readonly overrides?: { readonly [environment: string]: { readonly database?: WrittenDatabaseOverride } };
}

/** One application as a person writes it, in `app.yaml` or with `defineApp` in `app.ts`. */
export type WrittenAppSpec = WrittenStatelessApp | WrittenStatefulApp | WrittenBackendAppRds | WrittenRdsDatabase;

/** The golden path that an application takes. */
export type Kind = WrittenAppSpec['kind'];
