export { type Engine, type Environment, OLDEST_ENGINE } from './engine/engine';
export { engineCacheFolder, type EngineOptions, findEngine } from './engine/find-engine';
export type { ReleaseSource } from './engine/fetch-release';
export { PINNED_VERSION } from './engine/install-release';
export { proxyFor } from './engine/proxy';
export { EngineError, LockFileError, ReleaseError, SavedPlanError, StackTreeError, WorkFolderError } from './errors';
export { LOCK_FILE, parseLockFile, type ProviderLocks, stackLock } from './locks/lock-file';
export { makeLock, type MakeLockOptions } from './locks/make-lock';
export { NO_PAINT, type Paint, planLines } from './plans/plan-text';
export { parsePlan } from './plans/parse-plan';
export {
  type AttributeChange,
  changesAnything,
  type Json,
  type OutputChange,
  type PlannedAction,
  type Problem,
  type ResourceChange,
  type StackPlan,
} from './plans/stack-plan';
export { type Totals, totalsOf, totalsText } from './plans/totals';
export {
  accountText,
  isFailure,
  type Purpose,
  type ShownAccount,
  type StackOutcome,
  type StackStatus,
} from './runs/outcome';
export { parseRunReport, type RunReport } from './runs/run-report';
export { type RunEvent, type RunOptions, runStacks } from './runs/run-stacks';
export { initialise, migrateState, type Step, type TerraformOptions } from './runs/terraform';
export { outcomesText, type SummaryOptions } from './runs/summary';
export {
  BACKEND_OVERRIDE,
  backendOverride,
  makeSimulatedState,
  realTarget,
  simulatedStateFile,
  simulatedTarget,
  type DeployTarget,
} from './runs/target';
export {
  isSameState,
  type Manifest,
  manifestText,
  parseManifest,
  type SavedStack,
  sha256,
  type StateVersion,
  stateVersionIn,
} from './saved/manifest';
export { PLAN_KEY } from './saved/plan-cipher';
export { planFileEntries } from './saved/plan-file';
export { openPlanWriter, type PlanWriter } from './saved/plan-writer';
export { assertSameStacks, readSavedPlans, type SavedPlans } from './saved/saved-plans';
export { inOrder, type Ordered, reversed } from './stacks/order';
export { readStacks } from './stacks/read-stacks';
export type { Stack } from './stacks/stack';
export { codeInStack } from './stacks/stack-code';
