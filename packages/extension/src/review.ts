import type { AppFacts, AppInEnvironment, PlatformEnvironment } from './facts';
import type { Json } from './json';
import type { KubernetesObject } from './manifests';

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
  /** Whether it is production in base or head. */
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

/** A difference between two values. */
export interface Difference {
  /** As people write it: `spec.template.spec.containers[web].image`. */
  readonly path: string;
  readonly fields: readonly string[];
  readonly before: Json;
  readonly after: Json;
}

/** A Kubernetes object that differs, or that only base or head has. */
export interface ObjectPair extends Pair<KubernetesObject> {
  readonly app: string;
  readonly environment: string;
  /** `Kind/name`. */
  readonly object: string;
  /** Empty where the object comes or goes. */
  readonly differences: readonly Difference[];
}

/** A Terraform resource that a plan or a comparison of the stacks destroys, replaces or forgets. */
export interface LostResource extends Scope {
  readonly address: string;
  /** `destroys it`, or `replaces it, because its username changes`. */
  readonly how: string;
}

/** A change of a fleet, base and head put together: what rules look at. */
export interface FleetChange {
  /** In the platform's order; an environment that only the base has stands where it stood. */
  readonly environments: readonly EnvironmentPair[];
  /** In order of name. */
  readonly apps: readonly AppPair[];
  readonly appsByName: ReadonlyMap<string, AppPair>;
  /** The objects that differ. */
  readonly objects: readonly ObjectPair[];
  /** The lost resources of a Terraform type. */
  readonly lostResources: (type: string) => readonly LostResource[];
}

export type Severity = 'danger' | 'warning' | 'info';

/** What a rule reports. The engine adds whether it is accepted, and how to accept it. */
export interface RuleFinding extends Scope {
  readonly severity: Severity;
  readonly message: string;
  readonly remedy: string;
}

/** A rule of `goldenpath review`: it reports what a change does, never what was already so. */
export interface ReviewRule {
  /** In kebab-case: what a spec accepts it by. */
  readonly id: string;
  /** For the reference: the severity, in words where it depends. */
  readonly severity: string;
  /** For the reference: what it looks for, in sentences. */
  readonly firesOn: string;
  /** For the reference: what to do about it. */
  readonly advice: string;
  readonly find: (change: FleetChange) => readonly RuleFinding[];
}

/** Something that costs money every month. */
export interface Priced {
  /** What it is the price of, in base and head: the same slot is one row. */
  readonly slot: string;
  readonly what: string;
  /** US dollars per month. */
  readonly price: number;
  /** What keeps costing after the part is gone, as the end of a sentence. @default nothing */
  readonly afterwards?: string;
}

/** A node of the graph of an application. */
export interface GraphPiece {
  /** Unique in the application; the same in every environment. */
  readonly id: string;
  /** What it stands for, such as `database`. */
  readonly kind: string;
  readonly name: string;
  /** Further lines; the same position says the same thing in every environment. @default none */
  readonly facts?: readonly string[];
  /** The Kubernetes objects that make it, as `Kind/name`. @default none */
  readonly objects?: readonly string[];
  /** Types of the Terraform resources that make it. @default none */
  readonly resources?: { readonly platform: boolean; readonly types: readonly string[] };
}

/** An edge from what has or calls something to that. A link to a node that is not there is left out. */
export interface GraphLink {
  readonly from: string;
  readonly to: string;
}

/** Nodes and edges that a part adds. */
export interface GraphPieces {
  readonly pieces: readonly GraphPiece[];
  readonly links: readonly GraphLink[];
}

/** A field of a spec, or all fields below one, and the value that it leads to in the facts. */
export interface ReviewedField<Facts, OnceFacts> {
  /** Such as `replicas`; what is below it is included. */
  readonly path: string;
  /** Its place among the reasons of a review: smaller comes first. @default 1000 */
  readonly rank?: number;
  /** `rest` is what follows on the path, such as the name of a variable. */
  readonly inEnvironment?: (facts: Facts | undefined, rest: readonly string[]) => unknown;
  readonly once?: (facts: OnceFacts | undefined) => unknown;
}

/** What the review knows of a part. */
export interface PartReview<Facts, OnceFacts, SharedFacts> {
  readonly rules?: readonly ReviewRule[];
  /** What an application pays for in an environment. */
  readonly priced?: (facts: Facts) => readonly Priced[];
  /** What the platform pays for in an environment. */
  readonly pricedOfPlatform?: (facts: SharedFacts) => readonly Priced[];
  readonly graph?: (facts: Facts, context: { readonly app: string; readonly common: AppInEnvironment }) => GraphPieces;
  readonly graphOnce?: (facts: OnceFacts, context: { readonly app: string }) => GraphPieces;
  /** Fields of the spec, for the reasons why an application is affected. */
  readonly fields?: readonly ReviewedField<Facts, OnceFacts>[];
  /** Fields of the platform file and what they lead to in the facts. */
  readonly platformFields?: readonly {
    readonly path: string;
    readonly inEnvironment?: (facts: Facts | undefined) => unknown;
    readonly once?: (facts: OnceFacts | undefined) => unknown;
    readonly platform?: (facts: SharedFacts | undefined) => unknown;
  }[];
  /** What applications that use this one depend on: a difference makes them dependents of a change. */
  readonly dependedOn?: (facts: Facts) => unknown;
}
