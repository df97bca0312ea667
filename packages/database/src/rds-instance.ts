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
  const found = await describeInstance(identifier, options);
  const { Endpoint: endpoint, MasterUserSecret: managed, DBInstanceStatus: status = 'unknown' } = found;
  if (endpoint?.Address === undefined || endpoint.Port === undefined)
    throw new UserError(
      `The RDS instance ${identifier} has no address yet: it is ${status}.`,
      'Run the command again when the instance is available.',
      { code: 'instance-not-available' },
    );
  const secret = managed?.SecretArn ?? options.masterSecret ?? unmanaged(identifier);
  return {
    server: {
      host: endpoint.Address,
      port: endpoint.Port,
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
export async function masterSecretName({ identifier }: Instance, options: RdsMasterOptions): Promise<string> {
  const { MasterUserSecret: managed } = await describeInstance(identifier, options);
  return managed?.SecretArn ?? options.masterSecret ?? unmanaged(identifier);
}

function unmanaged(identifier: string): never {
  throw new UserError(
    `RDS does not manage the password of the master of ${identifier}.`,
    'Deploy the stack that makes the instance: it lets RDS manage the password.',
    { code: 'master-secret-missing' },
  );
}

async function describeInstance(identifier: string, { region, endpoint }: RdsMasterOptions) {
  const { DescribeDBInstancesCommand, RDSClient } = await import('@aws-sdk/client-rds');
  const client = new RDSClient({ region, ...(endpoint !== undefined && { endpoint }) });
  try {
    const { DBInstances: [found] = [] } = await client.send(
      new DescribeDBInstancesCommand({ DBInstanceIdentifier: identifier }),
    );
    if (found !== undefined) return found;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'DBInstanceNotFoundFault')
      throw awsProblem(error, `find the RDS instance ${identifier}`, 'rds:DescribeDBInstances');
  } finally {
    client.destroy();
  }
  throw new UserError(
    `There is no RDS instance ${identifier} in ${region}.`,
    'Deploy the stack that makes it: goldenpath deploy',
    { code: 'instance-missing' },
  );
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
