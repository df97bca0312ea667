import type { RDSClient, Tag } from '@aws-sdk/client-rds';
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

/** Snapshots of whole RDS instances and Aurora clusters. They stay when the instance is deleted, until they are deleted themselves. */
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
    check: (request) => withRds((client) => assertAvailable(client, request)),
    make: (request) =>
      withRds(async (client) => {
        const name = snapshotName(request);
        await create(client, name, request);
        await completed(client, name, pollMs, request);
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

/** What is the same in RDS for an instance and for a cluster, under other names. */
interface Api {
  readonly noun: string;
  readonly permissions: { readonly find: string; readonly make: string; readonly wait: string };
  readonly status: (client: RDSClient, identifier: string) => Promise<string | undefined>;
  readonly make: (client: RDSClient, identifier: string, name: string, tags: Tag[]) => Promise<unknown>;
  readonly progress: (client: RDSClient, name: string) => Promise<string | undefined>;
}

const OF_INSTANCES: Api = {
  noun: 'RDS instance',
  permissions: {
    find: 'rds:DescribeDBInstances',
    make: 'rds:CreateDBSnapshot and rds:AddTagsToResource',
    wait: 'rds:DescribeDBSnapshots',
  },
  status: async (client, identifier) => {
    const { DescribeDBInstancesCommand } = await import('@aws-sdk/client-rds');
    const { DBInstances } = await client.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: identifier }));
    return DBInstances?.[0]?.DBInstanceStatus;
  },
  make: async (client, identifier, name, tags) => {
    const { CreateDBSnapshotCommand } = await import('@aws-sdk/client-rds');
    const input = { DBInstanceIdentifier: identifier, DBSnapshotIdentifier: name, Tags: tags };
    return client.send(new CreateDBSnapshotCommand(input));
  },
  progress: async (client, name) => {
    const { DescribeDBSnapshotsCommand } = await import('@aws-sdk/client-rds');
    const { DBSnapshots } = await client.send(new DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: name }));
    return DBSnapshots?.[0]?.Status;
  },
};

const OF_CLUSTERS: Api = {
  noun: 'Aurora cluster',
  permissions: {
    find: 'rds:DescribeDBClusters',
    make: 'rds:CreateDBClusterSnapshot and rds:AddTagsToResource',
    wait: 'rds:DescribeDBClusterSnapshots',
  },
  status: async (client, identifier) => {
    const { DescribeDBClustersCommand } = await import('@aws-sdk/client-rds');
    const { DBClusters } = await client.send(new DescribeDBClustersCommand({ DBClusterIdentifier: identifier }));
    return DBClusters?.[0]?.Status;
  },
  make: async (client, identifier, name, tags) => {
    const { CreateDBClusterSnapshotCommand } = await import('@aws-sdk/client-rds');
    const input = { DBClusterIdentifier: identifier, DBClusterSnapshotIdentifier: name, Tags: tags };
    return client.send(new CreateDBClusterSnapshotCommand(input));
  },
  progress: async (client, name) => {
    const { DescribeDBClusterSnapshotsCommand } = await import('@aws-sdk/client-rds');
    const input = { DBClusterSnapshotIdentifier: name };
    const { DBClusterSnapshots } = await client.send(new DescribeDBClusterSnapshotsCommand(input));
    return DBClusterSnapshots?.[0]?.Status;
  },
};

function apiOf({ isCluster }: BackupRequest): Api {
  return isCluster === true ? OF_CLUSTERS : OF_INSTANCES;
}

async function assertAvailable(client: RDSClient, request: BackupRequest): Promise<void> {
  const { instance } = request;
  const { noun, permissions, status: statusOf } = apiOf(request);
  const found = await statusOf(client, instance).catch((error: unknown) => {
    throw awsProblem(error, `find the ${noun} ${instance}`, permissions.find);
  });
  const status = found ?? 'missing';
  if (status !== 'available')
    throw new UserError(
      `The ${noun} ${instance} takes no snapshot now: it is ${status}.`,
      'Run the command again when the instance is available. It continues the work.',
      { code: 'instance-not-available' },
    );
}

async function create(client: RDSClient, name: string, request: BackupRequest): Promise<void> {
  const { instance, database } = request;
  const { make, permissions } = apiOf(request);
  const tags = { 'managed-by': 'goldenpath', database };
  try {
    await make(
      client,
      instance,
      name,
      Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    );
  } catch (error) {
    throw awsProblem(error, `make the RDS snapshot ${name}`, permissions.make);
  }
}

async function completed(client: RDSClient, name: string, pollMs: number, request: BackupRequest): Promise<void> {
  const { progress, permissions } = apiOf(request);
  for (;;) {
    const found = await progress(client, name).catch((error: unknown) => {
      throw awsProblem(error, `find the RDS snapshot ${name}`, permissions.wait);
    });
    const status = found ?? 'missing';
    if (status === 'available') return;
    if (status !== 'creating')
      throw new UserError(
        `The RDS snapshot ${name} is ${status}.`,
        'Look at the events of the instance in RDS. Then run the command again: it makes another snapshot.',
        { code: 'backup-failed' },
      );
    await sleep(pollMs, undefined, { signal: request.signal });
  }
}
