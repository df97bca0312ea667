import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import type { Aws } from '@goldenpath/extension';
import { literalJson, literalValues, policyDocument, roleSettings } from '@goldenpath/extension/terraform';
import type { Construct } from 'constructs';
import type { PlatformDatabases } from '../types';

/** The role for enhanced monitoring of this account's instances, and its permission. */
export interface MonitoringRole {
  readonly role: IamRole;
  readonly permission: IamRolePolicyAttachment;
}

/** Adds the role. Instances of other accounts cannot use it. */
export function addMonitoringRole(scope: Construct, databases: PlatformDatabases, aws: Aws): MonitoringRole {
  const trust = policyDocument({
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { Service: 'monitoring.rds.amazonaws.com' },
    Condition: { StringEquals: { 'aws:SourceAccount': aws.accountId } },
  });
  const role = new IamRole(scope, 'monitoring-role', {
    name: databases.monitoringRole.name,
    ...roleSettings(aws),
    description: 'Enhanced monitoring of databases',
    assumeRolePolicy: literalJson(trust),
    tags: literalValues(databases.tags),
  });
  const permission = new IamRolePolicyAttachment(scope, 'monitoring-role-policy', {
    role: role.name,
    policyArn: databases.monitoringRole.policyArn,
  });
  return { role, permission };
}
