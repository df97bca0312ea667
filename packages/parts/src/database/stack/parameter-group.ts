import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import { literalValues } from '@goldenpath/extension/terraform';
import type { Construct } from 'constructs';
import type { PlatformDatabases } from '../types';

/**
 * How PostgreSQL runs. It takes connections over TLS only. It logs connections, waits for locks and slow statements, but
 * never the text of DDL, of a failed statement, or a parameter: each may hold a password.
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

/** The parameter group that every instance of an environment uses. */
export function addParameterGroup(scope: Construct, databases: PlatformDatabases): DbParameterGroup {
  return new DbParameterGroup(scope, 'parameter-group', {
    ...databases.parameterGroup,
    description: 'PostgreSQL over TLS only, no passwords in its log',
    parameter: Object.entries(PARAMETERS).map(([name, value]) => ({ name, value, applyMethod: 'immediate' })),
    tags: literalValues(databases.tags),
    // Another major version is another group, and an instance must have left the old one before that can go.
    lifecycle: { createBeforeDestroy: true },
  });
}
