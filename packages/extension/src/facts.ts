import type { ReservedVariables } from './rule';
import type { Acceptance } from './acceptance';
import type { AppSpec, Settings, SettingsIn } from './app-spec';
import type { PodPermission } from './pod-permission';
import type { SharedResource } from './sharing';
import type {
  Aws,
  Cluster,
  Component,
  ComponentName,
  Environment,
  Exposure,
  Observability,
  Platform,
  Quota,
  Previews,
  Risk,
  TerraformState,
} from './platform';

/** Tags of AWS resources. */
export type Tags = Readonly<Record<string, string>>;

/** A Terraform stack: its name, where its state is, and the stacks that must be applied before it. */
export interface StackFacts {
  readonly name: string;
  readonly state: TerraformState;
  /** The location of the state: a key in the bucket, or a file next to the stack. */
  readonly stateKey: string;
  readonly dependsOn: readonly string[];
}

/**
 * The facts of a fleet: plain JSON with all names resolved. All output is generated from facts. The facts of a part are under the part's
 * name, next to the fields below; read them with `PartDefinition.factsOf`.
 */
export interface FleetFacts {
  readonly platform: PlatformFacts;
  /** By name, in code unit order. */
  readonly apps: readonly AppFacts[];
}

/** The facts that the whole platform shares. */
export interface PlatformFacts {
  readonly organisation: string;
  /** The DNS domain of the platform. */
  readonly domain: string;
  /** The account of environments that do not name their own. */
  readonly aws: Aws;
  /** The account of the image registries and of the roles that push to them. */
  readonly registryAccount: Aws;
  /** Where the states of the stacks without an environment are. */
  readonly state: TerraformState;
  readonly environments: readonly PlatformEnvironment[];
  /** The review findings that the platform file accepts. */
  readonly accept: readonly Acceptance[];
  readonly gitops: Platform['gitops'];
  /** The organisation's plan on GitHub. @default not known */
  readonly githubPlan?: NonNullable<Platform['repositories']['plan']>;
  /** The templates that the platform brings. @default none */
  readonly runtimes?: Platform['runtimes'];
  /** The environments of pull requests, and the applications that can have one. @default there are none */
  readonly previews?: PreviewsFacts;
  /** The teams of the platform. */
  readonly teams: readonly string[];
  /** What the cluster of each environment has for its applications, in the order of `environments`. */
  readonly clusters: readonly ClusterFacts[];
}

/** The environments of pull requests, and the applications that can have one. */
export interface PreviewsFacts extends Previews {
  /** In order of name. */
  readonly apps: readonly PreviewedApp[];
}

/** An application whose pull requests can have an environment, and its repository on GitHub. */
export interface PreviewedApp {
  readonly app: string;
  readonly organisation: string;
  readonly repository: string;
}

/**
 * The environment of a pull request of an application. Texts have the character U+0000 in place of the number, which no spec can contain;
 * names leave room for ten digits.
 */
export interface PreviewFacts {
  /** The name of its namespace, of its Application in Argo CD and of its folder. */
  readonly name: string;
  /** The application in it. It has no stack. */
  readonly facts: AppInEnvironment;
  /** What it calls: applications in the environment `from`, and further pods of its own. */
  readonly calls: readonly CallFacts[];
}

