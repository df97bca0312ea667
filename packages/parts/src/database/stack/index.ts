import type { PlatformStackInput, StackInput } from '@goldenpath/extension';
import type { TerraformStack } from 'cdktf';
import { RISK_POLICY } from '../../risk';
import type { DatabasePart, PlatformDatabases } from '../types';
import { databaseAddress } from './address';
import { addCluster } from './cluster';
import { addInstance } from './instance';
import { addMonitoringRole } from './monitoring-role';
import { addDatabaseNetwork } from './network';
import { addOwnParameterGroup, addParameterGroups } from './parameter-group';
import { addSecret } from './secret';

/** Adds the secret of a database, and its dedicated instance if it has one. */
export function environment(stack: TerraformStack, { facts, risk, tags, use }: StackInput<DatabasePart>): void {
  use('aws');
  use('random');
  const address = databaseAddress(stack, facts, tags);
  addSecret(stack, { database: facts, address, tags, recoveryDays: RISK_POLICY[risk].secretRecoveryDays });
}

/** Adds what the databases of an environment share. */
export function platform(stack: TerraformStack, { facts, aws, use }: PlatformStackInput<PlatformDatabases>): void {
  use('aws');
  const { subnetGroup, securityGroup } = addDatabaseNetwork(stack, facts);
  const parameterGroupOf = addParameterGroups(stack, facts);
  const { role, permission } = addMonitoringRole(stack, facts, aws);
  const { sharedInstance } = facts;
  const { aurora, parameterGroups } = sharedInstance;
  const surroundings = {
    subnetGroupName: subnetGroup.name,
    parameterGroupName:
      parameterGroups === undefined
        ? parameterGroupOf(sharedInstance.engineVersion)
        : addOwnParameterGroup(stack, sharedInstance, parameterGroups, { tags: facts.tags, prefix: 'shared-' }),
    securityGroupId: securityGroup.id,
    monitoringRoleArn: role.arn,
    dependsOn: [permission],
  };
  if (aurora === undefined) addInstance(stack, 'shared-instance', sharedInstance, surroundings, facts.tags);
  else addCluster(stack, 'shared-cluster', { ...sharedInstance, aurora }, surroundings, facts.tags);
}
