import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import { literalValues } from '@goldenpath/extension/terraform';
import type { Construct } from 'constructs';
import type { PlatformDatabases } from '../types';

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

/** Adds the parameter group of an environment's instances. */
export function addParameterGroup(scope: Construct, databases: PlatformDatabases): DbParameterGroup {
  return new DbParameterGroup(scope, 'parameter-group', {
    ...databases.parameterGroup,
    description: 'PostgreSQL over TLS only, no passwords in its log',
    parameter: Object.entries(PARAMETERS).map(([name, value]) => ({ name, value, applyMethod: 'immediate' })),
    tags: literalValues(databases.tags),
    // Another major version needs another group, and instances must leave the old one before it can be deleted.
    lifecycle: { createBeforeDestroy: true },
  });
}