/** What the cluster of an environment has for its applications. */
export interface ClusterFacts {
  readonly environment: string;
  /** Whether users depend on this environment. */
  readonly isProduction: boolean;
  /** The AWS region. */
  readonly region: string;
  /** The namespaces of applications, in order of name. */
  readonly namespaces: readonly NamespaceFacts[];
  /** Which applications call which, in order of name. */
  readonly calls: readonly CallFacts[];
  readonly exposure: Exposure;
  /** Further classes by name. @default none */
  readonly ingressClasses?: Readonly<Record<string, Exposure>>;
  /** Domains of hosts here beside that of the platform. @default none */
  readonly domains?: readonly string[];
  /** The cert-manager ClusterIssuer of the hosts. @default hosts have no certificates */
  readonly clusterIssuer?: string;
  readonly secretStore: Platform['secretStore'];
  readonly storageClass: string;
  /** The class of volumes that several pods share, and the EFS file system that it makes them in. @default the cluster has none, or its own */
  readonly sharedVolumes?: { readonly storageClass: string; readonly fileSystem: string };
  readonly reloader: boolean;
  /** Whether KEDA scales applications here. @default it does not */
  readonly keda?: true;
  readonly observability: Observability;
  /** The port of databases. @default no application here can have one */
  readonly databasePort?: number;
  /** Further TCP ports at private addresses outside of the cluster that applications here connect to, in order. @default none */
  readonly privatePorts?: readonly number[];
  /** The host of Backstage. @default it is not installed here */
  readonly portalHost?: string;
  /** A cluster on the machine of a developer. @default it is elsewhere */
  readonly local?: 'kind';
  /** Which applications with previews call which, if previews are in this cluster. @default no previews are in it */
  readonly previewCalls?: readonly PreviewCall[];
  /** What the ExternalSecrets of previews in this cluster may read. @default secrets come from no store, or no previews are in it */
  readonly previewSecrets?: readonly PreviewSecret[];
  /** Whether applications here can have a role that their pods get from the EKS Pod Identity Agent of the node. @default they cannot */
  readonly podIdentityAgent?: true;
  /** What Argo CD installs here from Helm charts, in order of name. @default nothing */
  readonly components?: readonly ComponentFacts[];
  /** The ARN of the role that reads secrets, which the service account `external-secrets` names. @default EKS Pod Identity gives the pod its role, or it has none */
  readonly secretsRoleArn?: string;
  /** The ARN of the role of KEDA, which its service account names. @default EKS Pod Identity gives the pod its role, or it has none */
  readonly kedaRoleArn?: string;
}

/** A component that Argo CD installs in a cluster. */
export interface ComponentFacts extends Pick<Component, 'version' | 'values'> {
  readonly name: ComponentName;
}

/** An application that calls another one. */
export interface CallFacts {
  readonly from: CalledApp;
  readonly to: CalledApp;
}

/** An application that the previews of another one call. */
export interface PreviewCall {
  /** The application with previews. */
  readonly from: string;
  /** Its pods that call. */
  readonly selector: CalledApp['selector'];
  readonly to: CalledApp;
}

/** A path in the secret store that the ExternalSecrets of a preview may read. Both texts have U+0000 in place of the number, or none. */
export interface PreviewSecret {
  readonly namespace: string;
  readonly path: string;
}

/** The pods of an application. */
export interface CalledApp {
  readonly app: string;
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>>;
}

/** A namespace of applications. */
export interface NamespaceFacts {
  readonly name: string;
  /** The teams whose applications are in it. */
  readonly teams: readonly string[];
  /** What its applications can use together: the sum of the quotas of its teams. */
  readonly quota: Quota;
  /** The paths in the secret store that its ExternalSecrets may read, in order. @default secrets come from no store, or this is a preview */
  readonly secretPaths?: readonly string[];
}

/** The platform's facts in one environment, with the platform facts of each part under the part's name. */
export interface PlatformEnvironment {
  readonly name: string;
  /** The account and region of the resources here. */
  readonly aws: Aws;
  /** The cluster. @default the one that is registered in Argo CD with the name of the environment */
  readonly cluster?: Cluster;
  /** The teams that must approve deployments here. */
  readonly approvers: readonly string[];
  /** Whether image tags are mutable here. */
  readonly mutableTags: boolean;
  /** Whether users depend on this environment: deployments need an approval, or it is the last environment of the platform. */
  readonly isProduction: boolean;
  /** The stack `platform-<environment>`, if any part has resources in it. */
  readonly stack?: StackFacts;
}

/** What all objects and resources of an application in one environment have in common. */
export interface InEnvironment {
  readonly environment: string;
  readonly namespace: string;
  /** Labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
  /** The one label that selectors use. It matches the pods of the workload. `componentLabels` returns that of another workload. */
  readonly selector: Readonly<Record<string, string>>;
  /** Tags of the cloud resources in this environment. */
  readonly tags: Tags;
}

/** What all objects in the cluster have in common. */
export type InCluster = Omit<InEnvironment, 'tags'>;

/** An application in one environment, with the facts of each part under the part's name. */
export interface AppInEnvironment extends InEnvironment {
  /** Names of the applications that this one calls. */
  readonly uses: readonly string[];
  /** The stack `app-<name>-<environment>`, if any part has resources in it. */
  readonly stack?: StackFacts;
}

