import type { Platform } from '@goldenpath/extension';
import { platformAccounts } from '../bootstrap/accounts';
import { previewRole, roleNames } from '../bootstrap/roles';
import { type Checker, variableValue } from './programs';

/** Checks the variables that say which roles jobs start with. Their values are not secret. */
export async function checkRoleVariables(checker: Checker, platform: Platform, full: string): Promise<void> {
  const accounts = platformAccounts(platform);
  const [hub, ...others] = accounts.map(({ aws }) => aws);
  if (hub === undefined) return;
  await checkRole(checker, full, 'PLAN_ROLE_ARN', { accountId: hub.accountId });
  await checkRole(checker, full, 'DEPLOY_ROLE_ARN', { accountId: hub.accountId });
  for (const aws of others) {
    const role = roleNames(aws, platform.organisation).find(({ kind }) => kind === 'plan')?.arn;
    // Terraform assumes `roles.plan` of the account, with a job that started in the first one.
    const isOptional = aws.roles?.plan !== undefined;
    await checkRole(checker, full, `PLAN_ROLE_ARN_${aws.accountId}`, { accountId: aws.accountId, role, isOptional });
  }
  await checkPreviewRole(checker, platform, full);
  await checkStackRole(checker, full, `repos/${full}/actions/variables/STACK_ROLE`, 'STACK_ROLE');
  for (const { name } of platform.environments)
    await checkStackRole(
      checker,
      full,
      `repos/${full}/environments/${name}/variables/STACK_ROLE`,
      `STACK_ROLE in ${name}`,
      name,
    );
}

/** The role is that of the environment which previews are made from. No other job may use it. */
async function checkPreviewRole(checker: Checker, platform: Platform, full: string): Promise<void> {
  const from = platform.environments.find(({ name }) => name === platform.previews?.from);
  if (from === undefined) return;
  const { accountId } = from.aws;
  const role = previewRole(accountId, platform)?.arn;
  await checkRole(checker, full, 'PREVIEW_ROLE_ARN', { accountId, role, environment: from.name });
}

interface ExpectedRole {
  readonly accountId: string;
  /** The role that bootstrap makes. @default it is not known */
  readonly role?: string | undefined;
  /** Whether the workflows do without the variable. @default false */
  readonly isOptional?: boolean;
  /** The environment on GitHub that has the variable. @default the repository */
  readonly environment?: string;
}

async function checkRole(
  checker: Checker,
  full: string,
  variable: string,
  { accountId, environment, isOptional = false, role }: ExpectedRole,
): Promise<void> {
  const name = `variable ${variable}${environment === undefined ? '' : ` in ${environment}`}`;
  const into = `${environment === undefined ? '' : ` --env ${environment}`}${role === undefined ? '' : ` --body ${role}`}`;
  const remedy = `Run \`gh variable set ${variable} --repo ${full}${into}\`.`;
  const place = environment === undefined ? 'actions' : `environments/${environment}`;
  const found = await checker.run('gh', ['api', `repos/${full}/${place}/variables/${variable}`, '--jq', '.value']);
  if (found.code !== 0) {
    if (isOptional && /404/.test(found.stderr))
      checker.add(name, 'skipped', 'it is not set: PLAN_ROLE_ARN then assumes the role of this account', remedy);
    else checker.failed(name, found, remedy);
    return;
  }
  const value = found.stdout.trim();
  const [, account] = /^arn:[^:]+:iam::(\d{12}):role\/.+$/.exec(value) ?? [];
  const problem =
    account === undefined
      ? `it is ${JSON.stringify(value.slice(0, 100))}, which is not the ARN of a role`
      : account !== accountId
        ? `its role is in the account ${account}, not in ${accountId}`
        : undefined;
  checker.expect(name, problem, 'it is set', remedy);
}

/** Jobs that plan and jobs that deploy read the same variable of the repository. */
async function checkStackRole(
  checker: Checker,
  full: string,
  path: string,
  label: string,
  environment?: string,
): Promise<void> {
  const value = await variableValue(checker, full, 'STACK_ROLE', path);
  if (value === undefined) return;
  const remedy = `Run \`gh variable delete STACK_ROLE --repo ${full}${environment === undefined ? '' : ` --env ${environment}`}\`, or set it to \`none\`.`;
  const problem =
    value === 'none'
      ? undefined
      : value === 'plan' || value === 'deploy'
        ? `it is \`${value}\`, so that jobs which ${value === 'plan' ? 'deploy' : 'plan'} assume the role that is for ${value === 'plan' ? 'plans' : 'deployments'}`
        : `it is ${JSON.stringify(value.slice(0, 100))}: the stacks know \`plan\`, \`deploy\` and \`none\``;
  checker.expect(`variable ${label}`, problem, 'jobs start with their own roles, and assume no other', remedy);
}
