import type { ReleaseRecord, ReleaseStatus } from '@goldenpath/gitops';
import type { ExplainedFact } from '@goldenpath/model';
import type { Graph } from '@goldenpath/review';
import type { FleetSource } from '@goldenpath/spec';
import type { ComparedCommits } from './affected/compare-commits';
import type { AffectedOptions } from './affected/find-affected';
import type { Bootstrapped, BootstrapOptions, ClusterOptions, ClusterStart } from './bootstrap/types';
import type { CatalogOptions, WrittenCatalog } from './catalog/catalog';
import type { CodeOwners, CodeOwnersOptions } from './codeowners/update-code-owners';
import type { GeneratedWorkflow, WorkflowsOptions } from './workflows/update-workflows';
import type { DevOptions } from './dev/dev';
import type { Created, CreateOptions } from './create/types';
import type { RunReport } from '@goldenpath/deploy';
import type { DeployOptions, DeployReport } from './deploy/deploy';
import type { ApplyOptions, PlanOptions } from './deploy/run';
import type { SimulatedProject, SimulateOptions, SimulationReset } from './deploy/simulate';
import type { LockOptions, ProviderLock } from './deploy/provider-locks';
import type { Diagnosis, DoctorOptions } from './doctor/types';
import type { Drift, DriftOptions } from './drift/drift';
import type { ExplainOptions } from './explain/explain';
import type { FleetForms } from './forms/types';
import type { GraphOptions } from './graph/graph';
import type { ImportOptions, ImportResult } from './import/types';
import type { ListedApp, ListFilter } from './list/listed-app';
import type { FleetNames } from './names/fleet-names';
import type { DraftOptions, SpecDraft } from './new/draft-spec';
import type { NewFlags } from './new/flags';
import type { ApplicationOverview } from './overview/overview';
import type {
  ExpiredPreview,
  ListedPreview,
  PreviewDownOptions,
  PreviewExpireOptions,
  PreviewOptions,
  PreviewResult,
  PreviewUpOptions,
} from './preview/options';
import type { PreviewSettings } from './preview/settings';
import type { PublishOptions } from './publish/options';
import type { Published } from './publish/publish';
import type { CatalogComparison } from './rds/catalog-left';
import type { RdsCatalogOptions } from './rds/keep-catalog';
import type {
  RdsJob,
  RdsJobOptions,
  RdsOptions,
  RdsProvisionOptions,
  RdsRetirement,
  RdsRetireOptions,
  RdsRotateOptions,
  RdsRun,
  RdsStatus,
} from './rds/options';
import type { HistoryOptions } from './release/history';
import type { PromoteOptions, ReleaseMove, RollbackOptions, SetOptions } from './release/move';
import type { StatusOptions } from './release/status';
import type { ReviewedChange, ReviewOptions } from './review/review';
import type { Scaffolded, ScaffoldOptions } from './scaffold/scaffold';
import type { SchemaOptions, WrittenSchema } from './schema/write-schemas';
import type { Sealed, SealOptions } from './seal/types';
import type { SnapshotOptions, WrittenSnapshot } from './snapshot/write-snapshot';
import type { UpgradeAllOptions, UpgradedRepository } from './upgrade/remote/upgrade-all';
import type { Upgraded, UpgradeOptions } from './upgrade/upgrade';
import type { Synthesis, SynthOptions } from './synth/synth';
import type { ValidatedFleet, ValidateOptions } from './validate/validate';

/**
 * A fleet: the applications of a folder, on the platform that the platform file describes.
 *
 * Every operation reads the files when it starts. It throws `InvalidFleetError` with all errors in them, `UserError` for other user errors,
 * and any other error for a bug.
 */
