import type { Aws, Cluster, Environment, Platform } from './platform';
import type { PolicyDocument } from './terraform/policy';

/** What AWS trusts the pods of a cluster by. */
export type PodTrust =
  | {
      readonly type: 'eks-pod-identity';
      /** The name of the EKS cluster. */
      readonly cluster: string;
    }
  | TokenTrust;

/** Trust in the tokens of a cluster: IAM roles for service accounts. */
export interface TokenTrust {
  readonly type: 'irsa';
  /** The issuer of the cluster's tokens, without `https://`. */
  readonly issuer: string;
  readonly providerArn: string;
}

/** Pods of one ServiceAccount in a cluster. */
export interface TrustedPods {
  readonly trust: PodTrust;
  /** The account of the cluster. */
  readonly accountId: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** The previews whose pods can assume the role as well. @default none */
  readonly previews?: TrustedPreviews;
}

/** Pods of the same ServiceAccount in the previews of an application. */
export interface TrustedPreviews extends Pick<TokenTrust, 'issuer' | 'providerArn'> {
  /** The pattern of their namespaces, such as `preview-orders-pr-*`. */
  readonly namespaces: string;
}

/**
 * Returns what AWS trusts the pods of an environment's cluster by, as `kubernetes.podIdentity` says. It is `undefined` where the cluster is
 * local, and where the platform file does not describe it, or not the issuer that IAM roles for service accounts need.
 */
export function podTrustOf(
  { aws, cluster }: { readonly aws: Aws; readonly cluster?: Cluster },
  { podIdentity }: Pick<Platform['kubernetes'], 'podIdentity'>,
): PodTrust | undefined {
  if (cluster === undefined || cluster.local !== undefined) return undefined;
  if (podIdentity === 'eks-pod-identity') return { type: 'eks-pod-identity', cluster: cluster.name };
  return tokenTrustOf({ aws, cluster });
}

/**
 * Returns the trust in the tokens of an environment's cluster, also where `kubernetes.podIdentity` is EKS Pod Identity. That needs an
 * association for each namespace, and previews have a namespace for each pull request. It is `undefined` where the cluster is local, and
 * where the platform file does not say its issuer.
 */
export function tokenTrustOf({
  aws,
  cluster,
}: {
  readonly aws: Aws;
  readonly cluster?: Cluster;
}): TokenTrust | undefined {
  if (cluster?.oidcIssuer === undefined || cluster.local !== undefined) return undefined;
  const issuer = cluster.oidcIssuer.replace(/^https:\/\//, '');
  return { type: 'irsa', issuer, providerArn: `arn:${aws.partition}:iam::${aws.accountId}:oidc-provider/${issuer}` };
}

/**
 * Returns the trust policy of a role that only pods of one ServiceAccount in one cluster can assume.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export function podTrustPolicy(pods: TrustedPods): PolicyDocument {
  const { previews, serviceAccount } = pods;
  const ofPreviews = previews === undefined ? [] : [previewStatement(previews, serviceAccount)];
  return { Version: '2012-10-17', Statement: [statement(pods), ...ofPreviews] };
}

function previewStatement(
  { issuer, providerArn, namespaces }: TrustedPreviews,
  serviceAccount: string,
): PolicyDocument['Statement'][number] {
  return {
    Effect: 'Allow',
    Principal: { Federated: providerArn },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com' },
      StringLike: { [`${issuer}:sub`]: `system:serviceaccount:${namespaces}:${serviceAccount}` },
    },
  };
}

function statement({ trust, accountId, namespace, serviceAccount }: TrustedPods): PolicyDocument['Statement'][number] {
  if (trust.type === 'irsa') {
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
        'aws:RequestTag/eks-cluster-name': trust.cluster,
        'aws:RequestTag/kubernetes-namespace': namespace,
        'aws:RequestTag/kubernetes-service-account': serviceAccount,
      },
    },
  };
}

/** A role in AWS, and what names it. */
export interface NamedRole {
  readonly name: string;
  readonly arn: string;
  /** From `/` to `/`. */
  readonly path: string;
}

/** Returns the role of an operator of the environment's cluster. With a suffix of 8 characters, its name has at most 61. IAM allows 64. */
export function operatorRole(
  { name: environment, aws }: Pick<Environment, 'name' | 'aws'>,
  { organisation }: Pick<Platform, 'organisation'>,
  suffix: string,
): NamedRole {
  const name = `${organisation}-${environment}-${suffix}`;
  const path = aws.rolePath ?? '/';
  return { name, arn: `arn:${aws.partition}:iam::${aws.accountId}:role${path}${name}`, path };
}
