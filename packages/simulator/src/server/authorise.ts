import {
  callsOf,
  evaluate,
  parsePolicy,
  type Policy,
  type ResourceOperation,
  type UsedResource,
} from '@goldenpath/iam';
import type { Account, CloudObject } from '../account';
import { text } from '../behaviours/made-up';
import { Refusal } from '../engine/refusal';
import type { Connection } from './grpc-server';
import type { Provider } from './provider';

/**
 * Refuses an operation whose calls the assumed role of the run is not allowed to make.
 *
 * A run without a role, a role that is not in the account, a policy of AWS and a type without known calls are not checked.
 */
export function authorise(
  provider: Provider,
  connection: Connection,
  used: UsedResource,
  operation: ResourceOperation,
): void {
  const { roleArn, ...scope } = provider.scopeOf(connection);
  if (roleArn === undefined || provider.schema.name !== 'aws') return;
  const account = provider.accountOf(connection);
  const policies = policiesOf(account, roleArn);
  const calls = policies === undefined ? undefined : callsOf(withRole(account, used), operation, scope);
  const denied = calls?.find((call) => evaluate(policies ?? [], call) !== 'allowed');
  if (denied === undefined) return;
  const { action, resource } = denied;
  const user = `${roleArn.replace(':iam:', ':sts:').replace(/:role\/(?:.*\/)?/, ':assumed-role/')}/terraform`;
  throw new Refusal({
    summary: `${operation === 'read' ? 'reading' : `${operation.replace(/e$/, '')}ing`} ${used.type}: AccessDenied: User: ${user} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
    detail:
      'Allow it in the policies of the role: `goldenpath bootstrap` generates them from the resource types in use.',
  });
}

/**
 * A policy of a role has the name of the role alone, and so has the data source of a role. The ARN of the role has the path, and its boundary
 * can be a condition.
 */
function withRole(account: Account, used: UsedResource): UsedResource {
  const isLookup = used.mode === 'data' && used.type === 'aws_iam_role';
  const name = used.attributes[isLookup ? 'name' : 'role'];
  const role = account.all('aws_iam_role').find(({ values }) => values['name'] === name);
  if (role === undefined || typeof name !== 'string') return used;
  const { path, permissions_boundary: boundary } = role.values;
  if (isLookup) return { ...used, attributes: { ...used.attributes, path } };
  const attributes = { ...used.attributes, role: `${text(path).slice(1)}${name}`, permissions_boundary: boundary };
  return { ...used, attributes };
}

/** Returns the policies of a role; undefined when they are not all known. */
function policiesOf(account: Account, roleArn: string): Policy[] | undefined {
  const all = (type: string): readonly CloudObject[] => account.all(type).filter(({ retired }) => retired !== true);
  const role = all('aws_iam_role').find(({ values }) => values['arn'] === roleArn);
  if (role === undefined) return undefined;
  const name = text(role.values['name']);
  const own = all('aws_iam_role_policy').filter(({ values }) => values['role'] === name);
  const attached = all('aws_iam_role_policy_attachment').filter(({ values }) => values['role'] === name);
  const managed = attached.map((attachment) =>
    all('aws_iam_policy').find(({ values }) => values['arn'] === attachment.values['policy_arn']),
  );
  if (managed.includes(undefined)) return undefined;
  return [...own, ...managed].map((object) => parsePolicy(text(object?.values['policy'])));
}
