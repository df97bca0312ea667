import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { podTrustPolicy, type StackInput } from '@goldenpath/extension';
import { literal, literalJson, literalValues, policyDocument, roleSettings } from '@goldenpath/extension/terraform';
import type { TerraformStack } from 'cdktf';
import type { IdentityPart } from '../types';

/** Adds the role of the pods, what it may do, and with EKS Pod Identity its association with their ServiceAccount. */
export function environment(stack: TerraformStack, input: StackInput<IdentityPart>): void {
  const { facts, app, aws, tags, use } = input;
  const { trust } = facts;
  if (trust === undefined) return;
  use('aws');
  const role = new IamRole(stack, 'pod-role', {
    name: facts.role.name,
    ...roleSettings(aws),
    description: literal(`The pods of ${app}`),
    assumeRolePolicy: literalJson(podTrustPolicy({ ...facts, trust })),
    tags: literalValues(tags),
  });
  new IamRolePolicy(stack, 'pod-role-policy', {
    name: 'own-resources',
    role: role.name,
    policy: literalJson(policyDocument(...facts.permissions.map(allowed))),
  });
  if (trust.type === 'irsa') return;
  new EksPodIdentityAssociation(stack, 'pod-identity', {
    clusterName: literal(trust.cluster),
    namespace: facts.namespace,
    serviceAccount: facts.serviceAccount,
    roleArn: role.arn,
    tags: literalValues(tags),
  });
}

function allowed({ actions, resources }: IdentityPart['permissions'][number]) {
  return { Effect: 'Allow', Action: actions, Resource: resources } as const;
}
