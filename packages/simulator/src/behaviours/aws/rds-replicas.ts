import type { Values } from '../../wire/values';
import type { Change } from '../behaviour';
import { text } from '../made-up';

/**
 * What RDS says of a read replica. It takes none of a source whose master password it manages itself, except for SQL Server
 * (terraform-aws-modules/terraform-aws-rds#532).
 */
export function replicaProblem(values: Values, change: Change): string | undefined {
  const name = text(values['replicate_source_db']);
  const source = change.account
    .all('aws_db_instance')
    .find((known) => [known.values['identifier'], known.values['arn']].includes(name))?.values;
  // A source in another region or account is not known here.
  if (name.startsWith('arn:') && source === undefined) return undefined;
  if (source === undefined) return `DBInstanceNotFound: DBInstance ${name} not found.`;
  const engine = text(source['engine']);
  return source['manage_master_user_password'] === true && !engine.startsWith('sqlserver')
    ? `InvalidParameterValue: Creating read replicas for source instance with engine ${engine} where ManageMasterUserPassword is enabled is not supported.`
    : undefined;
}
