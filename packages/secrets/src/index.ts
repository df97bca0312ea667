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
