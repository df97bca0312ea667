import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { DataAwsCloudwatchLogGroups } from '@cdktf/provider-aws/lib/data-aws-cloudwatch-log-groups';
import type { Tags } from '@goldenpath/extension';
import { ImportExisting, literalValues } from '@goldenpath/extension/terraform';
import { TerraformIterator } from 'cdktf';
import type { Construct } from 'constructs';
import type { DatabaseInstance } from '../types';

/** The logs that instances export. */
export const EXPORTED_LOGS = ['postgresql', 'upgrade'];

/**
 * Adds the log groups of an instance, which limits how long its logs are kept.
 *
 * RDS creates a group that does not exist, and keeps its logs for ever. The groups are therefore created before the instance, and those that
 * RDS has already created are imported.
 *
 * @returns undefined where no retention is set.
 */
export function addLogGroups(
  scope: Construct,
  id: string,
  { identifier, logRetentionDays }: DatabaseInstance,
  tags: Tags,
): CloudwatchLogGroup | undefined {
  if (logRetentionDays === undefined) return undefined;
  const prefix = `/aws/rds/instance/${identifier}/`;
  const logs = TerraformIterator.fromList(EXPORTED_LOGS);
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
    forEach: `\${{ for log in ${JSON.stringify(EXPORTED_LOGS)} : log => ${name} if contains(${names}, ${name}) }}`,
    to: `${CloudwatchLogGroup.tfResourceType}.${groups.friendlyUniqueId}[each.key]`,
    id: '${each.value}',
  });
  return groups;
}
