import type { WrittenPlatformAcceptance } from './acceptance';
import type { WrittenApplicationNames } from './application-names';
import type { WrittenCodeOwners } from './code-owners';
import type { DatabaseSize, Risk } from '@goldenpath/extension';

/** The AWS account that everything of this platform lives in. */
export interface WrittenAws {
  /**
   * The account's number, in quotes: twelve digits.
   *
   * @pattern ^[0-9]{12}$
   */
  readonly accountId: string;
  /**
   * The region.
   *
   * @pattern ^[a-z]{2}(-[a-z]+)+-[0-9]$
   */
  readonly region: string;
}

/** The network that an environment's databases are placed in. */
export interface WrittenDatabaseNetwork {
  /**
   * The VPC.
   *
   * @pattern ^vpc-[0-9a-f]{8,17}$
   */
  readonly vpcId: string;
  /**
   * Private subnets in at least two availability zones.
   *
   * @minItems 2
   * @uniqueItems true
   */
  readonly subnetIds: readonly SubnetId[];
  /**
   * Who may connect to PostgreSQL: the address ranges that pods and provisioning come from.
   *
   * @minItems 1
   * @uniqueItems true
   */
  readonly clientCidrs: readonly Cidr[];
}

/** @pattern ^subnet-[0-9a-f]{8,17}$ */
export type SubnetId = string;

/** @pattern ^([0-9]{1,3}\.){3}[0-9]{1,3}/([0-9]|[12][0-9]|3[0-2])$ */
export type Cidr = string;

/** An environment's shared PostgreSQL instance. */
export interface WrittenSharedInstance {
  /**
   * Its least size. It is larger where a database on it asks for a larger one.
   *
   * @default "small"
   */
  readonly size?: DatabaseSize;
  /**
   * Storage it starts with, in GB.
   *
   * @asType integer
   * @minimum 20
   * @maximum 500
   * @default 20
   */
  readonly storageGb?: number;
  /**
   * Storage it may grow to, in GB; at least `storageGb`.
   *
   * @asType integer
   * @minimum 20
   * @maximum 1000
   * @default 100
   */
  readonly maxStorageGb?: number;
}

/** What holds for the databases of an environment. */
export interface WrittenEnvironmentDatabases {
  readonly network: WrittenDatabaseNetwork;
  readonly shared?: WrittenSharedInstance;
  /**
   * The sizes that an application may ask for here.
   *
   * @minItems 1
   * @uniqueItems true
   * @default ["small", "medium", "large", "xlarge"]
   */
  readonly sizes?: readonly DatabaseSize[];
  /**
   * The fewest days of backups that a database here may ask for.
   *
   * @asType integer
   * @minimum 1
   * @maximum 35
   * @default 1
   */
  readonly minimumBackupRetentionDays?: number;
  /**
   * Whether instances have a standby in a second availability zone.
   *
   * @default false
   */
  readonly multiAz?: boolean;
}

/** One environment of the platform. */
export interface WrittenEnvironment {
  /**
   * Its name: a value of `APP_ENV`, a folder of every overlay, a part of secret paths and stack names.
   * Reserved: `base`, `gitops`, `organisation-wide`, `overlays`, `plan`, `platform`, `removals`.
   *
   * @pattern ^[a-z][a-z0-9]*(-[a-z0-9]+)*$
   * @minLength 2
   * @maxLength 12
   */
  readonly name: string;
  /** What every application logs here. */
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  /**
   * Where an application is reached: a host name with `{app}` in it; `{environment}` and `{domain}` may be too.
   *
   * @pattern ^(?=.*\{app\})[a-z0-9{}.-]+$
   * @maxLength 200
   */
  readonly host: string;
  /**
   * The cert-manager ClusterIssuer of the hosts' certificates. Without one, hosts here have no TLS.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
   * @maxLength 253
   */
  readonly clusterIssuer?: string;
  /**
   * Whether `latest` may run here. Elsewhere an image tag is `<environment>-<7 characters of the commit>`, and never moves.
   *
   * @default false
   */
  readonly mutableTags?: boolean;
  /**
   * The teams that must approve a deployment to this environment.
   *
   * @maxItems 6
   * @uniqueItems true
   * @default []
   */
  readonly approvers?: readonly string[];
  /** What holds for databases here. Without it, no application with a database can run in this environment. */
  readonly databases?: WrittenEnvironmentDatabases;
}

/** Where objects go in the cluster, and what they are marked with. */
export interface WrittenKubernetes {
  /**
   * The namespace of applications: a name, in which `{team}` and `{environment}` may stand.
   *
   * @pattern ^[a-z0-9{}]([-a-z0-9{}]*[a-z0-9{}])?$
   * @maxLength 63
   * @default "apps"
   */
  readonly namespace?: string;
  /**
   * The storage class of volumes, where a spec names none.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
   * @maxLength 253
   * @default "gp3"
   */
  readonly storageClass?: string;
}

/** Applications are exposed by an Ingress of this class. */
export interface WrittenIngressClass {
  readonly type: 'ingress';
  /**
   * The `ingressClassName`.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
   * @maxLength 253
   * @default "kong"
   */
  readonly className?: string;
}

/** Applications are exposed by an HTTPRoute of the Gateway API, attached to this Gateway. TLS ends at the Gateway. */
export interface WrittenGateway {
  readonly type: 'gateway';
  /**
   * The Gateway's name.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
   * @maxLength 253
   */
  readonly name: string;
  /**
   * The Gateway's namespace.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?$
   * @maxLength 63
   */
  readonly namespace: string;
  /**
   * The listener; all that allow the route where this is not given.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
   * @maxLength 253
   */
  readonly sectionName?: string;
}

