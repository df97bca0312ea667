import { type ResourceOperation, callsOf, type UsedResource } from './calls/calls-of';
import { type CallTable, KNOWN_CALLS } from './calls/index';
import type { AccountScope } from './arn';
import { type ApiCall, evaluate } from './evaluate';
import { listOf, type Policy, type Statement } from './policy';
import { matchesAction } from './wildcard';

/** A call that a role lacks the permission for. */
export interface MissingPermission extends ApiCall {
  /** The resource type that needs it. */
  readonly type: string;
  readonly operation: ResourceOperation;
}

/** A permission that a role which only reads must not have. */
export interface ExcessPermission {
  /** The action, or the pattern of actions, as the policy has it. */
  readonly action: string;
  readonly why: 'writes' | 'reads a secret value' | 'allows everything but a list';
}

/** Returns the calls for these resources and operations that the policies do not allow, each once. */
export function missingPermissions(
  policies: readonly Policy[],
  resources: readonly UsedResource[],
  operations: readonly ResourceOperation[],
  scope: AccountScope,
  table: CallTable = KNOWN_CALLS,
): MissingPermission[] {
  const missing = new Map<string, MissingPermission>();
  for (const used of resources) {
    for (const operation of used.mode === 'data' ? (['read'] as const) : operations) {
      for (const call of callsOf(used, operation, scope, table) ?? []) {
        if (evaluate(policies, call) === 'allowed') continue;
        const key = `${call.action} ${call.resource}`;
        if (!missing.has(key)) missing.set(key, { ...call, type: used.type, operation });
      }
    }
  }
  return [...missing.values()];
}

/** Actions whose answer holds a secret value, or opens one. */
export const SECRET_READS = [
  'secretsmanager:GetSecretValue',
  'secretsmanager:BatchGetSecretValue',
  'secretsmanager:GetRandomPassword',
  'ssm:GetParameter',
  'ssm:GetParameters',
  'ssm:GetParametersByPath',
  'ssm:GetParameterHistory',
  'kms:Decrypt',
] as const;

/** Operations whose names begin with these words change nothing. */
const READS = /^(?:BatchCheck|BatchGet|Describe|Get|Head|List|Lookup|Search|View)/;

/** The files that lock a state in S3: a plan creates and deletes one. */
const LOCK_FILE = /^arn:[^:]+:s3:::.*\.tflock$/;

/**
 * Returns the permissions in policies that are too much for a role that plans: writes, and reads of secret values. A state's lock file may be
 * written.
 */
export function excessPermissions(policies: readonly Policy[]): ExcessPermission[] {
  const statements = policies.flatMap(({ Statement: all }) => listOf(all));
  const denied = statements.filter(isPlainDeny).flatMap(({ Action: actions }) => listOf(actions));
  return statements.filter(({ Effect }) => Effect === 'Allow').flatMap((statement) => excessOf(statement, denied));
}

/** A deny without conditions for every resource overrides any allow. */
function isPlainDeny({ Effect, Condition: conditions, Resource: resources }: Statement): boolean {
  return Effect === 'Deny' && conditions === undefined && listOf(resources).includes('*');
}

function excessOf(
  { Action: actions, Condition: conditions, NotAction: others, Resource: resources }: Statement,
  denied: readonly string[],
): ExcessPermission[] {
  if (others !== undefined) return [{ action: listOf(others).join(', '), why: 'allows everything but a list' }];
  // A key that only S3 may use for the caller opens what the role can read there.
  const isThroughS3 = listOf(conditions?.['StringEquals']?.['kms:ViaService']).some((via) =>
    String(via).startsWith('s3.'),
  );
  const isLock = listOf(resources).length > 0 && listOf(resources).every((arn) => LOCK_FILE.test(arn));
  return listOf(actions).flatMap((action): ExcessPermission[] => {
    const secret = SECRET_READS.find(
      (read) => matchesAction(action, read) && !denied.some((pattern) => matchesAction(pattern, read)),
    );
    if (isThroughS3 && (action === 'kms:Decrypt' || action === 'kms:GenerateDataKey')) return [];
    // Roles by name are checked for themselves.
    if (action === 'sts:AssumeRole' && listOf(resources).every((arn) => !arn.includes('*'))) return [];
    if (secret !== undefined) return [{ action, why: 'reads a secret value' }];
    const operation = action.slice(action.indexOf(':') + 1);
    const isRead = READS.test(operation) || isLock || denied.some((pattern) => matchesAction(pattern, action));
    return isRead ? [] : [{ action, why: 'writes' }];
  });
}
