import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { awsProblem } from '../aws-problem';
import type { SecretStore } from './store';

/** Options of {@link awsSecretStore}. */
export interface AwsOptions {
  readonly region: string;
  /** Another address of the service, such as that of an emulator. @default that of AWS */
  readonly endpoint?: string;
}

/** AWS Secrets Manager, with the credentials that the SDK finds. The SDK is loaded at the first request. */
export function awsSecretStore(options: AwsOptions): SecretStore {
  let client: Promise<SecretsManagerClient> | undefined;
  const open = async () => {
    const { SecretsManagerClient: Client } = await import('@aws-sdk/client-secrets-manager');
    return new Client(options);
  };
  const connected = () => (client ??= open());
  return {
    title: 'Secrets Manager',
    read: async (name) => {
      const { GetSecretValueCommand } = await import('@aws-sdk/client-secrets-manager');
      try {
        const { SecretString } = await (await connected()).send(new GetSecretValueCommand({ SecretId: name }));
        return SecretString;
      } catch (error) {
        if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
        throw awsProblem(error, `read the secret ${name}`, 'secretsmanager:GetSecretValue');
      }
    },
    write: async (name, content) => {
      const { PutSecretValueCommand } = await import('@aws-sdk/client-secrets-manager');
      try {
        await (await connected()).send(new PutSecretValueCommand({ SecretId: name, SecretString: content }));
      } catch (error) {
        throw awsProblem(error, `write the secret ${name}`, 'secretsmanager:PutSecretValue');
      }
    },
  };
}
