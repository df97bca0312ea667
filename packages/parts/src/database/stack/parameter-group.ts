import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import { literalValues } from '@goldenpath/extension/terraform';
import type { Construct } from 'constructs';
import type { ParameterGroup, PlatformDatabases } from '../types';

/**
 * PostgreSQL parameters. Connections require TLS. Connections, lock waits and slow statements are logged, but never the text of DDL, of
 * failed statements, or parameters, because they can contain passwords.
 */
const PARAMETERS: Readonly<Record<string, string>> = {
  'rds.force_ssl': '1',
  log_connections: '1',
  log_disconnections: '1',
  log_lock_waits: '1',
  log_min_duration_statement: '1000',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_statement: 'none',
  password_encryption: 'scram-sha-256',
};

/**
 * Adds the parameter groups of an environment's instances: one for each version that an instance may have.
 *
 * An upgrade moves instances to another group and deletes none. A group cannot be deleted while an instance uses it, and an instance uses
 * its old one until its maintenance window, or until the stack of its application is deployed.
 *
 * @returns the name of the group of a version.
 */
export function addParameterGroups(scope: Construct, databases: PlatformDatabases): (version: string) => string {
  const names = databases.parameterGroups.map((group) => [group.version, addGroup(scope, databases, group)] as const);
  const byVersion = new Map(names);
  const own = byVersion.get(databases.sharedInstance.engineVersion);
  // Stacks of earlier releases had one group, of the version of the platform.
  own?.moveFromId(`${DbParameterGroup.tfResourceType}.parameter-group`);
  return (version) => {
    const group = byVersion.get(version);
    if (group === undefined) throw new Error(`There is no parameter group for PostgreSQL ${version}.`);
    return group.name;
  };
}

function addGroup(scope: Construct, databases: PlatformDatabases, { name, version }: ParameterGroup): DbParameterGroup {
  return new DbParameterGroup(scope, `parameter-group-${version}`, {
    name,
    family: `postgres${version}`,
    description: 'PostgreSQL over TLS only, no passwords in its log',
    parameter: Object.entries(PARAMETERS).map(([parameter, value]) => ({
      name: parameter,
      value,
      applyMethod: 'immediate',
    })),
    tags: literalValues(databases.tags),
    lifecycle: { createBeforeDestroy: true },
  });
}
