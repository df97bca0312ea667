import type { Acceptance } from './acceptance';
import type { EnvironmentDatabases } from './platform-databases';

/**
 * The impact of losing or leaking an application's data. It decides the backups, the encryption of the image registry, the number of kept
 * images, and the required approvals.
 */
export type Risk = 'low' | 'medium' | 'high';

/** A guard that hand-written patches need not pass. */
export interface LiftedGuard {
  /** Such as `pod-security`. */
  readonly guard: string;
  /** The applications for which it is lifted; `undefined` for all. */
  readonly apps?: readonly string[];
  readonly reason: string;
}

/** How Prometheus finds metrics. */
export type MetricsMode = 'service-monitor' | 'annotations' | 'none';

/** How applications that are built are observed. */
export interface Observability {
  readonly metrics: MetricsMode;
  /** Labels by which a Prometheus selects its ServiceMonitors. */
  readonly monitorLabels: Readonly<Record<string, string>>;
  /** The address of a collector that takes OTLP over HTTP, or `none`. */
  readonly otlpEndpoint: string;
  /** Whether applications have alerts. @default none */
  readonly alerts?: true;
  /** Whether applications have dashboards. @default none */
  readonly dashboards?: true;
}

/** One environment of the platform with all defaults applied. */
export interface Environment {
  readonly name: string;
  readonly logLevel: string;
  readonly host: string;
  readonly clusterIssuer?: string;
  /** One certificate for all hosts, in a Secret of each namespace or in the controller. @default one for each host, from `clusterIssuer` */
  readonly certificate?: { readonly secretName?: string };
  readonly mutableTags: boolean;
  /** What a failed check of an image does to its release here. */
  readonly gates: 'advisory' | 'blocking';
  readonly approvers: readonly string[];
  /** The account and region of its resources. */
  readonly aws: Aws;
  /** Where the states of its stacks are. */
  readonly state: TerraformState;
  /** The cluster. @default the one that Argo CD runs in, whose name is unknown */
  readonly cluster?: Cluster;
  readonly databases?: EnvironmentDatabases;
  readonly observability: Observability;
}

/** A Kubernetes cluster. */
export interface Cluster {
  readonly name: string;
  /** The address of its API server. @default the one that Argo CD runs in */
  readonly server?: string;
  /** The address of its OIDC issuer. @default unknown */
  readonly oidcIssuer?: string;
  /** The EFS file system of volumes that several pods share. @default the class of these volumes is in the cluster already */
  readonly sharedFileSystem?: string;
  /** A cluster on the machine of a developer. @default it is elsewhere */
  readonly local?: 'kind';
}

/** The ingress controllers that can be told to redirect HTTP to HTTPS. */
export type IngressController = 'kong' | 'nginx' | 'traefik' | 'alb';

/** What classes of every type have. */
export interface ExposureClass {
  /** Annotations that applications may set. A `*` at the end stands for any end. @default none */
  readonly allowedAnnotations?: readonly string[];
  /** Who can reach what is behind it. @default everyone */
  readonly visibility?: 'internal';
  /** The ClusterIssuer of its hosts. @default that of the environment */
  readonly clusterIssuer?: string;
  /** One certificate for all its hosts. @default that of the environment */
  readonly certificate?: { readonly secretName?: string };
}

/** How applications are exposed: by Ingresses of a class, or by routes of a Gateway. */
export type Exposure =
  | (ExposureClass & {
      readonly type: 'ingress';
      readonly className: string;
      /** The controller of the class. @default unknown: nothing of it is configured */
      readonly controller?: IngressController;
      /** Annotations of every Ingress. @default none */
      readonly annotations?: Readonly<Record<string, string>>;
      /** The namespace of the controller. @default by convention, or unknown */
      readonly controllerNamespace?: string;
    })
  | (ExposureClass & {
      readonly type: 'gateway';
      readonly name: string;
      readonly namespace: string;
      /** The listener, for HTTPS if there are certificates. @default every listener that allows the route */
      readonly sectionName?: string;
      /** The listener for HTTP, from which hosts with a certificate are redirected. @default no redirect */
      readonly httpSectionName?: string;
      /** The listeners for TCP that applications can have, with their ports. @default none */
      readonly tcpListeners?: Readonly<Record<string, number>>;
    });

/** A domain, with everything below it, in which applications can have hosts of their own. */
export interface Domain {
  readonly name: string;
  /** @default every team */
  readonly teams?: readonly string[];
  /** @default every environment */
  readonly environments?: readonly string[];
  /** One certificate for all hosts in it. @default that of the class or the environment */
  readonly certificate?: { readonly secretName?: string };
}

/** Where Terraform keeps states: in a bucket, or in files beside the stacks. */
export type TerraformState =
  | {
      readonly type: 's3';
      readonly bucket: string;
      readonly region: string;
      readonly keyPrefix: string;
      /** The ARN of the key that encrypts the states. @default the key of S3 */
      readonly kmsKeyId?: string;
      /** The ARN of the role that reaches the bucket. @default the credentials that Terraform finds */
      readonly roleArn?: string;
    }
  | { readonly type: 'local' };

