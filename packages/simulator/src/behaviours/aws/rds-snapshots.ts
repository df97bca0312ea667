import type { CloudObject } from '../../account';
import type { Values } from '../../wire/values';
import type { Change } from '../behaviour';
import { text } from '../made-up';
import { arn, regional } from './names';
import { familyProblem } from './rds-versions';

/** Snapshots of instances and of clusters, which have names of their own. Only RDS makes them here, so there is no resource of these types. */
const SNAPSHOT = 'aws_db_snapshot';
const CLUSTER_SNAPSHOT = 'aws_db_cluster_snapshot';

function isCluster(values: Values): boolean {
  return text(values['cluster_identifier']) !== '';
}

function typeOf(values: Values): string {
  return isCluster(values) ? CLUSTER_SNAPSHOT : SNAPSHOT;
}

/** What RDS says of the last snapshot of an instance, which it makes before it deletes the instance. */
export function snapshotProblem(values: Values, change: Change): string | undefined {
  const name = lastSnapshotOf(values);
  if (name === undefined || change.account.get(typeOf(values), regional(values, change.scope, name)) === undefined)
    return undefined;
  return `${isCluster(values) ? 'DBClusterSnapshotAlreadyExistsFault' : 'DBSnapshotAlreadyExists'}: Cannot create the snapshot because a snapshot with the identifier ${name} already exists.`;
}

/** Keeps the content of an instance that is deleted. */
export function keepLastSnapshot(values: Values, { account, scope }: Change): void {
  const name = lastSnapshotOf(values);
  if (name === undefined) return;
  const kept = KEPT.filter((attribute) => attribute in values).map(
    (attribute) => [attribute, values[attribute] ?? null] as const,
  );
  account.put({
    type: typeOf(values),
    key: regional(values, scope, name),
    values: {
      ...Object.fromEntries(kept),
      id: name,
      ...(isCluster(values)
        ? {
            arn: arn('rds', values, scope, `cluster-snapshot:${name}`),
            db_cluster_identifier: text(values['cluster_identifier']),
          }
        : { arn: arn('rds', values, scope, `snapshot:${name}`), db_instance_identifier: text(values['identifier']) }),
    },
  });
}

/** What a snapshot keeps. The names of clusters are in it besides. */
const KEPT = [
  'allocated_storage',
  'engine',
  'engine_version',
  'kms_key_id',
  'master_username',
  'storage_encrypted',
  'username',
];

/**
 * What RDS says of an instance that is restored: the snapshot exists, and the instance has its version and room for it. A cluster is also
 * restored from the snapshot of an instance, by its ARN.
 */
export function restoreProblem(values: Values, change: Change): string | undefined {
  const wanted = text(values['snapshot_identifier']);
  const ofInstances = change.account.all(SNAPSHOT).filter((one) => !isCluster(values) || one.values['arn'] === wanted);
  const all: CloudObject[] = isCluster(values)
    ? [...change.account.all(CLUSTER_SNAPSHOT), ...ofInstances]
    : ofInstances;
  const found = all.find((one) => [one.values['id'], one.values['arn']].includes(wanted));
  if (found === undefined)
    return isCluster(values)
      ? `DBClusterSnapshotNotFoundFault: DBClusterSnapshot not found: ${wanted}`
      : `DBSnapshotNotFound: DBSnapshot not found: ${wanted}`;
  const { engine_version: version, allocated_storage: size } = found.values;
  if (
    !isCluster(values) &&
    typeof size === 'number' &&
    typeof values['allocated_storage'] === 'number' &&
    values['allocated_storage'] < size
  )
    return `InvalidParameterCombination: The allocated storage cannot be reduced from ${size} to ${values['allocated_storage']} GiB.`;
  // RDS restores the version of the snapshot, with the parameter group of the instance.
  return familyProblem(values, change, Number.parseInt(text(version), 10));
}

function lastSnapshotOf(values: Values): string | undefined {
  const name = text(values['final_snapshot_identifier']);
  return values['skip_final_snapshot'] === true || name === '' ? undefined : name;
}
