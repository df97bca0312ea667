import type {
  Acceptance,
  Amounts,
  Aws,
  DatabaseSize,
  Exposure,
  Kind,
  Risk,
  Runtime,
  TerraformState,
} from '@goldenpath/spec';

/**
 * Everything that is generated is generated from these: plain JSON, every name already made.
 * An application is a record of parts, each there or not; generators look at parts and never at kinds.
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
  readonly gitops: {
    readonly layout: 'central' | 'app-repositories';
    readonly repository: string;
    readonly branch: string;
  };
}

/** One environment's own infrastructure: what its databases share. */
export interface PlatformEnvironment {
  readonly name: string;
  /** The teams that must approve what is deployed here. */
  readonly approvers: readonly string[];
  /** Whether an image tag may move here. */
  readonly mutableTags: boolean;
  /** Whether users depend on it: somebody has to approve what is deployed here, or it is the last of the platform. */
  readonly isProduction: boolean;
  /** The Terraform stack and what is in it, where the environment takes databases. */
  readonly databases?: PlatformDatabases;
}

/** The stack `platform-<environment>`: the shared instance, and what dedicated instances use as well. */
export interface PlatformDatabases {
  readonly stack: StackFacts;
  readonly network: {
    readonly vpcId: string;
    readonly subnetIds: readonly string[];
    readonly clientCidrs: readonly string[];
  };
  readonly subnetGroupName: string;
  readonly securityGroupName: string;
  readonly parameterGroup: { readonly name: string; readonly family: string };
  readonly monitoringRole: { readonly name: string; readonly policyArn: string };
  readonly sharedInstance: DatabaseInstance;
  readonly tags: Tags;
}

/** One RDS PostgreSQL instance. */
export interface DatabaseInstance {
  readonly identifier: string;
  readonly instanceClass: string;
  readonly engineVersion: string;
  readonly port: number;
  readonly storageGb: number;
  readonly maxStorageGb: number;
  readonly backupRetentionDays: number;
  readonly multiAz: boolean;
  /** The most sensitive of what it holds: decides how closely it is monitored. */
  readonly risk: Risk;
  readonly masterUsername: string;
  readonly finalSnapshotIdentifier: string;
  /** Whether a plan that would destroy or replace it is refused: it is, unless somebody has accepted the loss. */
  readonly isProtected: boolean;
}

/** A Terraform stack: its name, where its state is, and the stacks that must be applied before it. */
export interface StackFacts {
  readonly name: string;
  readonly state: TerraformState;
  /** Where the state is: a key in the bucket, or a file beside the stack. */
  readonly stateKey: string;
  readonly dependsOn: readonly string[];
}

/** Tags of AWS resources. */
export type Tags = Readonly<Record<string, string>>;

/** One application. */
export interface AppFacts {
  readonly name: string;
  readonly kind: Kind;
  readonly description: string;
  readonly owner: string;
  readonly risk: Risk;
  readonly runtime?: Runtime;
  /** What its spec accepts of what a review finds. */
  readonly accept: readonly Acceptance[];
  /** Where its manifests are in the GitOps tree: `apps/<name>/deploy`. */
  readonly manifestsPath: string;
  /** Its own stack `app-<name>`, where it has a repository or a registry. */
  readonly stack?: StackFacts;
  readonly repository?: RepositoryPart;
  readonly registry?: RegistryPart;
  readonly tags: Tags;
  /** What it is without overrides, in every environment of the platform: what manifests have in common. */
  readonly general: readonly AppInEnvironment[];
  /** What it is in each environment that it runs in, in the platform's order. */
  readonly environments: readonly AppInEnvironment[];
}

/** The application's repository on GitHub. */
export interface RepositoryPart {
  readonly organisation: string;
  readonly name: string;
  readonly description: string;
  readonly topics: readonly string[];
  readonly team: string;
  readonly defaultBranch: string;
  readonly environments: readonly { readonly name: string; readonly approvers: readonly string[] }[];
  /** What its workflows read: names and values, none of them secret. */
  readonly variables: Readonly<Record<string, string>>;
  /** Whether a plan that would destroy or replace it is refused: it is, unless somebody has accepted the loss. */
  readonly isProtected: boolean;
}

/** The image registry of an application that is built, and the role that its pipeline pushes with. */
export interface RegistryPart {
  /** Name of the ECR repository. */
  readonly name: string;
  readonly arn: string;
  /** What images are pulled by, without a tag. */
  readonly url: string;
  readonly encryption: 'AES256' | 'KMS';
  /** How many images are kept. */
  readonly keepImages: number;
  /** Whether a plan that would destroy or replace it is refused: it is, unless somebody has accepted the loss. */
  readonly isProtected: boolean;
  /** The tags that may move; every other is immutable. */
  readonly mutableTags: readonly string[];
  readonly pushRole: {
    readonly name: string;
    readonly arn: string;
    readonly oidcProviderArn: string;
    /** The `sub` claims of GitHub's token that may take the role. */
    readonly subjects: readonly string[];
  };
}