export interface Fleet {
  readonly source: FleetSource;
  /** Ends the processes that run the code of specs. An operation that waits for one of them reports the file as a mistake. */
  readonly close: () => void;
  /** Checks every spec and the platform file. */
  readonly validate: (options?: ValidateOptions) => Promise<ValidatedFleet>;
  /** Generates the manifests, the stacks and the repositories of applications. With `check`, compares them with the existing files. */
  readonly synth: (options?: SynthOptions) => Promise<Synthesis>;
  /** Evaluates the fleet, and writes its facts, manifests and stacks to one file: data for operations that have credentials. */
  readonly snapshot: (options: SnapshotOptions) => Promise<WrittenSnapshot>;
  /** Writes the repository of an application: code that runs, its pipeline and its catalog entry. */
  readonly scaffold: (app: string, options?: ScaffoldOptions) => Promise<Scaffolded>;
  /** Runs an application and what it needs on this machine, until the signal of the fleet. */
  readonly dev: (app: string, options?: DevOptions) => Promise<void>;
  /** Merges changes of the templates into the repository of an application. Commits nothing. */
  readonly upgrade: (app: string, options: UpgradeOptions) => Promise<Upgraded>;
  /** Upgrades the repositories of applications through pull requests on GitHub. */
  readonly upgradeAll: (options?: UpgradeAllOptions) => Promise<UpgradedRepository[]>;
  /**
   * Starts the repository of an application, after its stack made it: first commit, catalog, registration. With `undo`, removes what was made.
   */
  readonly create: (app: string, options?: CreateOptions) => Promise<Created>;
  /** Writes the Backstage catalog of the fleet; with `check`, compares it with the files there. */
  readonly catalog: (options?: CatalogOptions) => Promise<WrittenCatalog>;
  /** Returns what an application is and costs, by environment. */
  readonly overview: (app: string) => Promise<ApplicationOverview>;
  readonly list: (filter?: ListFilter) => Promise<ListedApp[]>;
  /** Returns every resolved fact of an application, with the source of its value. */
  readonly explain: (app: string, options?: ExplainOptions) => Promise<ExplainedFact[]>;
  /** Returns the graph of an application, or of the fleet. */
  readonly graph: (options?: GraphOptions) => Promise<Graph>;
  /** Synthesises, and shows what Terraform would change. */
  readonly plan: (options?: PlanOptions) => Promise<RunReport>;
  /** Synthesises, applies the stacks in dependency order, and then provisions the databases. */
  readonly deploy: (options?: DeployOptions) => Promise<DeployReport>;
  /** Destroys the stacks in reverse dependency order. Protected resources stay. */
  readonly destroy: (options?: ApplyOptions) => Promise<RunReport>;
  /** Writes the lock file of the providers that the stacks require, beside the platform file. */
  readonly lock: (options?: LockOptions) => Promise<ProviderLock>;
  /** Runs work, such as another program, while the fleet's simulated cloud is open. */
  readonly simulate: <T>(options: SimulateOptions, work: (place: SimulatedProject) => Promise<T>) => Promise<T>;
  /** Empties the fleet's simulated cloud. The fleet need not be valid. */
  readonly resetSimulation: (options?: Pick<SimulateOptions, 'out'>) => Promise<SimulationReset>;
  /** Compares the fleet with a commit and returns the effect of the change on production. */
  readonly review: (options?: ReviewOptions) => Promise<ReviewedChange>;
  /** Returns what to plan, deploy, destroy and publish after a change. */
  readonly affected: (options?: AffectedOptions) => Promise<ComparedCommits>;
  /** Commits the synthesised manifests to the GitOps repositories. */
  readonly publish: (options?: PublishOptions) => Promise<Published[]>;
  readonly release: FleetReleases;
  readonly rds: FleetDatabases;
  readonly previews: FleetPreviews;
  /**
   * Makes what the platform needs before its first deployment: state buckets, identity provider, roles and GitOps repository, an account at a
   * time. Writes their stacks, and plans, deploys, destroys or migrates them.
   */
  readonly bootstrap: (options?: BootstrapOptions) => Promise<Bootstrapped>;
  /** Returns the commands that start the platform in an empty cluster, and runs them if `run` is set. */
  readonly bootstrapCluster: (options?: ClusterOptions) => Promise<ClusterStart>;
  /** Checks what the platform needs on this machine, on GitHub, in AWS and in a cluster. Changes nothing. */
  readonly doctor: (options?: DoctorOptions) => Promise<Diagnosis>;
  /** Finds what differs from the generated files: in Git, in the clusters, in the cloud and on GitHub. */
  readonly drift: (options?: DriftOptions) => Promise<Drift>;
  /** Writes `.github/CODEOWNERS` if it is missing or differs. */
  readonly codeOwners: (options?: CodeOwnersOptions) => Promise<CodeOwners>;
  /** Writes the workflow that the repositories of the applications call, if it is missing or differs. */
  readonly workflows: (options?: WorkflowsOptions) => Promise<readonly GeneratedWorkflow[]>;
  /** Writes the nearest specs of what a compose file, a Score file or Kubernetes manifests describe, and lists what they do not say. */
  readonly importApps: (options: ImportOptions) => Promise<ImportResult>;
  /** Creates and validates the spec of a new application. {@link writeSpec} writes it. */
  readonly draftSpec: (fields: NewFlags, options?: DraftOptions) => Promise<SpecDraft>;
  /** Returns the forms for new applications: the questions of `new` by kind, with the constraints of the schema. */
  readonly forms: () => Promise<FleetForms>;
  /** Writes a draft and returns the path of the file. */
  readonly writeSpec: (draft: SpecDraft) => Promise<string>;
  /** Encrypts values of a Secret of an application into a SealedSecret beside its spec. */
  readonly seal: (app: string, options: SealOptions) => Promise<Sealed>;
  /** Writes the JSON Schemas of specs and platform file for editors, including the fields of extensions. */
  readonly schema: (options?: SchemaOptions) => Promise<WrittenSchema[]>;
  /** Returns names in the fleet, for completion. The fleet need not be valid. */
  readonly names: () => Promise<FleetNames>;
  /** Writes this version's output of the fleet to a file, for a review by another version. */
  readonly writeVersion: (file: string) => Promise<void>;
}

