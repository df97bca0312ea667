import type { GeneratedFile } from '@goldenpath/files';
import type { PlatformDatabases, PlatformEnvironment, PlatformFacts, StackFacts } from '@goldenpath/model';
import type { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { openStack } from '../open-stack';
import { addDatabaseNetwork } from '../parts/database-network';
import { addInstance } from '../parts/instance';
import { addMonitoringRole } from '../parts/monitoring-role';
import { addParameterGroup } from '../parts/parameter-group';
import { useAws } from '../providers';
import { stackFile } from '../synthesis/stack-file';

/** The stack `platform-<environment>`: what the databases of one environment share; undefined where it takes none. */
export function platformStack(
  { database, stack }: PlatformEnvironment,
  platform: PlatformFacts,
): GeneratedFile | undefined {
  if (database === undefined || stack === undefined) return undefined;
  return stackFile((root) => buildPlatformStack(root, stack, database, platform));
}

/** The same as a construct, below any root. */
export function buildPlatformStack(
  root: Construct,
  facts: StackFacts,
  databases: PlatformDatabases,
  { aws }: PlatformFacts,
): TerraformStack {
  const stack = openStack(root, facts);
  useAws(stack, aws);
  const { subnetGroup, securityGroup } = addDatabaseNetwork(stack, databases);
  const parameterGroup = addParameterGroup(stack, databases);
  const { role, permission } = addMonitoringRole(stack, databases, aws.accountId);
  const surroundings = {
    subnetGroupName: subnetGroup.name,
    parameterGroupName: parameterGroup.name,
    securityGroupId: securityGroup.id,
    monitoringRoleArn: role.arn,
    dependsOn: [permission],
  };
  addInstance(stack, 'shared-instance', databases.sharedInstance, surroundings, databases.tags);
  return stack;
}
