import { GithubProvider } from '@cdktf/provider-github/lib/provider';
import { literal } from '@goldenpath/extension/terraform';
import type { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { addAwsProvider } from '../aws-provider';
import { openStack } from '../open-stack';
import { addStateBucket } from './buckets';
import type { BootstrapFacts } from './facts';
import { addGitopsRepository, addNumbers } from './github';
import { addIdentityProvider, addRole } from './roles';
import { addOperatorRole } from './operator-roles';

/** Adds the stack of an account below a root. */
export function buildBootstrap(root: Construct, facts: BootstrapFacts): TerraformStack {
  const { aws, buckets, gitops, oidcProvider, organisation, repository, roles, operators = [] } = facts;
  const stack = openStack(root, facts.stack);
  const { roles: _assumed, ...withoutRoles } = aws;
  addAwsProvider(stack, withoutRoles);
  new GithubProvider(stack, 'github', { owner: literal(organisation) });
  addNumbers(stack, repository);
  for (const bucket of buckets) addStateBucket(stack, bucket, facts);
  const provider = oidcProvider ? addIdentityProvider(stack, facts) : undefined;
  for (const role of roles) addRole(stack, role, facts, provider);
  for (const operator of operators) addOperatorRole(stack, operator, facts);
  if (gitops !== undefined) addGitopsRepository(stack, gitops, facts);
  return stack;
}
