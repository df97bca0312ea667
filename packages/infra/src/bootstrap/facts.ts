import type { Aws, NamedRole, StackFacts } from '@goldenpath/extension';

/** A bucket for Terraform states. */
export interface StateBucket {
  readonly bucket: string;
  readonly region: string;
  /** The ARN of the key that encrypts the states. @default the key of S3 */
  readonly kmsKeyId?: string;
  /** The policy, as JSON. */
  readonly policy: string;
}

/** A role that workflows of the platform's repository assume. */
export interface BootstrapRole {
  readonly kind: 'plan' | 'deploy' | 'release' | 'preview';
  readonly name: string;
  /** From `/` to `/`. */
  readonly path: string;
  /** The trust policy as JSON, with {@link ORGANISATION_ID} and {@link REPOSITORY_ID} as placeholders. */
  readonly trust: string;
  /** The inline policies as JSON, by name. */
  readonly policies: Readonly<Record<string, string>>;
  /** Policies that are too large for it, as JSON, by the name in the account. */
  readonly managedPolicies: Readonly<Record<string, string>>;
}

/** A role of an operator in a cluster. */
export interface OperatorRole extends NamedRole {
  readonly environment: string;
  /** The name of its resource starts with this. */
  readonly id: 'secrets-role' | 'keda-role';
  readonly description: string;
  /** The region of the cluster. */
  readonly region: string;
  /** The ARN of the policy that bounds the role. @default none */
  readonly permissionsBoundary?: string;
  /** The trust policy, as JSON. */
  readonly trust: string;
  /** The only policy, as JSON. @default other resources name the role in their own policies */
  readonly policy?: string;
  /** The pods that EKS Pod Identity gives the role to. @default they present a token of the cluster's OIDC issuer */
  readonly association?: { readonly cluster: string; readonly namespace: string; readonly serviceAccount: string };
}

/** The GitOps repository, which Argo CD watches. */
export interface GitopsRepository {
  readonly name: string;
  readonly branch: string;
  readonly visibility: 'private' | 'internal';
  /** Whether GitHub protects branches of private repositories on the organisation's plan. */
  readonly isProtected: boolean;
}

/** What an AWS account needs before anything else can be deployed to it. Plain JSON. */
export interface BootstrapFacts {
  readonly stack: StackFacts;
  readonly aws: Aws;
  readonly organisation: string;
  /** The repository with the fleet and its workflows. */
  readonly repository: { readonly owner: string; readonly name: string };
  /** Whether to make GitHub's identity provider. An account has it once. */
  readonly oidcProvider: boolean;
  readonly buckets: readonly StateBucket[];
  readonly roles: readonly BootstrapRole[];
  /** The roles of operators in clusters. @default no cluster of the account has such an operator */
  readonly operators?: readonly OperatorRole[];
  /** @default it is in the stack of another account, or manifests are in the repositories of applications */
  readonly gitops?: GitopsRepository;
  /** Whether Terraform refuses to destroy the buckets and the GitOps repository. */
  readonly isProtected: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** Stands for the number of the organisation that owns the platform's repository. */
export const ORGANISATION_ID = '{organisation_id}';

/** Stands for the number of the platform's repository. */
export const REPOSITORY_ID = '{repository_id}';
