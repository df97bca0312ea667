import { DataAwsDbInstance } from '@cdktf/provider-aws/lib/data-aws-db-instance';
import { DataAwsIamRole } from '@cdktf/provider-aws/lib/data-aws-iam-role';
import { DataAwsRdsCluster } from '@cdktf/provider-aws/lib/data-aws-rds-cluster';
import { DataAwsSecurityGroup } from '@cdktf/provider-aws/lib/data-aws-security-group';
import type { RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import type { Tags } from '@goldenpath/extension';
import type { Construct } from 'constructs';
import type { DatabaseInstance, DatabasePart, InstancePlacement } from '../types';
import { addCluster } from './cluster';
import { addInstance } from './instance';
import { addOwnParameterGroup } from './parameter-group';

/** The address of a database, as Terraform references. */
export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  /** Where the readers of an Aurora cluster answer; its writer where it has none. @default it is not a cluster */
  readonly readerhost?: string;
}

/** Returns the address of a database: of a dedicated instance that is created here, or of the shared one from a data source. */
export function databaseAddress(scope: Construct, { instance }: DatabasePart, tags: Tags): DatabaseAddress {
  if (instance.mode === 'dedicated') return dedicatedInstance(scope, instance, instance.placement, tags);
  return foundAddress(scope, 'shared-instance', instance);
}

/** Returns the address of an instance or a cluster that another stack has. */
export function foundAddress(
  scope: Construct,
  id: string,
  { identifier, isCluster }: { readonly identifier: string; readonly isCluster?: true },
): DatabaseAddress {
  if (isCluster === true) return clusterAddress(new DataAwsRdsCluster(scope, id, { clusterIdentifier: identifier }));
  const { address: host, port } = new DataAwsDbInstance(scope, id, { dbInstanceIdentifier: identifier });
  return { host, port };
}

/** Returns the address of an Aurora cluster. */
function clusterAddress({ endpoint: host, readerEndpoint: readerhost, port }: Cluster): DatabaseAddress {
  return { host, port, readerhost };
}

type Cluster = Pick<RdsCluster, 'endpoint' | 'readerEndpoint' | 'port'>;

/** Adds a dedicated instance, which uses resources of the platform's stack. */
function dedicatedInstance(
  scope: Construct,
  part: DatabaseInstance,
  placement: InstancePlacement | undefined,
  tags: Tags,
): DatabaseAddress {
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
        : addOwnParameterGroup(scope, part, part.parameterGroups, { tags }),
    securityGroupId: securityGroup.id,
    monitoringRoleArn: monitoringRole.arn,
  };
  const { aurora } = part;
  if (aurora !== undefined)
    return clusterAddress(addCluster(scope, 'cluster', { ...part, aurora }, surroundings, tags));
  const { address: host, port } = addInstance(scope, 'instance', part, surroundings, tags);
  return { host, port };
}
