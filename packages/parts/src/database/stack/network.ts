import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { literalValues } from '@goldenpath/extension/terraform';
import type { Construct } from 'constructs';
import type { PlatformDatabases } from '../types';

/** The network of an environment's instances, and its clients. */
export interface DatabaseNetwork {
  readonly subnetGroup: DbSubnetGroup;
  readonly securityGroup: SecurityGroup;
}

/** Adds the private subnets of instances, and a security group that admits the clients' networks to PostgreSQL only. */
export function addDatabaseNetwork(scope: Construct, databases: PlatformDatabases): DatabaseNetwork {
  const tags = literalValues(databases.tags);
  const subnetGroup = new DbSubnetGroup(scope, 'subnet-group', {
    name: databases.subnetGroupName,
    description: 'Private subnets of databases',
    subnetIds: [...databases.network.subnetIds],
    tags,
  });
  const securityGroup = new SecurityGroup(scope, 'security-group', {
    name: databases.securityGroupName,
    // A change of this text would replace the group.
    description: 'PostgreSQL from the networks of its clients',
    vpcId: databases.network.vpcId,
    tags,
  });
  for (const cidr of databases.network.clientCidrs) addClient(scope, databases, securityGroup, cidr);
  return { subnetGroup, securityGroup };
}

/** Named after its range, so that adding or removing another range does not affect this rule. */
function addClient(scope: Construct, databases: PlatformDatabases, group: SecurityGroup, cidr: string): void {
  const { port } = databases.sharedInstance;
  new VpcSecurityGroupIngressRule(scope, `client-${cidr.replaceAll(/[^0-9a-f]/g, '-')}`, {
    securityGroupId: group.id,
    description: 'PostgreSQL',
    cidrIpv4: cidr,
    ipProtocol: 'tcp',
    fromPort: port,
    toPort: port,
    tags: literalValues(databases.tags),
  });
}
