import { GithubProvider } from '@cdktf/provider-github/lib/provider';
import { literal } from '@goldenpath/extension/terraform';
import type { GeneratedFile } from '@goldenpath/files';
import type { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { addAwsProvider } from '../aws-provider';
import { openStack } from '../open-stack';
import { stackFilePath, stackText } from '../synthesis/stack-file';
import { addStateBucket } from './buckets';
import type { BootstrapFacts } from './facts';
import { addGitopsRepository, addNumbers } from './github';
import { addIdentityProvider, addRole } from './roles';
import { addSecretReader } from './secret-readers';

export {
  type BootstrapFacts,
  type BootstrapRole,
  type GitopsRepository,
  ORGANISATION_ID,
  REPOSITORY_ID,
  type SecretReader,
  type StateBucket,
} from './facts';

/**
 * The stack of what an account needs before anything else can be deployed to it: state buckets, GitHub's identity provider, the roles of the
 * workflows, those that read the secrets of clusters, and the GitOps repository.
 *
 * It assumes no role: an administrator of the account applies it.
 */
export function bootstrapStack(facts: BootstrapFacts): GeneratedFile {
  return {
    path: stackFilePath(facts.stack.name),
    content: stackText((root) => buildBootstrap(root, facts)),
    ownership: 'managed',
  };
}

function buildBootstrap(root: Construct, facts: BootstrapFacts): TerraformStack {
  const { aws, buckets, gitops, oidcProvider, organisation, repository, roles, secretReaders = [] } = facts;
  const stack = openStack(root, facts.stack);
  const { roles: _assumed, ...withoutRoles } = aws;
  addAwsProvider(stack, withoutRoles);
  new GithubProvider(stack, 'github', { owner: literal(organisation) });
  addNumbers(stack, repository);
  for (const bucket of buckets) addStateBucket(stack, bucket, facts);
  const provider = oidcProvider ? addIdentityProvider(stack, facts) : undefined;
  for (const role of roles) addRole(stack, role, facts, provider);
  for (const reader of secretReaders) addSecretReader(stack, reader, facts);
  if (gitops !== undefined) addGitopsRepository(stack, gitops, facts);
  return stack;
}
