import { type DataSourceCalls, documentation, on, own, reference, type ResourceCalls, type TableCall } from './types';

const PAGE = reference('amazonelastickubernetesservice');
const ROLES = 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html';
const CLUSTER = 'arn:{partition}:eks:{region}:{account}:cluster/{cluster_name}';
const ASSOCIATION = 'arn:{partition}:eks:{region}:{account}:podidentityassociation/{cluster_name}/*';

/** Pods run as a role that the caller passes to EKS. */
const PASS_ROLE: readonly TableCall[] = [
  { action: 'iam:PassRole', on: '{role_arn}', context: { 'iam:PassedToService': 'pods.eks.amazonaws.com' } },
  { action: 'iam:GetRole', on: '{role_arn}' },
];

/** Roles of pods. */
export const EKS_CALLS: readonly ResourceCalls[] = [
  {
    type: 'aws_eks_pod_identity_association',
    arn: ASSOCIATION,
    create: [...on(CLUSTER, 'eks', 'CreatePodIdentityAssociation'), ...own('eks', 'TagResource'), ...PASS_ROLE],
    read: own('eks', 'DescribePodIdentityAssociation', 'ListTagsForResource'),
    update: [...own('eks', 'TagResource', 'UntagResource', 'UpdatePodIdentityAssociation'), ...PASS_ROLE],
    delete: own('eks', 'DeletePodIdentityAssociation'),
    source: [documentation('aws_eks_pod_identity_association'), PAGE, ROLES],
  },
];

/** Data sources of clusters. */
export const EKS_DATA_CALLS: readonly DataSourceCalls[] = [
  {
    type: 'aws_eks_cluster',
    arn: 'arn:{partition}:eks:{region}:{account}:cluster/{name}',
    read: own('eks', 'DescribeCluster'),
    source: [PAGE],
  },
];
