import type { ReservedVariables } from './rule';
import type { Acceptance } from './acceptance';
import type { AppSpec, Settings } from './app-spec';
import type { Aws, Environment, Platform, Risk, TerraformState } from './platform';

/** Tags of AWS resources. */
export type Tags = Readonly<Record<string, string>>;

/** A Terraform stack: its name, where its state is, and the stacks that must be applied before it. */
export interface StackFacts {
  readonly name: string;
  readonly state: TerraformState;
  /** Where the state is: a key in the bucket, or a file beside the stack. */
  readonly stateKey: string;
  readonly dependsOn: readonly string[];
}

/**
 * Everything that is generated is generated from facts: plain JSON, every name already made. The facts of a part stand
 * under the part's name beside the fields below; read them with `PartDefinition.factsOf`.
 */
export interface FleetFacts {
  readonly platform: PlatformFacts;
  /** By name, in code unit order. */
  readonly apps: readonly AppFacts[];
}

/** What the whole platform shares. */
export interface PlatformFacts {
  readonly organisation: string;
  readonly aws: Aws;
  readonly state: TerraformState;
  readonly environments: readonly PlatformEnvironment[];
  /** What the platform file accepts of what a review finds. */
  readonly accept: readonly Acceptance[];
  readonly gitops: Platform['gitops'];
}

/** What the platform has in one environment, with the platform facts of each part under the part's name. */
export interface PlatformEnvironment {
  readonly name: string;
  /** The teams that must approve what is deployed here. */
  readonly approvers: readonly string[];
  /** Whether an image tag may move here. */
  readonly mutableTags: boolean;
  /** Whether users depend on it: a team must approve what is deployed here, or it is the last of the platform. */
  readonly isProduction: boolean;
  /** The stack `platform-<environment>`, where a part has anything in it. */
  readonly stack?: StackFacts;
}

/** What every object and resource of one application in one environment has in common. */
export interface InEnvironment {
  readonly environment: string;
  readonly namespace: string;
  /** Labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
  /** The one label that selectors use. */
  readonly selector: Readonly<Record<string, string>>;
  /** Tags of what it has in the cloud of this environment. */
  readonly tags: Tags;
}

/** What every object in the cluster has in common. */
export type InCluster = Omit<InEnvironment, 'tags'>;

/** An application in one environment, with the facts of each part under the part's name. */
export interface AppInEnvironment extends InEnvironment {
  /** Names of the applications that this one calls. */
  readonly uses: readonly string[];
  /** The stack `app-<name>-<environment>`, where a part has anything in it. */
  readonly stack?: StackFacts;
}

/** One application, with what each part has once for all environments under the part's name. */
export interface AppFacts {
  readonly name: string;
  readonly kind: string;
  readonly description: string;
  readonly owner: string;
  readonly risk: Risk;
  /** What its spec accepts of what a review finds. */
  readonly accept: readonly Acceptance[];
  /** Where its manifests are in the GitOps tree: `apps/<name>/deploy`. */
  readonly manifestsPath: string;
  /** Its own stack `app-<name>`, where a part has anything in it. */
  readonly stack?: StackFacts;
  readonly tags: Tags;
  /** What it is without overrides, in every environment of the platform: what manifests have in common. */
  readonly general: readonly AppInEnvironment[];
  /** What it is in each environment that it runs in, in the platform's order. */
  readonly environments: readonly AppInEnvironment[];
}

/** What the facts of a part in one environment are made from. */
export interface FactsInput<OwnSettings = unknown> extends InEnvironment {
  readonly spec: AppSpec;
  readonly platform: Platform;
  /** The environment as the platform file describes it. */
  readonly in: Environment;
  /** The part's own settings here. */
  readonly settings: OwnSettings;
  /** The settings of all parts here. */
  readonly allSettings: Settings;
  /** The facts of another part that this one names in `needs`; `undefined` where the application does not have it. */
  readonly facts: (part: string) => unknown;
  /** What the parts of the application reserve: variables that they give, secret ones included. */
  readonly reservedVariables: () => readonly ReservedVariables[];
  /** Plain variables that the other parts give the pods: name to value. */
  readonly variables: () => Readonly<Record<string, string>>;
  /** What the part has in this environment of the platform; `undefined` where it has nothing. */
  readonly platformFacts: unknown;
  /** Another application of the fleet, without its overrides; `undefined` where there is none of that name. */
  readonly other: (app: string) => OtherApp | undefined;
  /** Whether a plan that loses what `rule` names is refused: it is, unless the loss is accepted here. */
  readonly isProtected: (rule: string) => boolean;
}

/** An application as those that use it see it. */
export interface OtherApp {
  readonly name: string;
  readonly namespace: string;
  readonly settings: Settings;
}

/** What the facts that an application has once are made from. */
export interface AppFactsInput {
  readonly spec: AppSpec;
  readonly platform: Platform;
  readonly tags: Tags;
  /** What another part that this one names in `needs` has once. */
  readonly facts: (part: string) => unknown;
  /** Whether a plan that loses what `rule` names is refused: it is, unless the loss is accepted everywhere. */
  readonly isProtected: (rule: string) => boolean;
}

/** What the platform's facts of a part in one environment are made from. */
export interface PlatformFactsInput {
  readonly platform: Platform;
  readonly environment: Environment;
  /** Every application of the fleet, in order of name. */
  readonly apps: readonly AppSpec[];
  /** Tags of what the platform has here; `risk` is the highest of the data in it. */
  readonly tags: (risk: Risk) => Tags;
  /** Whether a plan that loses what `rule` names is refused: it is, unless the platform file accepts the loss. */
  readonly isProtected: (rule: string) => boolean;
}

/** A name of which there is one: two applications that want the same are an error. */
export interface UniqueName {
  /** The rule of the error, such as `host-taken`. */
  readonly rule: string;
  /** What is named, as an error shows it: `the host "a.example.org"`. Two clash where this is the same. */
  readonly what: string;
  /** The field of the spec that the name comes from. */
  readonly path: readonly (string | number)[];
  readonly remedy: string;
}
