export * from './acceptance';
export { accountOf, accountsOf, shownAccountOf } from './accounts';
export * from './app-spec';
export type * from './catalog';
export { type ComponentLabels, componentLabels } from './component';
export type * from './diagnostic';
export * from './explanation';
export type * from './facts';
export type * from './json';
export { defineKind, type KindDefinition, type KindOptions } from './kind';
export * from './layers';
export type * from './manifests';
export { nearMiss, suggestion } from './near-miss';
export {
  type AnyPart,
  CONTRACT_VERSION,
  type DataFolder,
  definePart,
  type Load,
  type PartDefinition,
  type PartExplanation,
  type PartFields,
  type PartOptions,
  type PartRules,
  type FurtherPods,
  type PodSecret,
  type SecretPathsInput,
  type StoredSecret,
  type PreviewNames,
  type SummaryItem,
} from './part';
export { PartError, runHook } from './part-error';
export { formatPath } from './paths';
export { type KedaRole, kedaRoleOf } from './keda-role';
export type * from './development';
export type * from './permissions';
export type * from './pod-permission';
export type * from './platform';
export type * from './platform-databases';
export {
  operatorRole,
  type NamedRole,
  podTrustOf,
  podTrustPolicy,
  type PodTrust,
  tokenTrustOf,
  type TrustedPods,
  type TrustedPreviews,
} from './pod-trust';
export { bytes, millicores } from './quantity';
export type * from './question';
export {
  createRegistry,
  type Extension,
  type ExtensionSource,
  isCallable,
  problemsOfExtension,
  type Registry,
  unionOf,
} from './registry';
export * from './review';
export * from './rule';
export { type ReservedName, reservedApplicationNames } from './reserved-names';
export type * from './scaffold';
export { acceptsPlainSecret, PLAIN_SECRET, plainSecretProblem } from './plain-secret';
export * from '@goldenpath/secrets';
export type * from './sharing';
export { type SourceDocument, valueAt } from './source-document';
export type * from './stack';
export { fillTemplate } from './template';
export { isProduction } from './production';
export { count, quote, valueInWords } from './words';
export type * from './written';
