import type { AppFacts, AppInEnvironment, PlatformEnvironment } from '../facts';
import type { Json } from '../json';
import type { KubernetesObject } from '../manifests';

/** The application and environment of something; `null` for neither. */
export interface Scope {
  readonly app: string | null;
  readonly environment: string | null;
}

/** A thing in the base and in the head of a change; `undefined` when it does not exist there. */
export interface Pair<Thing> {
  readonly base: Thing | undefined;
  readonly head: Thing | undefined;
}

/** An environment of the platform, in base and head. */
export interface EnvironmentPair extends Pair<PlatformEnvironment> {
  readonly name: string;
  /** Whether it is production in base or head: removing an application from production counts as a production change. */
  readonly isProduction: boolean;
  /** Whether it is the first environment of a rollout. */
  readonly isFirst: boolean;
}

/** An application in base and head. */
export interface AppPair extends Pair<AppFacts> {
  readonly name: string;
  /** Every environment that it runs in, in base or head, in the platform's order. */
  readonly environments: readonly AppEnvironmentPair[];
}

/** An application in one environment, in base and head. */
export interface AppEnvironmentPair extends Pair<AppInEnvironment> {
  readonly app: string;
  readonly environment: EnvironmentPair;
}

/** The innermost value that differs. */
export interface Difference {
  /** In readable form: `spec.template.spec.containers[web].image`. */
  readonly path: string;
  /** The field names on the path, without list elements: `spec template spec containers image`. */
  readonly fields: readonly string[];
  /** `null` when there is no value. */
  readonly before: Json;
  readonly after: Json;
}

/** A Kubernetes object that differs, or exists only in base or head. */
export interface ObjectPair extends Pair<KubernetesObject> {
  readonly app: string;
  readonly environment: string;
  /** `Kind/name`. */
  readonly object: string;
  /** In the order of the object's fields; empty when the object is added or removed. */
  readonly differences: readonly Difference[];
}

/** A Terraform resource in the base and head of a stack that differs. */
export interface ResourcePair extends Scope, Pair<{ readonly [attribute: string]: Json }> {
  /** The Terraform address: `aws_db_instance.instance`. */
  readonly address: string;
}

/** A Terraform resource that a plan or a comparison destroys, replaces or forgets. */
export interface LostResource extends Scope {
  readonly address: string;
  /** `destroys it`, or `replaces it, because username changes`. */
  readonly how: string;
}

/** A change of a fleet: base and head together. */
export interface FleetChange {
  /** In the platform's order. An environment that exists only in the base keeps its position. */
  readonly environments: readonly EnvironmentPair[];
  /** In order of name. */
  readonly apps: readonly AppPair[];
  readonly appsByName: ReadonlyMap<string, AppPair>;
  /** The objects that differ, in order of application, environment and object. */
  readonly objects: readonly ObjectPair[];
  /** Returns the resources of a Terraform type in the stacks that differ. */
  readonly resources: (type: string) => readonly ResourcePair[];
  /** Returns the lost resources of a Terraform type. */
  readonly lostResources: (type: string) => readonly LostResource[];
}

/** A part's facts in one environment of an application, in base and head. At least one of them has the part. */
export interface PartInEnvironment<Facts> extends Pair<Facts> {
  readonly app: string;
  readonly environment: string;
  /** The whole application in the environment. */
  readonly of: AppEnvironmentPair;
}

/** A part's facts that an application has once, in base and head. At least one of them has it. */
export interface PartOnce<OnceFacts> extends Pair<OnceFacts> {
  readonly app: string;
  readonly environment: null;
  /** The whole application. */
  readonly of: AppPair;
}

/** A part's platform facts in one environment, in base and head. At least one of them has it. */
export interface PartOfPlatform<SharedFacts> extends Pair<SharedFacts> {
  readonly app: null;
  readonly environment: string;
  /** The whole environment. */
  readonly of: EnvironmentPair;
}

/** A change of a fleet from the perspective of a part: its own facts in base and head. */
export interface PartChange<Facts = unknown, OnceFacts = unknown, SharedFacts = unknown> extends FleetChange {
  /** By application and then in the platform's order of environments. */
  readonly inEnvironments: readonly PartInEnvironment<Facts>[];
  /** By application. */
  readonly once: readonly PartOnce<OnceFacts>[];
  /** In the platform's order of environments. */
  readonly ofPlatform: readonly PartOfPlatform<SharedFacts>[];
}