/** An AWS account with a region, and what its organisation demands there. */
export interface Aws {
  readonly accountId: string;
  readonly region: string;
  /** The prefix of its ARNs, such as `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  /** The ARNs of the roles that Terraform assumes. @default the credentials that Terraform finds */
  readonly roles?: { readonly plan?: string; readonly deploy?: string };
  /** Tags of every resource. @default none */
  readonly defaultTags?: Readonly<Record<string, string>>;
  /** The ARN of the permissions boundary of every role. @default none */
  readonly permissionsBoundary?: string;
  /** The path of every role, such as `/platform/`. @default `/` */
  readonly rolePath?: string;
}

/** A language of applications that the platform brings its own template for. */
export interface PlatformRuntime {
  /** @default that of the built-in runtime of the same name, if there is one */
  readonly description?: string;
  /** The folder of the template, relative to the platform file's: `./runtimes/go`. */
  readonly template: string;
  /** The command that tests the code. @default that of the built-in runtime of the same name, or that of the delivery workflow */
  readonly testCommand?: string;
  /** Further inputs of the delivery workflow. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** The repositories of applications on GitHub, as the organisation's plan allows. */
export interface Repositories {
  /** The organisation's plan. @default not known: everything is offered */
  readonly plan?: 'free' | 'team' | 'enterprise';
  readonly visibility: 'private' | 'internal' | 'public';
  readonly defaultBranch: string;
  /** How the default branch is protected. `none`: the plan offers neither. */
  readonly protection: 'branch-protection' | 'ruleset' | 'none';
  /** How deployment environments are protected: by reviewers and branches, by branches, or not at all. */
  readonly environments: 'reviewers' | 'branches' | 'none';
  readonly autoMerge: boolean;
  /** The number of the App that publishes to the repositories. @default none */
  readonly publisherAppId?: string;
}

/** What Argo CD can install in a cluster from a Helm chart. */
export type ComponentName =
  | 'backstage'
  | 'cert-manager'
  | 'external-dns'
  | 'external-secrets'
  | 'keda'
  | 'kong'
  | 'kube-prometheus-stack'
  | 'metrics-server'
  | 'opentelemetry-collector'
  | 'reloader'
  | 'sealed-secrets'
  | 'traefik';

/** What the platform file says of a component. */
export interface Component {
  /** @default whether the rest of the platform file needs it */
  readonly enabled?: boolean;
  /** The version of the chart. @default that of the product */
  readonly version?: string;
  /** Values of the chart, which win over those of the product. @default none */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** A taint of nodes that pods tolerate. */
export interface Toleration {
  readonly key: string;
  /** @default every value */
  readonly value?: string;
  /** @default every effect */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** What a team can use in a namespace. Amounts of memory and storage are in `Mi` or `Gi`. */
export interface Quota {
  readonly pods: number;
  /** In cores. */
  readonly cpu: number;
  readonly memory: string;
  readonly volumes: number;
  readonly storage: string;
}

/** An event that Argo CD sends a notification about. */
export type NotificationEvent = 'sync-failed' | 'health-degraded' | 'deployed';

/** Whom Argo CD notifies about the Applications of applications. */
export interface Notifications {
  readonly service: 'slack' | 'webhook';
  /** It can contain `{environment}`. */
  readonly recipient: string;
  readonly on: readonly NotificationEvent[];
}

/** Where the secrets of applications come from. */
export type SecretStoreType = 'aws-secrets-manager' | 'vault' | 'sealed-secrets';

/** Where a SealedSecret can be opened: under its own name, in its namespace, or everywhere. */
export type SealingScope = 'strict' | 'namespace-wide' | 'cluster-wide';

/** The Vault that the External Secrets Operator reads. `{environment}` can be in every text but `server` and `caBundle`. */
export interface Vault {
  readonly server: string;
  /** The path of the KV secrets engine. */
  readonly path: string;
  readonly version: 'v1' | 'v2';
  /** The path of the auth method `kubernetes`. */
  readonly mountPath: string;
  readonly role: string;
  /** @default the root namespace */
  readonly namespace?: string;
  /** PEM in base64. @default the authorities of the operator's image */
  readonly caBundle?: string;
}

/** The secret store of the platform file with all defaults applied. */
export interface SecretStore {
  readonly type: SecretStoreType;
  /** Name, kind and interval of the External Secrets Operator's store. `sealed-secrets` has no store. */
  readonly name: string;
  readonly kind: 'ClusterSecretStore' | 'SecretStore';
  readonly refreshInterval: string;
  /** Of the type `vault`. */
  readonly vault?: Vault;
  /** Of the type `sealed-secrets`. */
  readonly sealedSecrets?: {
    /** A file or an address, with `{environment}` in it. @default `goldenpath seal` needs `--cert` */
    readonly certificate?: string;
    readonly scope: SealingScope;
  };
}

/** The environments of pull requests, with all defaults applied. */
export interface Previews {
  /** The environment that previews are made from. */
  readonly from: string;
  /** The most previews at once. */
  readonly maxConcurrent: number;
  /** The most previews at once of the applications of one team. */
  readonly maxPerTeam: number;
  readonly maxAgeDays: number;
  /** The label of pull requests that get a preview. */
  readonly label: string;
  /** What all pods of one preview can request together. */
  readonly quota: Quota;
}

/** The platform file with all defaults applied. */
export interface Platform {
  readonly organisation: string;
  readonly domain: string;
  /** The account of environments that do not name their own. */
  readonly aws: Aws;
  /** The account of the image registries and of the roles that push to them. */
  readonly registryAccount: Aws;
  readonly registry: string;
  readonly teams: readonly string[];
  readonly environments: readonly Environment[];
  readonly kubernetes: {
    readonly namespace: string;
    readonly storageClass: string;
    /** The storage class of volumes that several pods share. @default the clusters have none */
    readonly sharedStorageClass?: string;
    /** Whether Reloader restarts pods when a Secret changes. */
    readonly reloader: boolean;
    /** Whether KEDA scales pods by the length of queues. @default the clusters do not have it */
    readonly keda?: true;
    /** Labels of the nodes of applications. @default any node */
    readonly nodeSelector?: Readonly<Record<string, string>>;
    /** Taints of the nodes of applications. @default none */
    readonly tolerations?: readonly Toleration[];
    /** The priority classes that applications may name. @default none */
    readonly priorityClasses?: readonly string[];
    /** Labels and annotations that applications may give their pods: names, or the start of names and `*`. @default all that are free */
    readonly podMetadata?: {
      readonly allowedLabels?: readonly string[];
      readonly allowedAnnotations?: readonly string[];
    };
    /** What teams can use. `default` is for a team that `teams` does not name. */
    readonly quotas: { readonly default: Quota; readonly teams: Readonly<Record<string, Quota>> };
    /** How pods get their role in AWS. */
    readonly podIdentity: 'eks-pod-identity' | 'irsa';
  };
  readonly ingress: Exposure;
  /** Further classes by name. @default none */
  readonly ingressClasses?: Readonly<Record<string, Exposure>>;
  /** Domains of hosts beside `domain`, or restrictions of it. @default none */
  readonly domains?: readonly Domain[];
  readonly secretStore: SecretStore;
  /** What Argo CD installs from Helm charts. @default nothing */
  readonly components?: Readonly<Partial<Record<ComponentName, Component>>>;
  readonly gitops: {
    readonly layout: 'central' | 'app-repositories';
    readonly repository: string;
    readonly branch: string;
    /** Whom Argo CD notifies. @default nothing is sent */
    readonly notifications?: Notifications;
  };
  /** The environments of pull requests. @default there are none */
  readonly previews?: Previews;
  /** The organisation on GitHub. @default only its name is known */
  readonly github?: {
    readonly organisationId: string;
    /** Which form of token subjects roles trust: `both` includes the one with names alone. */
    readonly subjects: 'immutable' | 'both';
  };
  readonly repositories: Repositories;
  /** The forms in Backstage. */
  readonly backstage: {
    /** The effect of a submitted form: a pull request with the spec, or also the repository. */
    readonly flow: 'pull-request' | 'at-once';
    readonly notifications: boolean;
    /** The entity that owns the templates. */
    readonly owner: string;
  };
  readonly delivery: {
    readonly workflow: string;
    readonly provenance: boolean;
    /** `release`: approvers approve releases alone. @default pushes of images as well */
    readonly approval?: 'release';
  };
  /** By name: what `runtime` of a spec says. @default only the built-in runtimes */
  readonly runtimes?: Readonly<Record<string, PlatformRuntime>>;
  /** Application names that the platform file reserves in addition, and reserved ones that it allows. */
  readonly applicationNames: { readonly reserved: readonly string[]; readonly allowed: readonly string[] };
  /** The teams that approve code of specs; `undefined` where the approvers of production do. */
  readonly codeOwners: { readonly specCode?: readonly string[] };
  readonly accept: readonly Acceptance[];
  /** The guards that hand-written patches need not pass. @default all are in force */
  readonly liftedGuards?: readonly LiftedGuard[];
  /** Where the states of the stacks without an environment are. */
  readonly state: TerraformState;
  readonly postgres: {
    readonly version: string;
    readonly port: number;
    readonly backupRetentionDays: Readonly<Record<Risk, number>>;
    /** Whether a workflow of the repository rotates the passwords of applications on a schedule. */
    readonly passwordRotation: 'manual' | 'scheduled';
  };
}
