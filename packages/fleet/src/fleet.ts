import type { ReleaseRecord, ReleaseStatus } from '@goldenpath/gitops';
import type { ExplainedFact } from '@goldenpath/model';
import type { Graph } from '@goldenpath/review';
import type { FleetSource } from '@goldenpath/spec';
import type { ComparedCommits } from './affected/compare-commits';
import type { AffectedOptions } from './affected/find-affected';
import type { CodeOwners, CodeOwnersOptions } from './codeowners/update-code-owners';
import type { RunReport } from '@goldenpath/deploy';
import type { DeployOptions, DeployReport } from './deploy/deploy';
import type { ApplyOptions, PlanOptions } from './deploy/run';
import type { SimulatedProject, SimulateOptions, SimulationReset } from './deploy/simulate';
import type { Drift, DriftOptions } from './drift/drift';
import type { ExplainOptions } from './explain/explain';
import type { GraphOptions } from './graph/graph';
import type { ListedApp, ListFilter } from './list/listed-app';
import type { FleetNames } from './names/fleet-names';
import type { DraftOptions, SpecDraft } from './new/draft-spec';
import type { NewFlags } from './new/flags';
import type { PublishOptions } from './publish/options';
import type { Published } from './publish/publish';
import type {
  RdsJob,
  RdsJobOptions,
  RdsOptions,
  RdsProvisionOptions,
  RdsRetirement,
  RdsRetireOptions,
  RdsRun,
  RdsStatus,
} from './rds/options';
import type { HistoryOptions } from './release/history';
import type { PromoteOptions, ReleaseMove, RollbackOptions, SetOptions } from './release/move';
import type { StatusOptions } from './release/status';
import type { ReviewedChange, ReviewOptions } from './review/review';
import type { SchemaOptions, WrittenSchema } from './schema/write-schemas';
import type { SnapshotOptions, WrittenSnapshot } from './snapshot/write-snapshot';
import type { Synthesis, SynthOptions } from './synth/synth';
import type { ValidatedFleet, ValidateOptions } from './validate/validate';

/**
 * A fleet: the applications of a folder on the platform that its file describes.
 *
 * Every operation reads the files as they are when it starts. It throws `InvalidFleetError` with all mistakes in them, `UserError` for
 * other mistakes of a person, and any other error for a bug.
 */
export interface Fleet {
  readonly source: FleetSource;
  /** Checks every spec and the platform file. */
  readonly validate: (options?: ValidateOptions) => Promise<ValidatedFleet>;
  /** Makes the Kubernetes manifests and the Terraform stacks; with `check`, compares them with the files there. */
  readonly synth: (options?: SynthOptions) => Promise<Synthesis>;
  /** Evaluates the fleet, and writes its facts, manifests and stacks to one file: data for operations that have credentials. */
  readonly snapshot: (options: SnapshotOptions) => Promise<WrittenSnapshot>;
  readonly list: (filter?: ListFilter) => Promise<ListedApp[]>;
  /** Every resolved fact of an application, and the source of each value. */
  readonly explain: (app: string, options?: ExplainOptions) => Promise<ExplainedFact[]>;
  /** The graph of an application, or of the fleet. */
  readonly graph: (options?: GraphOptions) => Promise<Graph>;
  /** Synthesises, and shows what Terraform would do to the stacks. */
  readonly plan: (options?: PlanOptions) => Promise<RunReport>;
  /** Synthesises, applies the stacks in dependency order, and then provisions the databases. */
  readonly deploy: (options?: DeployOptions) => Promise<DeployReport>;
  /** Destroys the stacks in reverse dependency order. Protected resources stay. */
  readonly destroy: (options?: ApplyOptions) => Promise<RunReport>;
  /** Runs work, such as another program, while the simulated cloud of the fleet is open. */
  readonly simulate: <T>(options: SimulateOptions, work: (place: SimulatedProject) => Promise<T>) => Promise<T>;
  /** Empties the simulated cloud of the fleet, whether the fleet is valid or not. */
  readonly resetSimulation: (options?: Pick<SimulateOptions, 'out'>) => Promise<SimulationReset>;
  /** Compares the fleet with that of a commit: what the change does to production. */
  readonly review: (options?: ReviewOptions) => Promise<ReviewedChange>;
  /** What has to be planned, deployed, destroyed and published after a change. */
  readonly affected: (options?: AffectedOptions) => Promise<ComparedCommits>;
  /** Commits the manifests that `synth` made into the repositories that Argo CD reads. */
  readonly publish: (options?: PublishOptions) => Promise<Published[]>;
  readonly release: FleetReleases;
  readonly rds: FleetDatabases;
  /** Finds in plans what was changed in the cloud since it was deployed. */
  readonly drift: (options: DriftOptions) => Promise<Drift>;
  /** Writes `.github/CODEOWNERS` where it is missing or differs. */
  readonly codeOwners: (options?: CodeOwnersOptions) => Promise<CodeOwners>;
  /** Makes and checks the spec of a new application; {@link writeSpec} writes it. */
  readonly draftSpec: (fields: NewFlags, options?: DraftOptions) => Promise<SpecDraft>;
  /** Writes a draft, and returns the path of the file. */
  readonly writeSpec: (draft: SpecDraft) => Promise<string>;
  /** Writes the JSON Schemas of the specs and of the platform file, with what extensions add, for editors. */
  readonly schema: (options?: SchemaOptions) => Promise<WrittenSchema[]>;
  /** Names in the fleet, for completion. They are found whether the fleet is valid or not. */
  readonly names: () => Promise<FleetNames>;
  /** Writes what this version makes of the fleet to a file, for a review by another version. */
  readonly writeVersion: (file: string) => Promise<void>;
}

/** Works on the PostgreSQL databases of an environment. */
export interface FleetDatabases {
  /** Gives the databases the roles, owners and grants that the specs ask for. */
  readonly provision: (options: RdsProvisionOptions) => Promise<RdsRun>;
  /** Compares the databases of an environment with the specs, and changes nothing. */
  readonly status: (options: RdsOptions) => Promise<RdsStatus>;
  /** Makes Jobs that provision from inside the cluster. It changes nothing. */
  readonly job: (options: RdsJobOptions) => Promise<RdsJob>;
  /** Retires the databases whose specs say so: locks, backs up and renames them, and drops them after their days of grace. */
  readonly retire: (options: RdsRetireOptions) => Promise<RdsRetirement>;
  /** Gives the applications new passwords while they run. */
  readonly rotate: (options: RdsOptions) => Promise<RdsRun>;
}

/** Moves the image tag that runs from environment to environment. */
export interface FleetReleases {
  readonly set: (app: string, options: SetOptions) => Promise<ReleaseMove>;
  readonly promote: (app: string, options: PromoteOptions) => Promise<ReleaseMove>;
  readonly rollback: (app: string, options: RollbackOptions) => Promise<ReleaseMove>;
  /** What runs where. */
  readonly status: (options?: StatusOptions) => Promise<ReleaseStatus[]>;
  /** Every release of an application in an environment, the latest first. */
  readonly history: (app: string, options: HistoryOptions) => Promise<ReleaseRecord[]>;
}
