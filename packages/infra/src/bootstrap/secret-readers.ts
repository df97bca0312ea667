import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { literal, literalValues } from '@goldenpath/extension/terraform';
import type { Construct } from 'constructs';
import type { BootstrapFacts, SecretReader } from './facts';

/** Adds the role that the operator of a cluster reads secrets with. With EKS Pod Identity, an association gives it to the operator's pod. */
export function addSecretReader(
  scope: Construct,
  reader: SecretReader,
  { aws, tags: own }: Pick<BootstrapFacts, 'aws' | 'tags'>,
): void {
  const { association, environment, permissionsBoundary, region } = reader;
  const id = `secrets-role-${environment}`;
  const tags = literalValues({ ...own, environment });
  const role = new IamRole(scope, id, {
    name: literal(reader.name),
    path: literal(reader.path),
    ...(permissionsBoundary !== undefined && { permissionsBoundary: literal(permissionsBoundary) }),
    description: literal(`The External Secrets Operator reads the secrets of ${environment}`),
    assumeRolePolicy: literal(reader.trust),
    tags,
  });
  new IamRolePolicy(scope, `${id}-policy`, { name: 'secrets', role: role.name, policy: literal(reader.policy) });
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
