import type { PolicyDocument } from '@goldenpath/extension/terraform';
import type { IdentityPart } from './types';

/**
 * Returns the trust policy of the role: only pods of the application's ServiceAccount in its cluster can assume it.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export function trustPolicy(identity: IdentityPart): PolicyDocument {
  return { Version: '2012-10-17', Statement: [statement(identity)] };
}

function statement({ trust, accountId, namespace, serviceAccount }: IdentityPart): PolicyDocument['Statement'][number] {
  if (trust?.type === 'irsa') {
    return {
      Effect: 'Allow',
      Principal: { Federated: trust.providerArn },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: {
          [`${trust.issuer}:aud`]: 'sts.amazonaws.com',
          [`${trust.issuer}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}`,
        },
      },
    };
  }
  return {
    Effect: 'Allow',
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    Condition: {
      StringEquals: {
        'aws:SourceAccount': accountId,
        'aws:RequestTag/eks-cluster-name': trust?.cluster ?? '',
        'aws:RequestTag/kubernetes-namespace': namespace,
        'aws:RequestTag/kubernetes-service-account': serviceAccount,
      },
    },
  };
}
