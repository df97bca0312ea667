import { DataAwsDbInstance } from '@cdktf/provider-aws/lib/data-aws-db-instance';
import { DataAwsIamRole } from '@cdktf/provider-aws/lib/data-aws-iam-role';
import { DataAwsSecurityGroup } from '@cdktf/provider-aws/lib/data-aws-security-group';
import type { DatabaseInstance, DatabasePart, PlatformDatabases, Tags } from '@goldenpath/model';
import type { Construct } from 'constructs';
import { addInstance } from './instance';

/** Where a database answers: references that Terraform resolves. */
export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
}

/** The instance that a database is on: its own, made here, or the shared one, looked up. */
export function databaseAddress(
  scope: Construct,
  { instance }: DatabasePart,
  databases: PlatformDatabases,
  tags: Tags,
): DatabaseAddress {
  const found =
    instance.mode === 'dedicated'
      ? dedicatedInstance(scope, instance, databases, tags)
      : new DataAwsDbInstance(scope, 'shared-instance', { dbInstanceIdentifier: instance.identifier });
  return { host: found.address, port: found.port };
}

/** An instance of the application's own, among what the platform's stack made. */
function dedicatedInstance(scope: Construct, part: DatabaseInstance, databases: PlatformDatabases, tags: Tags) {
  const securityGroup = new DataAwsSecurityGroup(scope, 'security-group', {
    name: databases.securityGroupName,
    vpcId: databases.network.vpcId,
  });
  const monitoringRole = new DataAwsIamRole(scope, 'monitoring-role', { name: databases.monitoringRole.name });
  const surroundings = {
    subnetGroupName: databases.subnetGroupName,
    parameterGroupName: databases.parameterGroup.name,
    securityGroupId: securityGroup.id,
    monitoringRoleArn: monitoringRole.arn,
  };
  return addInstance(scope, 'instance', part, surroundings, tags);
}