/** An application in one environment. */
export interface AppInEnvironment {
  readonly environment: string;
  readonly namespace: string;
  /** Labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
  /** The one label that selectors use. */
  readonly selector: Readonly<Record<string, string>>;
  readonly workload?: WorkloadPart;
  readonly configuration?: ConfigurationPart;
  readonly autoscaling?: AutoscalingPart;
  readonly availability?: AvailabilityPart;
  /** In the order that they are written: for a StatefulSet the headless one first. */
  readonly services: readonly ServicePart[];
  readonly route?: RoutePart;
  readonly storage?: StoragePart;
  readonly database?: DatabasePart;
  readonly credentials?: CredentialsPart;
  /** Names of the applications that this one calls. */
  readonly uses: readonly string[];
  /** The stack `app-<name>-<environment>`, where it has anything in the cloud of this environment. */
  readonly stack?: StackFacts;
  /** Tags of what it has in the cloud of this environment. */
  readonly tags: Tags;
}

export type ContainerImage =
  | {
      readonly source: 'built';
      /** The name that base manifests hold in place of an image. */
      readonly placeholder: string;
      readonly url: string;
      /** The tag before anything was released. What runs is release state and replaces it. */
      readonly initialTag: string;
    }
  | { readonly source: 'upstream'; readonly reference: string };

/** The pods: one container, and how many of them. */
export interface WorkloadPart {
  readonly controller: 'Deployment' | 'StatefulSet';
  readonly name: string;
  readonly image: ContainerImage;
  /** Number of pods; absent where an autoscaler decides. */
  readonly replicas?: number;
  readonly port: number;
  /** The port's name: at most 15 characters. */
  readonly portName: string;
  readonly args: readonly string[];
  readonly runAsUser: number;
  readonly resources: { readonly requests: Amounts; readonly limits: Amounts };
  readonly probe: { readonly type: 'http'; readonly live: string; readonly ready: string } | { readonly type: 'tcp' };
}

/** Plain variables of the pods, in a ConfigMap of this name. */
export interface ConfigurationPart {
  readonly name: string;
  /** By name, in code unit order. */
  readonly variables: Readonly<Record<string, string>>;
  /** Changes when a variable does: an annotation of the pods, so that a change rolls them. */
  readonly checksum: string;
}

export interface AutoscalingPart {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly targetCpuPercent: number;
}

/** More than one pod: they are spread, and not taken away all at once. */
export interface AvailabilityPart {
  readonly maxUnavailable: number;
}

export interface ServicePart {
  readonly name: string;
  readonly headless: boolean;
  readonly port: number;
  readonly portName: string;
  readonly targetPort: number;
}

/** The way in from outside the cluster. */
export interface RoutePart {
  readonly host: string;
  readonly url: string;
  readonly serviceName: string;
  readonly servicePort: number;
  readonly exposure: Exposure;
  readonly tls?: { readonly clusterIssuer: string; readonly secretName: string };
}

/** The volume that each pod keeps. */
export interface StoragePart {
  readonly volumeName: string;
  readonly size: string;
  readonly mountPath: string;
  readonly storageClass: string;
}

/** The database: which instance it is on, and the secret that holds the way to it. */
export interface DatabasePart {
  readonly name: string;
  readonly username: string;
  readonly size: DatabaseSize;
  /** Its own instance, or the identifier of the shared one. */
  readonly instance:
    | { readonly mode: 'shared'; readonly identifier: string }
    | ({ readonly mode: 'dedicated' } & DatabaseInstance);
  readonly secret: {
    /** Name in Secrets Manager: `goldenpath/<environment>/<database>/postgres`. */
    readonly path: string;
    readonly rotationDays: number;
    /** As of an instance. */
    readonly isProtected: boolean;
  };
}

/** Where the pods' database credentials come from, and what they are called. */
export interface CredentialsPart {
  /** Name of the ExternalSecret and of the Secret that it makes. */
  readonly secretName: string;
  readonly store: { readonly name: string; readonly kind: 'ClusterSecretStore' | 'SecretStore' };
  readonly refreshInterval: string;
  /** Name in Secrets Manager. */
  readonly remotePath: string;
  readonly variables: readonly { readonly variable: string; readonly property: string }[];
}
