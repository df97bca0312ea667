import { counted, factsOfPart, type GraphContext, type GraphLink, type PartGraph } from '@goldenpath/extension';
import { capacityText } from '../capacity';
import type { DatabasePart } from '../types';

/** What an instance is in a stack. A cluster has its instances besides. */
const INSTANCE_TYPES = ['aws_db_instance', 'aws_rds_cluster', 'aws_rds_cluster_instance'];

/** Returns the nodes of the secret, the database and its instance. */
export function databaseGraph(
  { name, username, instance, secret, retirement, extensions }: DatabasePart,
  { common }: GraphContext,
): PartGraph {
  return {
    nodes: [
      {
        id: 'secret',
        kind: 'secret',
        name: secret.path,
        facts:
          secret.rotationDays === undefined ? [] : [`password rotates every ${counted(secret.rotationDays, 'day')}`],
        resources: { platform: false, types: ['aws_secretsmanager_secret', 'aws_secretsmanager_secret_version'] },
      },
      {
        id: 'database',
        kind: 'database',
        name,
        facts: [
          `user ${username}`,
          ...(extensions === undefined ? [] : [counted(extensions.length, 'extension')]),
          ...(retirement ? ['retired'] : []),
        ],
      },
      {
        id: 'instance',
        kind: 'instance',
        name: instance.identifier,
        facts: instanceFacts(instance),
        resources: { platform: instance.mode === 'shared', types: INSTANCE_TYPES },
      },
    ],
    links: [
      // Pods without injected credentials read the secret themselves.
      ...(factsOfPart(common, 'credentials') === undefined ? [{ from: 'workload', to: 'secret' }] : []),
      { from: 'secret', to: 'database' },
      { from: 'database', to: 'instance' },
    ] satisfies GraphLink[],
  };
}

function instanceFacts(instance: DatabasePart['instance']): string[] {
  if (instance.mode === 'shared') return ['shared', ...(instance.isCluster === true ? ['Aurora'] : [])];
  const { aurora } = instance;
  const backups = `backups ${counted(instance.backupRetentionDays, 'day')}`;
  if (aurora !== undefined) return ['Aurora', capacityText(aurora), counted(aurora.readers, 'reader'), backups];
  return [
    'dedicated',
    `${instance.instanceClass}${instance.multiAz ? ', Multi-AZ' : ''}`,
    `${instance.storageGb ?? 0} GB`,
    backups,
  ];
}
