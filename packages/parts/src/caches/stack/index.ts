import { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import { ElasticacheSubnetGroup } from '@cdktf/provider-aws/lib/elasticache-subnet-group';
import type { StackInput } from '@goldenpath/extension';
import { literalValues, protection } from '@goldenpath/extension/terraform';
import type { TerraformStack } from 'cdktf';
import { RISK_POLICY } from '../../risk';
import { CACHE_PORT } from '../facts';
import type { CachesPart } from '../types';
import { addNetwork } from './network';
import { addUser, storeLogin } from './user';

/** Adds the caches, each with a network, a user and a secret of its own. */
export function environment(stack: TerraformStack, { facts, risk, tags, use }: StackInput<CachesPart>): void {
  use('aws');
  use('random');
  for (const [name, cache] of Object.entries(facts)) {
    const id = `cache-${name}`;
    const { resourceName, nodes, nodeType, kmsKeyArn, snapshotRetentionDays, isProtected } = cache;
    const securityGroup = addNetwork(stack, id, cache, tags);
    const subnets = new ElasticacheSubnetGroup(stack, `${id}-subnets`, {
      name: resourceName,
      description: 'Private subnets of a cache',
      subnetIds: [...cache.network.subnetIds],
      tags: literalValues(tags),
    });
    const { userGroup, password } = addUser(stack, id, cache, tags);
    const group = new ElasticacheReplicationGroup(stack, id, {
      replicationGroupId: resourceName,
      description: `Cache ${name}`,
      engine: 'valkey',
      engineVersion: '8.0',
      nodeType,
      numCacheClusters: nodes,
      automaticFailoverEnabled: nodes > 1,
      multiAzEnabled: nodes > 1,
      port: CACHE_PORT,
      subnetGroupName: subnets.name,
      securityGroupIds: [securityGroup.id],
      userGroupIds: [userGroup.userGroupId],
      atRestEncryptionEnabled: 'true',
      ...(kmsKeyArn !== undefined && { kmsKeyId: kmsKeyArn }),
      transitEncryptionEnabled: true,
      transitEncryptionMode: 'required',
      autoMinorVersionUpgrade: 'true',
      applyImmediately: true,
      snapshotRetentionLimit: snapshotRetentionDays,
      tags: literalValues(tags),
      ...protection(isProtected),
    });
    storeLogin(stack, id, {
      cache,
      host: group.primaryEndpointAddress,
      password,
      tags,
      recoveryDays: RISK_POLICY[risk].secretRecoveryDays,
    });
  }
}
