import { counted, type PartReview } from '@goldenpath/extension';
import type { IdentityPart } from '../types';

/** The review of identities. */
export const review: PartReview<IdentityPart> = {
  graph: ({ role, serviceAccount, permissions }) => ({
    nodes: [
      {
        id: 'identity',
        kind: 'pod role',
        name: role.name,
        facts: [counted(permissions.length, 'permission')],
        objects: [`ServiceAccount/${serviceAccount}`],
        resources: {
          platform: false,
          types: ['aws_iam_role', 'aws_iam_role_policy', 'aws_eks_pod_identity_association'],
        },
      },
    ],
    links: [{ from: 'workload', to: 'identity' }],
  }),
  graphRank: 45,
  fields: [
    { path: 'permissions', rank: 360, inEnvironment: (identity) => identity?.permissions },
    { path: 'grants', rank: 361, inEnvironment: (identity) => identity?.permissions },
    { path: 'preview', rank: 490, inEnvironment: (identity) => identity?.previews },
  ],
  platformFields: [
    { path: 'aws', inEnvironment: (identity) => identity?.role.arn },
    { path: 'environments.aws', inEnvironment: (identity) => identity?.role.arn },
    { path: 'environments.cluster', inEnvironment: (identity) => identity && [identity.trust, identity.previews] },
    { path: 'previews', inEnvironment: (identity) => identity?.previews },
    { path: 'kubernetes.podIdentity', inEnvironment: (identity) => identity?.trust?.type },
  ],
  replacedBy: { aws_eks_pod_identity_association: ['cluster_name', 'namespace', 'service_account'] },
};
