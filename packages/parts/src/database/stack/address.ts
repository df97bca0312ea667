import { DataAwsDbInstance } from '@cdktf/provider-aws/lib/data-aws-db-instance';
import { DataAwsIamRole } from '@cdktf/provider-aws/lib/data-aws-iam-role';
import { DataAwsSecurityGroup } from '@cdktf/provider-aws/lib/data-aws-security-group';
import type { Tags } from '@goldenpath/extension';
import type { Construct } from 'constructs';
import type { DatabaseInstance, DatabasePart, InstancePlacement } from '../types';
import { addInstance } from './instance';
import { addOwnParameterGroup } from './parameter-group';

/** The address of a database, as Terraform references. */
export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
}

/** Returns the instance of a database: a dedicated one that is created here, or the shared one from a data source. */
export function databaseAddress(scope: Construct, { instance }: DatabasePart, tags: Tags): DatabaseAddress {
  const found =
    instance.mode === 'dedicated'
      ? dedicatedInstance(scope, instance, instance.placement, tags)
      : new DataAwsDbInstance(scope, 'shared-instance', { dbInstanceIdentifier: instance.identifier });
  return { host: found.address, port: found.port };
}

/** Adds a dedicated instance, which uses resources of the platform's stack. */
function dedicatedInstance(
  scope: Construct,
  part: DatabaseInstance,
  placement: InstancePlacement | undefined,
  tags: Tags,
) {
  if (placement === undefined)
    throw new Error(`The instance ${part.identifier} is in an environment that takes no databases.`);
  const securityGroup = new DataAwsSecurityGroup(scope, 'security-group', {
    name: placement.securityGroupName,
    vpcId: placement.vpcId,
  });
  const monitoringRole = new DataAwsIamRole(scope, 'monitoring-role', { name: placement.monitoringRoleName });
  const surroundings = {
    subnetGroupName: placement.subnetGroupName,
    parameterGroupName:
      part.parameterGroups === undefined
        ? placement.parameterGroupName
        : addOwnParameterGroup(scope, part.parameterGroups, part.engineVersion, tags),
    securityGroupId: securityGroup.id,
    monitoringRoleArn: monitoringRole.arn,
  };
  return addInstance(scope, 'instance', part, surroundings, tags);
}
