import type { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { DataGithubOrganization } from '@cdktf/provider-github/lib/data-github-organization';
import type { StackInput } from '@goldenpath/extension';
import {
  allow,
  literal,
  literalJson,
  literalValues,
  type PolicyDocument,
  policyDocument,
  roleSettings,
} from '@goldenpath/extension/terraform';
import type { Construct } from 'constructs';
import { ORGANISATION_ID, trustPolicy, withIds } from '../trust';
import type { RegistryPart } from '../types';

const PUSH_ACTIONS = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:CompleteLayerUpload',
  // Scans and caches of the pushed image read its layers.
  'ecr:GetDownloadUrlForLayer',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];

/** Adds the role that the repository's workflows assume with a GitHub token. It may push this image and nothing else. */
export function addPushRole(
  scope: Construct,
  part: RegistryPart,
  registry: EcrRepository,
  { aws, tags }: Pick<StackInput<unknown>, 'aws' | 'tags'>,
): void {
  const role = new IamRole(scope, 'push-role', {
    name: part.pushRole.name,
    ...roleSettings(aws),
    description: literal(`Pushes images to ${part.name}, from its workflows on GitHub`),
    assumeRolePolicy: withIds(literalJson(trustPolicy(part.pushRole))),
    tags: literalValues(tags),
  });
  new IamRolePolicy(scope, 'push-role-policy', {
    name: 'push-images',
    role: role.name,
    policy: literalJson(pushPolicy(part.arn)),
    // The ARN comes from the facts, so Terraform does not know the order without this.
    dependsOn: [registry],
  });
}

/** Adds the organisation if the role needs its number. Members and repositories are not read. */
export function addOrganisation(scope: Construct, { pushRole }: RegistryPart, name: string): void {
  if (!pushRole.subjects.some((subject) => subject.includes(ORGANISATION_ID))) return;
  new DataGithubOrganization(scope, 'organisation', { name, summaryOnly: true });
}

function pushPolicy(registryArn: string): PolicyDocument {
  return policyDocument(
    allow(PUSH_ACTIONS, registryArn),
    // AWS supports no resource for this action: a login is valid for all of ECR.
    allow(['ecr:GetAuthorizationToken'], '*'),
  );
}
