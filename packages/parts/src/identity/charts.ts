import type { ChartInput, KubernetesObject, ObjectFile, PodContribution } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { PlainObject } from '../kubernetes/plain-object';
import type { IdentityPart } from './types';

/** Argo CD applies this object before the pods, and before the pods of a migration. */
const BEFORE_PODS = { 'argocd.argoproj.io/sync-wave': '-1' };

/**
 * Adds the ServiceAccount of the pods. With EKS Pod Identity, AWS knows which role belongs to it. With IRSA, its annotation says so.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
 */
export function add(chart: Chart, { facts: { serviceAccount, role, trust } }: ChartInput<IdentityPart>): void {
  new PlainObject(chart, 'service-account', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name: serviceAccount,
      annotations: { ...BEFORE_PODS, ...(trust?.type === 'irsa' && { 'eks.amazonaws.com/role-arn': role.arn }) },
    },
    // EKS mounts the token for AWS. No container gets a token for the API server.
    automountServiceAccountToken: false,
  });
}

/** The pods run as the ServiceAccount. */
export function pod({ serviceAccount }: IdentityPart): PodContribution {
  return { serviceAccountName: serviceAccount };
}

/** Environments differ at most in the role. */
export function file({ kind }: KubernetesObject): ObjectFile {
  return { file: `${kind.toLowerCase()}.yaml`, home: 'base' };
}
