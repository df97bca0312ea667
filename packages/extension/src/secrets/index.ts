export {
  type FoundSecret,
  isSecretName,
  replaceSecrets,
  type SecretArgument,
  secretFormsInText,
  secretsInText,
  secretsOfArguments,
  secretsOfVariable,
} from './find';
export { acceptsPlainSecret, PLAIN_SECRET, plainSecretProblem } from './plain-secret';
