import { conditionsHold, type RequestContext } from './conditions';
import { listOf, type Policy, type Statement } from './policy';
import { matchesAction, matchesWildcard } from './wildcard';

/** A call of an API of AWS. */
export interface ApiCall {
  /** Service and operation, such as `ecr:PutImage`. */
  readonly action: string;
  /** The ARN that the call is for; `*` where the service has no resources for the action. */
  readonly resource: string;
  /** Values of condition keys. @default none */
  readonly context?: RequestContext;
}

/** An explicit deny overrides every allow. What no statement allows is denied as well. */
export type Decision = 'allowed' | 'denied' | 'not-allowed';

/**
 * Evaluates the identity policies of one principal, as IAM does within an account.
 *
 * @throws PolicyError for a condition operator that is not known.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(policies: readonly Policy[], call: ApiCall): Decision {
  const applying = policies.flatMap(({ Statement: statements }) =>
    listOf(statements).filter((statement) => applies(statement, call)),
  );
  return decisionOf(applying);
}

/** Returns the decision of the statements that apply to a request. */
export function decisionOf(applying: readonly Statement[]): Decision {
  if (applying.some(({ Effect }) => Effect === 'Deny')) return 'denied';
  return applying.length > 0 ? 'allowed' : 'not-allowed';
}

function applies(statement: Statement, { action, resource, context = {} }: ApiCall): boolean {
  return (
    namesAction(statement, action) && namesResource(statement, resource) && conditionsHold(statement.Condition, context)
  );
}

/** Returns whether a statement is about an action. */
export function namesAction({ Action: actions, NotAction: others }: Statement, action: string): boolean {
  if (others !== undefined) return !listOf(others).some((pattern) => matchesAction(pattern, action));
  return listOf(actions).some((pattern) => matchesAction(pattern, action));
}

function namesResource({ Resource: resources, NotResource: others }: Statement, resource: string): boolean {
  if (others !== undefined) return !listOf(others).some((pattern) => matchesWildcard(pattern, resource));
  return listOf(resources).some((pattern) => matchesWildcard(pattern, resource));
}
