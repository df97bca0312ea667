import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { DataAwsCloudwatchLogGroups } from '@cdktf/provider-aws/lib/data-aws-cloudwatch-log-groups';
import type { Tags } from '@goldenpath/extension';
import { ImportExisting, literalValues } from '@goldenpath/extension/terraform';
import { TerraformIterator } from 'cdktf';
import type { Construct } from 'constructs';
import type { DatabaseInstance } from '../types';

/** The logs that instances export. */
export const EXPORTED_LOGS = ['postgresql', 'upgrade'];

/** The logs that Aurora clusters export, which have no log of upgrades. */
export const CLUSTER_LOGS = ['postgresql'];

/**
 * Adds the log groups of an instance or a cluster, which limits how long its logs are kept.
 *
 * RDS creates a group that does not exist, and keeps its logs for ever. The groups are therefore created before the instance, and those that
 * RDS has already created are imported.
 *
 * @returns undefined where no retention is set.
 */
export function addLogGroups(
  scope: Construct,
  id: string,
  { identifier, logRetentionDays, aurora }: DatabaseInstance,
  tags: Tags,
): CloudwatchLogGroup | undefined {
  if (logRetentionDays === undefined) return undefined;
  const prefix = `/aws/rds/${aurora === undefined ? 'instance' : 'cluster'}/${identifier}/`;
  const exported = aurora === undefined ? EXPORTED_LOGS : CLUSTER_LOGS;
  const logs = TerraformIterator.fromList(exported);
  const groups = new CloudwatchLogGroup(scope, `${id}-logs`, {
    forEach: logs,
    name: `${prefix}${logs.value}`,
    retentionInDays: logRetentionDays,
    tags: literalValues(tags),
  });
  const found = new DataAwsCloudwatchLogGroups(scope, `${id}-found-logs`, { logGroupNamePrefix: prefix });
  const name = `"${prefix}\${log}"`;
  const names = `data.${DataAwsCloudwatchLogGroups.tfResourceType}.${found.friendlyUniqueId}.log_group_names`;
  new ImportExisting(scope, `${id}-logs-import`, {
    forEach: `\${{ for log in ${JSON.stringify(exported)} : log => ${name} if contains(${names}, ${name}) }}`,
    to: `${CloudwatchLogGroup.tfResourceType}.${groups.friendlyUniqueId}[each.key]`,
    id: '${each.value}',
  });
  return groups;
}
