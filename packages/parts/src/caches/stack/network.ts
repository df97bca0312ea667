import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import type { Tags } from '@goldenpath/extension';
import { literalValues } from '@goldenpath/extension/terraform';
import type { Construct } from 'constructs';
import { CACHE_PORT } from '../facts';
import type { CacheFacts } from '../types';

/** Adds a security group that admits the clients' networks to the port of the cache only. */
export function addNetwork(scope: Construct, id: string, { resourceName, network }: CacheFacts, tags: Tags) {
  const group = new SecurityGroup(scope, `${id}-network`, {
    name: `${resourceName}-cache`,
    // A change of this text would replace the group.
    description: 'Valkey from the networks of its clients',
    vpcId: network.vpcId,
    tags: literalValues(tags),
  });
  for (const cidr of network.clientCidrs)
    // Named after its range, so that adding or removing another range does not affect this rule.
    new VpcSecurityGroupIngressRule(scope, `${id}-client-${cidr.replaceAll(/[^0-9a-f]/g, '-')}`, {
      securityGroupId: group.id,
      description: 'Valkey',
      cidrIpv4: cidr,
      ipProtocol: 'tcp',
      fromPort: CACHE_PORT,
      toPort: CACHE_PORT,
      tags: literalValues(tags),
    });
  return group;
}
