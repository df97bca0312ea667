import type { WrittenPlatformAcceptance } from './acceptance';
import type { WrittenApplicationNames } from './application-names';
import type { WrittenAws, WrittenEnvironmentAws, WrittenEnvironmentCluster } from './aws';
import type { WrittenBackstage } from './backstage';
import type { WrittenKubernetes, WrittenSecretStore } from './cluster';
import type { WrittenComponents } from './components';
import type { WrittenCodeOwners } from './code-owners';
import type { WrittenEnvironmentDatabases } from './databases';
import type { WrittenDelivery, WrittenRuntime } from './delivery';
import type {
  WrittenCertificate,
  WrittenDomain,
  WrittenGateway,
  WrittenIngressClass,
  WrittenIngressClasses,
} from './exposure';
import type { WrittenGithub } from './github';
import type { WrittenLiftedGuard } from './lifted-guards';
import type { WrittenNotifications } from './notifications';
import type { WrittenObservability } from './observability';
import type { WrittenPreviews } from './previews';
import type { WrittenLocalState, WrittenS3State } from './state';
import type { TeamName } from './team';
import type { Risk } from '@goldenpath/extension';

/** One environment of the platform. */
export interface WrittenEnvironment {
  /**
   * Its name: a value of `APP_ENV`, a folder of every overlay, a part of secret paths and stack names.
   * Reserved: `base`, `gitops`, `once`, `organisation-wide`, `overlays`, `plan`, `platform`, `removals`, `requests`, `scheduled`,
   * `terraform`.
   *
   * @pattern ^[a-z][a-z0-9]*(-[a-z0-9]+)*$
   * @minLength 2
   * @maxLength 12
   */
  readonly name: string;
  /** The log level of all applications here. */
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  /**
   * The host name of an application. It must contain `{app}`, and can contain `{environment}` and `{domain}`.
   *
   * @pattern ^(?=.*\{app\})[a-z0-9{}.-]+$
   * @maxLength 200
   */
  readonly host: string;
  /**
   * The cert-manager ClusterIssuer, which issues a certificate for each host. Without it and without `certificate`, hosts here have no TLS.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
   * @maxLength 253
   */
  readonly clusterIssuer?: string;
  /** One certificate for all hosts here, instead of one for each host: an issuer such as Let's Encrypt limits their number per week. */
  readonly certificate?: WrittenCertificate;
  /**
   * Whether the tag `latest` is allowed here. In other environments tags are `<environment>-<7 characters of the commit>` and immutable.
   *
   * @default false
   */
  readonly mutableTags?: boolean;
  /**
   * What the delivery workflow does with secrets in the code, with vulnerabilities of the severity HIGH or CRITICAL, and without an SBOM:
   * `blocking` stops the release, `advisory` warns. An environment after a blocking one cannot be advisory.
   * Without it, the first of several environments is advisory, and all others are blocking.
   */
  readonly gates?: 'advisory' | 'blocking';
  /**
   * The teams that must approve a deployment to this environment.
   *
   * @maxItems 6
   * @uniqueItems true
   * @default []
   */
  readonly approvers?: readonly string[];
  readonly aws?: WrittenEnvironmentAws;
  readonly cluster?: WrittenEnvironmentCluster;
  /** Settings of the databases here. Without them, no application with a database can run in this environment. */
  readonly databases?: WrittenEnvironmentDatabases;
  /** The differences from the `observability` of the platform. */
  readonly observability?: WrittenObservability;
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
  readonly notifications?: WrittenNotifications;
}

/** The PostgreSQL engine of the instances. */
export interface WrittenPostgres {
  /**
   * Major version: one that `goldenpath rds provision` supports. An environment and a dedicated instance can have another. It can only go up.
   *
   * @pattern ^1[5-8]$
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
  /** The default retention of backups by risk, in days. */
  readonly backupRetentionDays?: { readonly [risk in Risk]?: BackupRetentionDays };
  /**
   * Whether a workflow rotates the passwords of applications: every 180 days for low, 90 for medium and 30 for high risk. With `scheduled`,
   * the repository needs a scheduled workflow that runs `goldenpath rds rotate --due`.
   *
   * @default "manual"
   */
  readonly passwordRotation?: 'manual' | 'scheduled';
}

/**
 * @asType integer
 * @minimum 1
 * @maximum 35
 */
export type BackupRetentionDays = number;

/** Settings that all applications share: `platform.yaml`, or `definePlatform` in `platform.ts`. */
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
   * The registry for built images. The default is the ECR of `aws.registry`, or of `aws`.
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
   * The environments, in rollout order.
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
  /**
   * Further classes of routes by name, such as `internal`. An application chooses one with `route.class`.
   *
   * @propertyNames {"pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "maxLength": 30}
   * @default {}
   */
  readonly ingressClasses?: WrittenIngressClasses;
  /**
   * Domains in which applications can have hosts of their own with `route.hosts`, in addition to `domain`.
   *
   * @maxItems 200
   * @default []
   */
  readonly domains?: readonly WrittenDomain[];
  readonly secretStore?: WrittenSecretStore;
  /** What Argo CD installs in the clusters from Helm charts. Without it, Argo CD installs nothing: the clusters have their components. */
  readonly components?: WrittenComponents;
  readonly gitops?: WrittenGitops;
  readonly previews?: WrittenPreviews;
  readonly applicationNames?: WrittenApplicationNames;
  readonly codeOwners?: WrittenCodeOwners;
  readonly github?: WrittenGithub;
  readonly backstage?: WrittenBackstage;
  readonly delivery: WrittenDelivery;
  readonly observability?: WrittenObservability;
  /**
   * Languages of applications by name, in addition to `python` and `node` or instead of them: each has a template folder of the platform.
   *
   * @default {}
   */
  readonly runtimes?: { readonly [name: string]: WrittenRuntime };
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
   * Guards that the patches beside the specs need not pass: docs/guides/patches.md.
   *
   * @default []
   */
  readonly liftedGuards?: readonly WrittenLiftedGuard[];
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
