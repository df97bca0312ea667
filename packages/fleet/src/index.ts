export { matrixOf, type Matrix, type MatrixOptions, MOST_SHARDS, NO_ENVIRONMENT } from './affected/matrix';
export type { Affected, AffectedManifests, AffectedStack, LeftStack } from './affected/affected';
export type { ComparedCommits } from './affected/compare-commits';
export type { AffectedOptions } from './affected/find-affected';
export type { CatalogOptions, WrittenCatalog } from './catalog/catalog';
export type { CodeOwners, CodeOwnersOptions } from './codeowners/update-code-owners';
export type { LockOptions, ProviderLock } from './deploy/provider-locks';
export type { GeneratedWorkflow, WorkflowsOptions } from './workflows/update-workflows';
export type { FleetOptions, FleetProgress, RunCode } from './context';
export type { DeployOptions, DeployReport } from './deploy/deploy';
export type { ApplyOptions, Approve, PlanOptions } from './deploy/run';
export type { AccountOwner } from './deploy/simulated-account';
export type { SimulatedProject, SimulateOptions, SimulationReset } from './deploy/simulate';
export type { DriftFinding, DriftReport } from './drift/finding';
export type { DevApp, DevOptions } from './dev/dev';
export type { DevEvent, DevService, OnDevEvent } from './dev/events';
export { issueTitle } from './drift/issue-text';
export type { Drift, DriftOptions } from './drift/drift';
export { InvalidCommitError, InvalidFleetError } from './errors';
export type { ExplainOptions } from './explain/explain';
export type { Fleet, FleetDatabases, FleetReleases } from './fleet';
export type { FormValues } from './forms/candidate-of-form';
export type { FleetForms, FormField, KindForm } from './forms/types';
export type { RepositoryOptions } from './gitops/options';
export type { GraphOptions } from './graph/graph';
export type {
  ImportDifference,
  ImportedApp,
  ImportOptions,
  ImportResult,
  ImportSource,
  LeftOut,
  SecretToFill,
} from './import/types';
export { INIT_FIELDS, type InitAnswers, type InitField } from './init/answers';
export type { InitFile } from './init/files';
export { draftFleet, type FleetDraft, type InitOptions } from './init/init';
export { writeFleet, type WrittenFleet } from './init/write-fleet';
export type { ListedApp, ListFilter } from './list/listed-app';
export type { FleetNames } from './names/fleet-names';
export type { Ask, CheckAnswer } from './new/ask-for-spec';
export type { DraftOptions, SpecDraft } from './new/draft-spec';
export { type NewFlag, newFlags, type NewFlags } from './new/flags';
export type { Choice, Question } from './new/questions';
export { openFleet } from './open-fleet';
export { shownPath } from './paths';
export type { ApplicationOverview, EnvironmentOverview } from './overview/overview';
export { tryReadMark } from './drift/issue-text';
export type { PublishOptions } from './publish/options';
export type { Published } from './publish/publish';
export type { PublishTarget } from './publish/targets';
export type {
  ExtraOnInstance,
  RdsJob,
  RdsJobOptions,
  RdsOptions,
  RdsProvisionOptions,
  RdsRetirement,
  RdsRetireOptions,
  RdsRun,
  RdsStatus,
} from './rds/options';
export type { CatalogDatabase, CatalogStatus } from './rds/catalog';
export type { CatalogComparison } from './rds/catalog-left';
export type { DatabaseRuns } from './rds/provision-deployed';
export type { HistoryOptions } from './release/history';
export type { MoveOptions, PromoteOptions, ReleaseMove, RollbackOptions, SetOptions } from './release/move';
export type { StatusOptions } from './release/status';
export { MOST_PLANS } from './review/most-plans';
export type { ReviewedChange, ReviewOptions } from './review/review';
export type { ComparedVersions } from './review/render-versions';
export type { ScaffoldedFile } from './scaffold/repository-folder';
export type { Sealed, SealOptions } from './seal/types';
export type { Scaffolded, ScaffoldOptions } from './scaffold/scaffold';
export type { Created, CreateOptions, CreateOutcome, CreateStep, CreateStepName } from './create/types';
export type { SchemaOptions, WrittenSchema } from './schema/write-schemas';
export type { SnapshotSource } from './snapshot/source';
export type { SnapshotOptions, WrittenSnapshot } from './snapshot/write-snapshot';
export { parseShard, type Shard } from './synth/shard';
export type { Synthesis, SynthOptions } from './synth/synth';
export type { SynthesisedApp, SynthesisedEnvironment } from './synth/summary';
export type { TreeResult } from './synth/synthesise';
export type { TreeName } from './synth/generators';
export { isChanged, isConflict } from './upgrade/changes';
export type { UpgradeAllOptions, UpgradedRepository } from './upgrade/remote/upgrade-all';
export type { RemoteOutcome, RemoteUpgrade } from './upgrade/remote/upgrade-remote';
export type { Upgraded, UpgradeOptions } from './upgrade/upgrade';
export type { UpgradeChange, UpgradedFile } from '@goldenpath/scaffold';
export type { ValidatedApp, ValidatedFleet, ValidateOptions } from './validate/validate';
export type {
  Bootstrapped,
  BootstrapAction,
  BootstrappedAccount,
  BootstrapOptions,
  ClusterCommand,
  ClusterOptions,
  ClusterStart,
} from './bootstrap/types';
export type {
  CheckStatus,
  Diagnosis,
  DoctorArea,
  DoctorCheck,
  DoctorOptions,
  ProgramResult,
  RunProgram,
} from './doctor/types';
export type {
  ExpiredPreview,
  ListedPreview,
  PreviewDownOptions,
  PreviewExpireOptions,
  PreviewOptions,
  PreviewResult,
  PreviewUpOptions,
} from './preview/options';
export type { PreviewedImage, PreviewSettings } from './preview/settings';
export type { DriftRow, DriftSource, DriftSourceStatus } from './drift/rows';
export type { DriftAcceptance } from './drift/acceptance';
