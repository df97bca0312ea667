import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { literal, literalValues } from '@goldenpath/extension/terraform';
import type { Construct } from 'constructs';
import type { BootstrapFacts, OperatorRole } from './facts';

/** Adds the role of an operator in a cluster. With EKS Pod Identity, an association gives it to the operator's pod. */
export function addOperatorRole(
  scope: Construct,
  operator: OperatorRole,
  { aws, tags: own }: Pick<BootstrapFacts, 'aws' | 'tags'>,
): void {
  const { association, environment, permissionsBoundary, policy, region } = operator;
  const id = `${operator.id}-${environment}`;
  const tags = literalValues({ ...own, environment });
  const role = new IamRole(scope, id, {
    name: literal(operator.name),
    path: literal(operator.path),
    ...(permissionsBoundary !== undefined && { permissionsBoundary: literal(permissionsBoundary) }),
    description: literal(operator.description),
    assumeRolePolicy: literal(operator.trust),
    tags,
  });
  if (policy !== undefined)
    new IamRolePolicy(scope, `${id}-policy`, { name: 'secrets', role: role.name, policy: literal(policy) });
  if (association === undefined) return;
  new EksPodIdentityAssociation(scope, `${id}-association`, {
    ...(region !== aws.region && { region: literal(region) }),
    clusterName: literal(association.cluster),
    namespace: literal(association.namespace),
    serviceAccount: literal(association.serviceAccount),
    roleArn: role.arn,
    tags,
  });
}
