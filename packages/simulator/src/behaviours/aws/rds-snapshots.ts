import type { CloudObject } from '../../account';
import type { Values } from '../../wire/values';
import type { Change } from '../behaviour';
import { text } from '../made-up';
import { arn, regional } from './names';
import { familyProblem } from './rds-versions';

/** Snapshots of instances. Only RDS makes them here, so there is no resource of this type. */
const SNAPSHOT = 'aws_db_snapshot';

/** What RDS says of the last snapshot of an instance, which it makes before it deletes the instance. */
export function snapshotProblem(values: Values, change: Change): string | undefined {
  const name = lastSnapshotOf(values);
  if (name === undefined || change.account.get(SNAPSHOT, regional(values, change.scope, name)) === undefined)
    return undefined;
  return `DBSnapshotAlreadyExists: Cannot create the snapshot because a snapshot with the identifier ${name} already exists.`;
}

/** Keeps the content of an instance that is deleted. */
export function keepLastSnapshot(values: Values, { account, scope }: Change): void {
  const name = lastSnapshotOf(values);
  if (name === undefined) return;
  const kept = ['allocated_storage', 'engine', 'engine_version', 'kms_key_id', 'storage_encrypted', 'username'].map(
    (attribute) => [attribute, values[attribute] ?? null] as const,
  );
  account.put({
    type: SNAPSHOT,
    key: regional(values, scope, name),
    values: {
      ...Object.fromEntries(kept),
      id: name,
      arn: arn('rds', values, scope, `snapshot:${name}`),
      db_instance_identifier: text(values['identifier']),
    },
  });
}

/** What RDS says of an instance that is restored: the snapshot exists, and the instance has its version and room for it. */
export function restoreProblem(values: Values, change: Change): string | undefined {
  const wanted = text(values['snapshot_identifier']);
  const found = change.account
    .all(SNAPSHOT)
    .find((one: CloudObject) => [one.values['id'], one.values['arn']].includes(wanted));
  if (found === undefined) return `DBSnapshotNotFound: DBSnapshot not found: ${wanted}`;
  const { engine_version: version, allocated_storage: size } = found.values;
  if (typeof size === 'number' && typeof values['allocated_storage'] === 'number' && values['allocated_storage'] < size)
    return `InvalidParameterCombination: The allocated storage cannot be reduced from ${size} to ${values['allocated_storage']} GiB.`;
  // RDS restores the version of the snapshot, with the parameter group of the instance.
  return familyProblem(values, change, Number.parseInt(text(version), 10));
}

function lastSnapshotOf(values: Values): string | undefined {
  const name = text(values['final_snapshot_identifier']);
  return values['skip_final_snapshot'] === true || name === '' ? undefined : name;
}