/** One application, with the facts that each part has once for all environments under the part's name. */
export interface AppFacts {
  readonly name: string;
  readonly kind: string;
  readonly description: string;
  readonly owner: string;
  readonly risk: Risk;
  /** The review findings that its spec accepts. */
  readonly accept: readonly Acceptance[];
  /** The path of its manifests in the GitOps tree: `apps/<name>/deploy`. */
  readonly manifestsPath: string;
  /** Its stack `app-<name>`, if any part has resources in it. */
  readonly stack?: StackFacts;
  readonly tags: Tags;
  /** Its facts without overrides, for every environment of the platform. The base manifests are generated from them. */
  readonly general: readonly AppInEnvironment[];
  /** Its facts in each environment that it runs in, in the platform's order. */
  readonly environments: readonly AppInEnvironment[];
  /** The environment of each of its pull requests. @default they have none */
  readonly pullRequests?: PreviewFacts;
}

/** The input for a part's facts in one environment. */
export interface FactsInput<OwnSettings = unknown> extends InEnvironment {
  readonly spec: AppSpec;
  readonly platform: Platform;
  /** The environment as the platform file describes it. */
  readonly in: Environment;
  /** The part's own settings in this environment. */
  readonly settings: OwnSettings;
  /** The settings of all parts in this environment. */
  readonly allSettings: Settings;
  /** Whether this is the environment of a pull request. */
  readonly isPreview: boolean;
  /**
   * The namespaces of the pull requests whose environments are made from this one, with `*` in place of the number.
   *
   * @default none are made from it
   */
  readonly previewNamespaces?: string;
  /** Returns the facts of a part that this one lists in `needs`; `undefined` when the application does not have it. */
  readonly facts: (part: string) => unknown;
  /** Returns the variables that the application's parts set, including secret ones. */
  readonly reservedVariables: () => readonly ReservedVariables[];
  /** Returns the plain variables that the other parts set in the pods: name to value. */
  readonly variables: () => Readonly<Record<string, string>>;
  /** Returns what the parts of the application let its pods do in AWS. */
  readonly podPermissions: () => readonly PodPermission[];
  /** The part's platform facts in this environment; `undefined` when it has none. */
  readonly platformFacts: unknown;
  /** Returns another application of the fleet; `undefined` when there is none of that name. */
  readonly other: (app: string) => OtherApp | undefined;
  /** Returns what a part of an application shares here; `undefined` when there is no such thing. */
  readonly shared: (app: string, part: string, name: string) => SharedResource | undefined;
  /** Returns whether a plan that loses what `rule` names is refused. It is, unless the loss is accepted here. */
  readonly isProtected: (rule: string) => boolean;
}

/** An application as seen by those that use it. */
export interface OtherApp {
  readonly name: string;
  readonly namespace: string;
  /** The label by which others find its own pods. */
  readonly selector: Readonly<Record<string, string>>;
  /** Its settings without overrides. */
  readonly settings: Settings;
  /** Its settings in this environment; those without overrides where it does not run here. */
  readonly settingsHere: Settings;
  /** Its settings in each environment that it runs in. */
  readonly settingsEverywhere: readonly SettingsIn[];
}

/** The input for the facts that an application has once. */
export interface AppFactsInput {
  readonly spec: AppSpec;
  readonly platform: Platform;
  readonly tags: Tags;
  /** Returns the facts that a part in `needs` has once. */
  readonly facts: (part: string) => unknown;
  /** Returns whether a plan that loses what `rule` names is refused. It is, unless the loss is accepted everywhere. */
  readonly isProtected: (rule: string) => boolean;
}

/** The input for a part's platform facts in one environment. */
export interface PlatformFactsInput {
  readonly platform: Platform;
  readonly environment: Environment;
  /** Every application of the fleet, in order of name. */
  readonly apps: readonly AppSpec[];
  /** Returns the tags of platform resources here; `risk` is the highest risk of the data in them. */
  readonly tags: (risk: Risk) => Tags;
  /** Returns whether a plan that loses what `rule` names is refused. It is, unless the platform file accepts the loss. */
  readonly isProtected: (rule: string) => boolean;
}

/** A name that must be unique: two applications with the same name are an error. */
export interface UniqueName {
  /** The rule of the error, such as `host-taken`. */
  readonly rule: string;
  /** The named thing, as an error shows it: `the host "a.example.org"`. Equal texts clash. */
  readonly what: string;
  /** Claims with an equal text here share the name and do not clash. @default none share it */
  readonly sharedBy?: string;
  /** The field of the spec that the name comes from. */
  readonly path: readonly (string | number)[];
  /** The environment whose override of the field counts before the field itself. @default none */
  readonly environment?: string;
  readonly remedy: string;
}
