import type { RDSClient } from '@aws-sdk/client-rds';
import { UserError } from '@goldenpath/errors';
import { awsProblem } from './aws-problem';
import { rdsAuthorities } from './ca';
import type { Instance } from './desired';
import { type AwsOptions, awsSecretStore } from './secrets/aws-store';
import { parseObject } from './secrets/credentials';
import type { Master } from './server/session';

/** Options of {@link rdsMaster}. */
export interface RdsMasterOptions extends AwsOptions {
  /** Name of the secret of the master that the platform keeps, where RDS does not manage the password itself. @default none */
  readonly masterSecret?: string;
  /** PEM certificates to trust besides those of Amazon RDS. @default none */
  readonly authorities?: readonly string[];
}

/**
 * Asks RDS where an instance answers, and Secrets Manager for the password of its master.
 *
 * @throws UserError where there is no such instance, it is not available, or its master has no secret.
 */
export async function rdsMaster(instance: Instance, options: RdsMasterOptions): Promise<Master> {
  const { identifier } = instance;
  const { host, port, readerHost, masterSecret, status } = await describe(instance, options);
  if (host === undefined || port === undefined)
    throw new UserError(
      `The ${nounOf(instance)} ${identifier} has no address yet: it is ${status}.`,
      'Run the command again when the instance is available.',
      { code: 'instance-not-available' },
    );
  const secret = masterSecret ?? options.masterSecret ?? unmanaged(identifier);
  return {
    server: {
      host,
      port,
      ...(readerHost !== undefined && { readerHost }),
      ca: [...rdsAuthorities(), ...(options.authorities ?? [])],
    },
    ...(await masterLogin(secret, instance, options)),
  };
}

/**
 * The name of the secret of an instance's master in Secrets Manager, as RDS says it.
 *
 * @throws UserError where there is no such instance, or RDS does not manage the password of its master.
 */
export async function masterSecretName(instance: Instance, options: RdsMasterOptions): Promise<string> {
  const { masterSecret } = await describe(instance, options);
  return masterSecret ?? options.masterSecret ?? unmanaged(instance.identifier);
}

function unmanaged(identifier: string): never {
  throw new UserError(
    `RDS does not manage the password of the master of ${identifier}.`,
    'Deploy the stack that makes the instance: it lets RDS manage the password.',
    { code: 'master-secret-missing' },
  );
}

/** What RDS says of an instance or a cluster. */
interface Described {
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly readerHost?: string | undefined;
  readonly masterSecret: string | undefined;
  readonly status: string;
}

async function describe(instance: Instance, { region, endpoint }: RdsMasterOptions): Promise<Described> {
  const { RDSClient: Client } = await import('@aws-sdk/client-rds');
  const client = new Client({ region, ...(endpoint !== undefined && { endpoint }) });
  const { identifier, isCluster } = instance;
  const what = `${nounOf(instance)} ${identifier}`;
  try {
    const found = await (isCluster === true ? clusterOf(client, identifier) : instanceOf(client, identifier));
    if (found !== undefined) return found;
  } catch (error) {
    if (!(error instanceof Error) || !['DBInstanceNotFoundFault', 'DBClusterNotFoundFault'].includes(error.name))
      throw awsProblem(error, `find the ${what}`, `rds:DescribeDB${isCluster === true ? 'Clusters' : 'Instances'}`);
  } finally {
    client.destroy();
  }
  throw new UserError(`There is no ${what} in ${region}.`, 'Deploy the stack that makes it: goldenpath deploy', {
    code: 'instance-missing',
  });
}

async function instanceOf(client: RDSClient, identifier: string): Promise<Described | undefined> {
  const { DescribeDBInstancesCommand } = await import('@aws-sdk/client-rds');
  const command = new DescribeDBInstancesCommand({ DBInstanceIdentifier: identifier });
  const { DBInstances: [found] = [] } = await client.send(command);
  return (
    found && {
      host: found.Endpoint?.Address,
      port: found.Endpoint?.Port,
      masterSecret: found.MasterUserSecret?.SecretArn,
      status: found.DBInstanceStatus ?? 'unknown',
    }
  );
}

/** The endpoint of a cluster is its writer. */
async function clusterOf(client: RDSClient, identifier: string): Promise<Described | undefined> {
  const { DescribeDBClustersCommand } = await import('@aws-sdk/client-rds');
  const command = new DescribeDBClustersCommand({ DBClusterIdentifier: identifier });
  const { DBClusters: [found] = [] } = await client.send(command);
  return (
    found && {
      host: found.Endpoint,
      port: found.Port,
      readerHost: found.ReaderEndpoint,
      masterSecret: found.MasterUserSecret?.SecretArn,
      status: found.Status ?? 'unknown',
    }
  );
}

function nounOf({ isCluster }: Instance): string {
  return isCluster === true ? 'Aurora cluster' : 'RDS instance';
}

async function masterLogin(secret: string, instance: Instance, options: RdsMasterOptions) {
  const { masterUsername, identifier } = instance;
  const content = (await awsSecretStore(options).read(secret))?.content;
  const value = content === undefined ? undefined : parseObject(content);
  const password = value?.['password'];
  if (typeof password !== 'string' || password === '')
    throw new UserError(
      `The secret ${secret} of the master of ${identifier} is ${content === undefined ? 'missing' : 'malformed'}.`,
      secret === options.masterSecret
        ? 'Create it as a JSON object with `username` and `password`. Or let RDS manage the password: deploy the stack of the instance.'
        : 'Let RDS manage the password of the master: a deployment of the stack of the instance makes the secret again.',
      { code: content === undefined ? 'master-secret-missing' : 'master-secret-malformed' },
    );
  const username = value?.['username'];
  return { user: typeof username === 'string' && username !== '' ? username : masterUsername, password };
}
