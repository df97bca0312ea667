import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { randomUUID } from 'node:crypto';
import { awsProblem } from '../aws-problem';
import { secretConflict } from './conflict';
import type { SecretStore, StoredSecret } from './store';

/** Options of {@link awsSecretStore}. */
export interface AwsOptions {
  readonly region: string;
  /** Another address of the service, such as that of an emulator. @default that of AWS */
  readonly endpoint?: string;
}

const CURRENT = 'AWSCURRENT';

/** The label of a version that is written but not current yet. A version needs a label. */
const NEXT = 'GOLDENPATH_NEXT';

/** Errors of a move that Secrets Manager refuses. */
const REFUSED = ['InvalidParameterException', 'InvalidRequestException'];

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
    read: async (name) => readCurrent(await connected(), name),
    currentSince: async (name) => dateOfCurrent(await connected(), name),
    write: async (name, content, after) => writeNext(await connected(), name, content, after),
    create: async (name, content, tags) => createNew(await connected(), name, content, tags),
    remove: async (name) => removeNow(await connected(), name),
  };
}

async function readCurrent(client: SecretsManagerClient, name: string): Promise<StoredSecret | undefined> {
  const { GetSecretValueCommand } = await import('@aws-sdk/client-secrets-manager');
  try {
    const { SecretString, VersionId, CreatedDate } = await client.send(new GetSecretValueCommand({ SecretId: name }));
    if (SecretString === undefined || VersionId === undefined || CreatedDate === undefined) return undefined;
    return { content: SecretString, version: VersionId, createdAt: CreatedDate };
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw awsProblem(error, `read the secret ${name}`, 'secretsmanager:GetSecretValue');
  }
}

/** The versions of a secret have dates, which can be read without its value. */
async function dateOfCurrent(client: SecretsManagerClient, name: string): Promise<Date | undefined> {
  const { ListSecretVersionIdsCommand } = await import('@aws-sdk/client-secrets-manager');
  try {
    const { Versions = [] } = await client.send(new ListSecretVersionIdsCommand({ SecretId: name }));
    return Versions.find(({ VersionStages = [] }) => VersionStages.includes(CURRENT))?.CreatedDate;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw awsProblem(error, `read the versions of the secret ${name}`, 'secretsmanager:ListSecretVersionIds');
  }
}

async function createNew(
  client: SecretsManagerClient,
  name: string,
  content: string,
  tags: Readonly<Record<string, string>>,
): Promise<boolean> {
  const { CreateSecretCommand } = await import('@aws-sdk/client-secrets-manager');
  try {
    await client.send(
      new CreateSecretCommand({
        Name: name,
        SecretString: content,
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceExistsException') return false;
    throw awsProblem(error, `create the secret ${name}`, 'secretsmanager:CreateSecret');
  }
}

/** Without a recovery window, which would keep the name for days. */
async function removeNow(client: SecretsManagerClient, name: string): Promise<boolean> {
  const { DeleteSecretCommand } = await import('@aws-sdk/client-secrets-manager');
  try {
    await client.send(new DeleteSecretCommand({ SecretId: name, ForceDeleteWithoutRecovery: true }));
    return true;
  } catch (error) {
    // With that parameter, Secrets Manager also accepts a name that it does not know.
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return false;
    throw awsProblem(error, `delete the secret ${name}`, 'secretsmanager:DeleteSecret');
  }
}

/**
 * Writes a version that is not current, and then moves the label `AWSCURRENT` to it. Secrets Manager refuses the move if the label is not
 * on the version that it is taken from.
 */
async function writeNext(
  client: SecretsManagerClient,
  name: string,
  content: string,
  after: string | undefined,
): Promise<void> {
  const { PutSecretValueCommand, UpdateSecretVersionStageCommand } = await import('@aws-sdk/client-secrets-manager');
  const version = randomUUID();
  try {
    // The token is the name of the version. A repeated request writes nothing twice.
    const put = { SecretId: name, SecretString: content, ClientRequestToken: version, VersionStages: [NEXT] };
    const { VersionStages: stages = [] } = await client.send(new PutSecretValueCommand(put));
    // The first version of a secret is current at once.
    if (stages.includes(CURRENT)) return;
  } catch (error) {
    throw awsProblem(error, `write the secret ${name}`, 'secretsmanager:PutSecretValue');
  }
  try {
    await client.send(
      new UpdateSecretVersionStageCommand({
        SecretId: name,
        VersionStage: CURRENT,
        MoveToVersionId: version,
        ...(after !== undefined && { RemoveFromVersionId: after }),
      }),
    );
  } catch (error) {
    if (error instanceof Error && REFUSED.includes(error.name)) {
      const current = (await readCurrent(client, name))?.version;
      // A repeated request finds the label moved already.
      if (current === version) return;
      if (current !== after) throw secretConflict(name);
    }
    throw awsProblem(error, `write the secret ${name}`, 'secretsmanager:UpdateSecretVersionStage');
  }
}
