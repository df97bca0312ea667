import type { AppFacts, AppInEnvironment, PlatformEnvironment } from '../facts';
import type { Json } from '../json';
import type { KubernetesObject } from '../manifests';

/** Which application and environment something belongs to; `null` where it belongs to none. */
export interface Scope {
  readonly app: string | null;
  readonly environment: string | null;
}

/** Something in the base and in the head of a change; `undefined` where one does not have it. */
export interface Pair<Thing> {
  readonly base: Thing | undefined;
  readonly head: Thing | undefined;
}

/** An environment of the platform, in base and head. */
export interface EnvironmentPair extends Pair<PlatformEnvironment> {
  readonly name: string;
  /** Whether it is production in base or head: what a change takes out of production is judged as production. */
  readonly isProduction: boolean;
  /** Whether a release goes through it first. */
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
  /** As people write it: `spec.template.spec.containers[web].image`. */
  readonly path: string;
  /** The fields that lead to it, without the elements of lists: `spec template spec containers image`. */
  readonly fields: readonly string[];
  /** `null` where there is none. */
  readonly before: Json;
  readonly after: Json;
}

/** A Kubernetes object that differs, or that only base or head has. */
export interface ObjectPair extends Pair<KubernetesObject> {
  readonly app: string;
  readonly environment: string;
  /** `Kind/name`. */
  readonly object: string;
  /** In the order of the object's fields; empty where the object comes or goes. */
  readonly differences: readonly Difference[];
}

/** A Terraform resource in the base and in the head of a stack that differs. */
export interface ResourcePair extends Scope, Pair<{ readonly [attribute: string]: Json }> {
  /** As Terraform names it: `aws_db_instance.instance`. */
  readonly address: string;
}

/** A Terraform resource that a plan, or a comparison of the stacks, destroys, replaces or forgets. */
export interface LostResource extends Scope {
  readonly address: string;
  /** `destroys it`, or `replaces it, because username changes`. */
  readonly how: string;
}

/** A change of a fleet, base and head put together. */
export interface FleetChange {
  /** In the platform's order; an environment that only the base has stands where it stood. */
  readonly environments: readonly EnvironmentPair[];
  /** In order of name. */
  readonly apps: readonly AppPair[];
  readonly appsByName: ReadonlyMap<string, AppPair>;
  /** The objects that differ, in order of application, environment and object. */
  readonly objects: readonly ObjectPair[];
  /** The resources of a Terraform type in the stacks that differ. */
  readonly resources: (type: string) => readonly ResourcePair[];
  /** The lost resources of a Terraform type. */
  readonly lostResources: (type: string) => readonly LostResource[];
}

/** The facts of a part in one environment of an application, in base and head: at least one of them has the part. */
export interface PartInEnvironment<Facts> extends Pair<Facts> {
  readonly app: string;
  readonly environment: string;
  /** The whole application there. */
  readonly of: AppEnvironmentPair;
}

/** What a part has once for an application, in base and head: at least one of them has it. */
export interface PartOnce<OnceFacts> extends Pair<OnceFacts> {
  readonly app: string;
  readonly environment: null;
  /** The whole application. */
  readonly of: AppPair;
}

/** What the platform has of a part in one environment, in base and head: at least one of them has it. */
export interface PartOfPlatform<SharedFacts> extends Pair<SharedFacts> {
  readonly app: null;
  readonly environment: string;
  /** The whole environment. */
  readonly of: EnvironmentPair;
}

/** A change of a fleet as a part sees it: its own facts, each in base and head. */
export interface PartChange<Facts = unknown, OnceFacts = unknown, SharedFacts = unknown> extends FleetChange {
  /** By application and then in the platform's order of environments. */
  readonly inEnvironments: readonly PartInEnvironment<Facts>[];
  /** By application. */
  readonly once: readonly PartOnce<OnceFacts>[];
  /** In the platform's order of environments. */
  readonly ofPlatform: readonly PartOfPlatform<SharedFacts>[];
}
