import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { literal, literalValues, roleSettings } from '@goldenpath/extension/terraform';
import type { Construct } from 'constructs';
import { type BootstrapFacts, type BootstrapRole, ORGANISATION_ID, REPOSITORY_ID } from './facts';

const PURPOSES: Readonly<Record<BootstrapRole['kind'], string>> = {
  plan: 'Reads what Terraform manages. Changes nothing, and reads no secret value',
  deploy: 'Applies the stacks of the fleet and provisions its databases',
  release: 'Reads images, and tags them for a promotion',
  preview: 'Makes and removes the databases and secrets of pull requests',
};

/** Adds GitHub's identity provider, through which workflows get credentials. An account has it once. */
export function addIdentityProvider(
  scope: Construct,
  { tags }: Pick<BootstrapFacts, 'tags'>,
): IamOpenidConnectProvider {
  return new IamOpenidConnectProvider(scope, 'github-tokens', {
    url: 'https://token.actions.githubusercontent.com',
    clientIdList: ['sts.amazonaws.com'],
    tags: literalValues(tags),
  });
}

/** Adds a role with its policies. Its tag tells the simulated cloud and `goldenpath doctor` what the role is for. */
export function addRole(
  scope: Construct,
  { kind, managedPolicies, name, path, trust, policies }: BootstrapRole,
  { aws, tags }: Pick<BootstrapFacts, 'aws' | 'tags'>,
  provider: IamOpenidConnectProvider | undefined,
): void {
  const role = new IamRole(scope, `${kind}-role`, {
    name: literal(name),
    ...roleSettings(aws),
    path: literal(path),
    description: PURPOSES[kind],
    assumeRolePolicy: withNumbers(literal(trust)),
    maxSessionDuration: 3600,
    tags: literalValues({ ...tags, 'goldenpath-role': kind }),
    ...(provider !== undefined && { dependsOn: [provider] }),
  });
  for (const [policyName, policy] of Object.entries(policies))
    new IamRolePolicy(scope, `${kind}-role-${policyName}`, {
      name: policyName,
      role: role.name,
      policy: literal(policy),
    });
  for (const [policyName, policy] of Object.entries(managedPolicies)) {
    const made = new IamPolicy(scope, `${policyName}-policy`, {
      name: literal(policyName),
      path: literal(path),
      description: `Permissions of the role ${name}`,
      policy: literal(policy),
      tags: literalValues(tags),
    });
    new IamRolePolicyAttachment(scope, `${policyName}-attachment`, { role: role.name, policyArn: made.arn });
  }
}

function withNumbers(text: string): string {
  return text
    .replaceAll(ORGANISATION_ID, '${data.github_organization.organisation.id}')
    .replaceAll(REPOSITORY_ID, '${data.github_repository.repository.repo_id}');
}
