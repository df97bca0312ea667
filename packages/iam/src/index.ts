export type { AccountScope, Attributes } from './arn';
export { callsOf, type ResourceOperation, type UsedResource } from './calls/calls-of';
export {
  type CallTable,
  callTable,
  type DataSourceCalls,
  KNOWN_CALLS,
  type ResourceCalls,
  type TableCall,
} from './calls';
export { resourcesOfStack } from './calls/stack-resources';
export { conditionsHold, type RequestContext } from './conditions';
export { type ApiCall, type Decision, evaluate } from './evaluate';
export {
  type GithubJob,
  type GithubRepository,
  type GithubToken,
  mintGithubToken,
  type SubjectForm,
  subjectPrefix,
} from './github-token';
export { INLINE_POLICIES_LIMIT, MANAGED_POLICIES_PER_ROLE, MANAGED_POLICY_LIMIT } from './limits';
export { type NamePatterns, type PermissionOptions, permissionsFor, typesWithoutCalls } from './permissions';
export {
  type Conditions,
  listOf,
  type OneOrMore,
  parsePolicy,
  type Policy,
  PolicyError,
  type Principals,
  type Statement,
} from './policy';
export {
  type ExcessPermission,
  excessPermissions,
  type MissingPermission,
  missingPermissions,
  SECRET_READS,
} from './role-problems';
export {
  ASSUME_WITH_TOKEN,
  evaluateTrust,
  GITHUB_CLAIM_KEYS,
  GITHUB_ISSUER,
  policySize,
  TRUST_POLICY_LIMIT,
  trustsGithub,
} from './trust';
export { matchesAction, matchesWildcard } from './wildcard';
