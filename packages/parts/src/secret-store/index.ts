export { sealedSecretProblems, type WantedSecret } from './rules';
export {
  isSealedValue,
  sealedFile,
  type SealedSecret,
  sealedSecretObject,
  scopeAnnotations,
  tryReadSealed,
} from './sealed-file';
export { missingSeal, SEALED_FOLDER, secretSource } from './source';
export type { ExternalSource, SealedSecretFacts, SealedSource, SecretSource } from './types';
