import type { PodPermission } from '@goldenpath/extension';

/** What AWS trusts the pods by. */
export type PodTrust =
  | {
      readonly type: 'eks-pod-identity';
      /** The name of the EKS cluster. */
      readonly cluster: string;
    }
  | {
      readonly type: 'irsa';
      /** The issuer of the cluster's tokens, without `https://`. */
      readonly issuer: string;
      readonly providerArn: string;
    };

/** The identity of the pods in AWS. */
export interface IdentityPart {
  /** The ServiceAccount of the pods. */
  readonly serviceAccount: string;
  readonly namespace: string;
  readonly role: { readonly name: string; readonly arn: string };
  /** Absent where the platform does not describe the cluster. No application with a role runs there. */
  readonly trust?: PodTrust;
  readonly accountId: string;
  readonly region: string;
  readonly permissions: readonly PodPermission[];
  /** The variables of granted resources. @default none */
  readonly grantedVariables?: Readonly<Record<string, string>>;
}
