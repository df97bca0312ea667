import type { RDSClient } from '@aws-sdk/client-rds';
import { UserError } from '@goldenpath/errors';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { awsProblem } from '../aws-problem';
import type { AwsOptions } from '../secrets/aws-store';
import { type BackupRequest, type Backups, timeStamp } from './backup';

/** Options of {@link rdsSnapshots}. */
export interface SnapshotOptions extends AwsOptions {
  /** Milliseconds between two looks at a snapshot that is being made. @default 15,000 */
  readonly pollMs?: number;
}

const POLL_MS = 15_000;

/** Snapshots of whole RDS instances. They stay when the instance is deleted, until they are deleted themselves. */
export function rdsSnapshots({ pollMs = POLL_MS, region, endpoint }: SnapshotOptions): Backups {
  const withRds = async <T>(work: (client: RDSClient) => Promise<T>): Promise<T> => {
    const { RDSClient: Client } = await import('@aws-sdk/client-rds');
    const client = new Client({ region, ...(endpoint !== undefined && { endpoint }) });
    try {
      return await work(client);
    } finally {
      client.destroy();
    }
  };
  return {
    title: 'an RDS snapshot of the instance',
    check: ({ instance }) => withRds((client) => assertAvailable(client, instance)),
    make: (request) =>
      withRds(async (client) => {
        const name = snapshotName(request);
        await create(client, name, request);
        await completed(client, name, pollMs, request.signal);
        return name;
      }),
  };
}

/** Letters, digits and single hyphens. A digest tells names apart that have other characters. */
function snapshotName({ instance, database, at }: BackupRequest): string {
  const plain = database
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const digest = createHash('sha256').update(database).digest('hex').slice(0, 6);
  return [instance, plain, digest, 'retired', timeStamp(at)].filter((part) => part !== '').join('-');
}

async function assertAvailable(client: RDSClient, instance: string): Promise<void> {
  const { DescribeDBInstancesCommand } = await import('@aws-sdk/client-rds');
  const what = `find the RDS instance ${instance}`;
  const { DBInstances: [found] = [] } = await client
    .send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: instance }))
    .catch((error: unknown) => {
      throw awsProblem(error, what, 'rds:DescribeDBInstances');
    });
  const status = found?.DBInstanceStatus ?? 'missing';
  if (status !== 'available')
    throw new UserError(
      `The RDS instance ${instance} takes no snapshot now: it is ${status}.`,
      'Run the command again when the instance is available. It continues the work.',
      { code: 'instance-not-available' },
    );
}

async function create(client: RDSClient, name: string, { instance, database }: BackupRequest): Promise<void> {
  const { CreateDBSnapshotCommand } = await import('@aws-sdk/client-rds');
  const tags = { 'managed-by': 'goldenpath', database };
  const input = {
    DBInstanceIdentifier: instance,
    DBSnapshotIdentifier: name,
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  };
  try {
    await client.send(new CreateDBSnapshotCommand(input));
  } catch (error) {
    throw awsProblem(error, `make the RDS snapshot ${name}`, 'rds:CreateDBSnapshot and rds:AddTagsToResource');
  }
}

async function completed(client: RDSClient, name: string, pollMs: number, signal: AbortSignal): Promise<void> {
  const { DescribeDBSnapshotsCommand } = await import('@aws-sdk/client-rds');
  for (;;) {
    const { DBSnapshots: [found] = [] } = await client
      .send(new DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: name }))
      .catch((error: unknown) => {
        throw awsProblem(error, `find the RDS snapshot ${name}`, 'rds:DescribeDBSnapshots');
      });
    const status = found?.Status ?? 'missing';
    if (status === 'available') return;
    if (status !== 'creating')
      throw new UserError(
        `The RDS snapshot ${name} is ${status}.`,
        'Look at the events of the instance in RDS. Then run the command again: it makes another snapshot.',
        { code: 'backup-failed' },
      );
    await sleep(pollMs, undefined, { signal });
  }
}
