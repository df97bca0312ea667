import { conditionsHold, listOf, parsePolicy, type Principals, type Statement } from '@goldenpath/iam';
import type { OperatorRole } from '@goldenpath/infra';
import { policyOf } from './policy-of';
import { type Checker, valueAt } from './programs';

/** Checks that the operator of a cluster can assume the role that its service account or its association names. */
export async function checkOperatorRole(checker: Checker, operator: OperatorRole, remedy: string): Promise<void> {
  const { arn, environment, name } = operator;
  const title = `operator role ${name}`;
  const args = ['iam', 'get-role', '--role-name', name, '--output', 'json'];
  const found = await checker.json(title, remedy, 'aws', args);
  if (found === undefined) return;
  const actual = valueAt(found, 'Role', 'Arn');
  const problem =
    actual !== arn
      ? `its ARN is ${String(actual)}, not ${arn}`
      : trustProblem(operator, valueAt(found, 'Role', 'AssumeRolePolicyDocument'));
  checker.expect(title, problem, `the operator in ${environment} can assume it`, remedy);
}

/** Sends the request of the operator, as the generated trust policy describes it, to the trust policy of the role. */
function trustProblem({ environment, trust }: OperatorRole, document: unknown): string | undefined {
  const actual = policyOf(document);
  if (actual === undefined) return 'its trust policy cannot be read';
  const [expected] = listOf(parsePolicy(trust).Statement);
  const request = expected?.Condition?.['StringEquals'] ?? {};
  const context = Object.fromEntries(Object.entries(request).map(([key, value]) => [key, String(value)]));
  const letsIn = (statement: Statement): boolean =>
    statement.Effect === 'Allow' &&
    listOf(expected?.Action ?? []).every((action) => listOf(statement.Action).includes(action)) &&
    principalsOf(expected?.Principal).every((one) => principalsOf(statement.Principal).includes(one)) &&
    conditionsHold(statement.Condition, context);
  if (listOf(actual.Statement).some(letsIn)) return undefined;
  return `it does not trust the operator in the cluster of ${environment}`;
}

function principalsOf(principals: Principals | undefined): readonly string[] {
  if (principals === undefined || principals === '*') return principals === undefined ? [] : ['*'];
  return Object.values(principals).flatMap((one) => listOf(one));
}