/** The External Secrets Operator's store that database credentials are read from. */
export interface WrittenSecretStore {
  /**
   * The store's name.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
   * @maxLength 253
   * @default "aws-secrets-manager"
   */
  readonly name?: string;
  /**
   * Whether the store is the cluster's or the namespace's.
   *
   * @default "ClusterSecretStore"
   */
  readonly kind?: 'ClusterSecretStore' | 'SecretStore';
  /**
   * How often the operator reads the secret again.
   *
   * @pattern ^[1-9][0-9]*(s|m|h)$
   * @default "1h"
   */
  readonly refreshInterval?: string;
}

/** Where manifests are kept, and how Argo CD finds them. */
export interface WrittenGitops {
  /**
   * `central`: one repository holds every application's manifests, found by Argo CD's git generator.
   * `app-repositories`: each application's repository holds its own, found by the SCM provider generator.
   *
   * @default "central"
   */
  readonly layout?: 'central' | 'app-repositories';
  /**
   * The central repository's name in the organisation.
   *
   * @pattern ^[A-Za-z0-9._-]+$
   * @maxLength 100
   * @default "gitops"
   */
  readonly repository?: string;
  /**
   * The branch that Argo CD watches.
   *
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?$
   * @maxLength 200
   * @default "main"
   */
  readonly branch?: string;
}

/** How applications are built and delivered. */
export interface WrittenDelivery {
  /**
   * The reusable workflow that an application's `delivery.yml` calls: `owner/repository/path@ref`.
   *
   * @pattern ^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+/[A-Za-z0-9_./-]+\.ya?ml@[A-Za-z0-9_./-]+$
   * @maxLength 300
   */
  readonly workflow: string;
}

/** Terraform state in S3, locked natively. */
export interface WrittenS3State {
  readonly type: 's3';
  /**
   * The bucket.
   *
   * @pattern ^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$
   */
  readonly bucket: string;
  /**
   * The bucket's region; the platform's where this is not given.
   *
   * @pattern ^[a-z]{2}(-[a-z]+)+-[0-9]$
   */
  readonly region?: string;
  /**
   * What every state's key starts with.
   *
   * @pattern ^[A-Za-z0-9][A-Za-z0-9._/-]*$
   * @maxLength 200
   * @default "goldenpath"
   */
  readonly keyPrefix?: string;
}

/** Terraform state in files beside `cdktf.out`: `terraform.<stack>.tfstate` for each stack. Keep them. */
export interface WrittenLocalState {
  readonly type: 'local';
}

/** The PostgreSQL engine of every instance. */
export interface WrittenPostgres {
  /**
   * Major version.
   *
   * @pattern ^1[3-9]$
   * @default "16"
   */
  readonly version?: string;
  /**
   * @asType integer
   * @minimum 1150
   * @maximum 65535
   * @default 5432
   */
  readonly port?: number;
  /** By risk, how many days of backups a database keeps where its spec does not say. */
  readonly backupRetentionDays?: { readonly [risk in Risk]?: BackupRetentionDays };
}

/**
 * @asType integer
 * @minimum 1
 * @maximum 35
 */
export type BackupRetentionDays = number;

/** What belongs to the platform and not to an application: `platform.yaml`, or `definePlatform` in `platform.ts`. */
export interface WrittenPlatform {
  /**
   * The GitHub organisation, which also names what is shared: instances, roles, `app.kubernetes.io/part-of`.
   *
   * @pattern ^[a-z0-9]+(-[a-z0-9]+)*$
   * @maxLength 39
   */
  readonly organisation: string;
  /**
   * The domain of the hosts.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$
   * @maxLength 190
   */
  readonly domain: string;
  readonly aws: WrittenAws;
  /**
   * The registry that built images are pushed to; the account's ECR where this is not given.
   *
   * @pattern ^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]+)?(/[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*)*$
   * @maxLength 200
   */
  readonly registry?: string;
  /**
   * The teams that may own an application, by their name (slug) in GitHub.
   *
   * @minItems 1
   * @uniqueItems true
   */
  readonly teams: readonly TeamName[];
  /**
   * The environments, in the order that a release goes through them.
   *
   * @minItems 1
   */
  readonly environments: readonly WrittenEnvironment[];
  readonly kubernetes?: WrittenKubernetes;
  /**
   * How applications are exposed.
   *
   * @default {"type": "ingress", "className": "kong"}
   */
  readonly ingress?: WrittenIngressClass | WrittenGateway;
  readonly secretStore?: WrittenSecretStore;
  readonly gitops?: WrittenGitops;
  readonly applicationNames?: WrittenApplicationNames;
  readonly codeOwners?: WrittenCodeOwners;
  readonly delivery: WrittenDelivery;
  /**
   * Where Terraform keeps its state.
   *
   * @default {"type": "local"}
   */
  readonly state?: WrittenS3State | WrittenLocalState;
  readonly postgres?: WrittenPostgres;
  /**
   * Findings of `goldenpath review` that are accepted: of the platform's own, and of applications that cannot say so themselves.
   *
   * @default []
   */
  readonly accept?: readonly WrittenPlatformAcceptance[];
  /**
   * Packages that add parts and kinds: names of npm packages that are installed beside this file, or folders relative to it. They
   * are programs, which loading the fleet runs.
   *
   * @maxItems 50
   * @uniqueItems true
   * @default []
   */
  readonly extensions?: readonly ExtensionName[];
}

/**
 * @pattern ^(\./[A-Za-z0-9._/-]*[A-Za-z0-9_-]|(@[a-z0-9-]+/)?[a-z0-9][a-z0-9._-]*)$
 * @maxLength 200
 */
export type ExtensionName = string;

/**
 * @pattern ^[a-z0-9]+(-[a-z0-9]+)*$
 * @minLength 2
 * @maxLength 39
 */
export type TeamName = string;
