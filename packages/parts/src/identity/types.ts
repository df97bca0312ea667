import type { PodPermission, PodTrust, TrustedPreviews } from '@goldenpath/extension';

/** The identity of the pods in AWS. */
export interface IdentityPart {
  /** The ServiceAccount of the pods. */
  readonly serviceAccount: string;
  readonly namespace: string;
  readonly role: { readonly name: string; readonly arn: string };
  /** Absent where the platform does not describe the cluster. No application with a role runs there. */
  readonly trust?: PodTrust;
  /** The previews whose pods have the role as well. @default none */
  readonly previews?: TrustedPreviews;
  readonly accountId: string;
  readonly region: string;
  readonly permissions: readonly PodPermission[];
  /** The variables of granted resources. @default none */
  readonly grantedVariables?: Readonly<Record<string, string>>;
}
