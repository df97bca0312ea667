import type { WrittenAutoscaling } from '../autoscaling/schema';
import type { EnvironmentVariables } from '../configuration/schema';
import type { WrittenPort } from '../workload/port-schema';
import type { WrittenProbes } from '../workload/probe-schema';
import type { WrittenResources } from '../workload/schema';
import type { WrittenVolumes } from '../workload/volume-schema';

/** Pods that run another command of the application's image. */
export interface WrittenProcess {
  /**
   * The program to run instead of that of the image, and its first arguments.
   *
   * @minItems 1
   * @maxItems 100
   * @examples [["bundle", "exec", "sidekiq"]]
   */
  readonly command?: readonly string[];
  /**
   * The arguments of the container.
   *
   * @maxItems 100
   * @default []
   */
  readonly args?: readonly string[];
  /**
   * Variables of this process, on top of those of the application. One that the application has is replaced in this process only.
   *
   * @default {}
   */
  readonly env?: EnvironmentVariables;
  /**
   * Number of pods.
   *
   * @asType integer
   * @minimum 0
   * @maximum 50
   * @default 1
   */
  readonly replicas?: number;
  readonly autoscaling?: WrittenAutoscaling;
  readonly resources?: WrittenResources;
  /** Folders that it can write to, beside those of the application or instead of them. */
  readonly volumes?: WrittenVolumes;
  /**
   * The ports that it listens on. With ports, it has a Service `<application>-<process>`. No route leads to it.
   *
   * @maxItems 20
   * @default []
   */
  readonly ports?: readonly WrittenPort[];
  readonly probes?: WrittenProbes;
}

/** A process, as an environment may override it. */
export type WrittenProcessOverride = Omit<WrittenProcess, 'ports'>;

/**
 * Further processes of the application, by name: at most 12 lower-case letters, digits and hyphens.
 *
 * @propertyNames {"pattern": "^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$"}
 */
export interface WrittenProcesses {
  readonly [name: string]: WrittenProcess;
}

/**
 * Further processes of the application, by name.
 *
 * @propertyNames {"pattern": "^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$"}
 */
export interface WrittenProcessOverrides {
  readonly [name: string]: WrittenProcessOverride;
}

/** The fields of further processes. */
export interface ProcessesFields {
  /**
   * Further pods beside those of the application, such as a worker. They have its image, user, variables, secrets and database, and
   * everything else is their own. `env` adds variables.
   *
   * @default {}
   */
  readonly processes?: WrittenProcesses;
}

/** The fields that an environment may override. */
export interface ProcessesOverrides {
  readonly processes?: WrittenProcessOverrides;
}

declare module '@goldenpath/extension' {
  interface WrittenParts {
    processes: ProcessesFields;
  }
  interface WrittenOverrides {
    processes: ProcessesOverrides;
  }
  interface WrittenReviewRules {
    'process-dropped': true;
  }
}
