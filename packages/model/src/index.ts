export type {
  AppFacts,
  AppInEnvironment,
  FleetFacts,
  PlatformEnvironment,
  PlatformFacts,
  StackFacts,
  Tags,
} from '@goldenpath/extension';
export { argoApplicationName, nameConflicts, namesOf, namesOfPlatform, ROOT_APP } from './unique-names';
export { explainApp } from './explain/explain-app';
export type { ExplainedFact, FactGroup, FactSource } from './explain/explained-fact';
export { type FleetResolver, fleetResolver, resolveFleet, resolverOf } from './resolve-fleet';
export { resolvePlatform } from './resolve-platform';
export { namesReferredTo } from './references';
export {
  centralRepository,
  type GitopsRepository,
  gitopsRepository,
  type OwnRepository,
  ownRepository,
} from './gitops-repository';
export { MOST_DIGITS, ofPullRequest, PREVIEW_NAMES, PREVIEW_NUMBER, PREVIEW_PREFIX } from './resolve-preview';
export { type SecretsRole, secretsRoleOf } from './secrets-role';
export { type AppSummary, summaryOf } from './summary';
export {
  appStackUnits,
  fleetStacks,
  type FleetUnit,
  fleetUnits,
  keyOf,
  repositoryUnit,
  type RepositoryUnit,
  type ManifestsUnit,
  hasManifests,
  manifestsUnit,
  manifestsUnits,
  type PlatformManifestsUnit,
  platformManifestsUnits,
  platformStackUnits,
  type StackUnit,
  stackUnits,
} from './units';