/** Operations on the PostgreSQL databases of an environment. */
export interface FleetDatabases {
  /** Creates and repairs the roles, owners and grants in the specs. */
  readonly provision: (options: RdsProvisionOptions) => Promise<RdsRun>;
  /** Compares the databases of an environment with the specs, without changing anything. */
  readonly status: (options: RdsOptions) => Promise<RdsStatus>;
  /** Makes Jobs that provision from inside the cluster. It changes nothing. */
  readonly job: (options: RdsJobOptions) => Promise<RdsJob>;
  /** Retires the databases whose specs say so: locks, backs up and renames them, and drops them after their days of grace. */
  readonly retire: (options: RdsRetireOptions) => Promise<RdsRetirement>;
  /** Writes the catalog of databases beside the platform file; with `check`, compares it. */
  readonly catalog: (options?: RdsCatalogOptions) => Promise<CatalogComparison>;
  /** Rotates the passwords of the applications while they run. With `due`, only those whose interval is over. */
  readonly rotate: (options: RdsRotateOptions) => Promise<RdsRun>;
}

/** Operations on the environments of pull requests. */
export interface FleetPreviews {
  /** Makes the environment of a pull request, or gives it the image of another commit. */
  readonly up: (app: string, options: PreviewUpOptions) => Promise<PreviewResult>;
  /** Removes the environment of a pull request with its database and secret. */
  readonly down: (app: string, options: PreviewDownOptions) => Promise<PreviewResult>;
  readonly list: (options?: PreviewOptions) => Promise<ListedPreview[]>;
  /** Returns what a workflow needs to know to make previews; `undefined` where the platform file has no `previews`. */
  readonly settings: () => Promise<PreviewSettings | undefined>;
  /** Removes the environments that are too old, or whose pull request is closed. */
  readonly expire: (options?: PreviewExpireOptions) => Promise<ExpiredPreview[]>;
}

/** Operations on the image tags of the environments. */
export interface FleetReleases {
  readonly set: (app: string, options: SetOptions) => Promise<ReleaseMove>;
  readonly promote: (app: string, options: PromoteOptions) => Promise<ReleaseMove>;
  readonly rollback: (app: string, options: RollbackOptions) => Promise<ReleaseMove>;
  /** Returns the running releases. */
  readonly status: (options?: StatusOptions) => Promise<ReleaseStatus[]>;
  /** Returns every release of an application in an environment, latest first. */
  readonly history: (app: string, options: HistoryOptions) => Promise<ReleaseRecord[]>;
}
