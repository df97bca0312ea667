import type { LabelValue } from './observability';
import type { WrittenQuotas } from './quotas';

/** Settings of the Kubernetes objects. */
export interface WrittenKubernetes {
  /**
   * The namespace of applications. It can contain `{team}` and `{environment}`.
   *
   * @pattern ^[a-z0-9{}]([-a-z0-9{}]*[a-z0-9{}])?$
   * @maxLength 63
   * @default "apps"
   */
  readonly namespace?: string;
  /**
   * The default storage class of new volumes.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
   * @maxLength 253
   * @default "gp3"
   */
  readonly storageClass?: string;
  /**
   * The storage class of volumes that several pods share (`ReadWriteMany`), such as one of the EFS CSI driver. Clusters with
   * `cluster.sharedFileSystem` get it, and the others have it already. Without it, applications cannot have `sharedStorage`.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
   * @maxLength 253
   * @examples ["efs-sc"]
   */
  readonly sharedStorageClass?: string;
  /**
   * Whether Stakater's Reloader runs in the clusters. It restarts the pods of an application when its credentials change.
   *
   * @default false
   */
  readonly reloader?: boolean;
  /**
   * Whether KEDA runs in the clusters. Applications can then scale by the length of their queues, with `autoscaling.queue`. An operator that
   * Golden Path does not install must run as the service account `keda-operator` in the namespace `platform`.
   *
   * @default false
   */
  readonly keda?: boolean;
  /**
   * How pods get their role in AWS: through the EKS Pod Identity Agent, or with the tokens of the cluster's OIDC issuer (IAM roles for service
   * accounts).
   *
   * @default "eks-pod-identity"
   */
  readonly podIdentity?: 'eks-pod-identity' | 'irsa';
  /**
   * Labels of the nodes that run applications, such as `role: workloads`. Without it, applications run on any node.
   *
   * @propertyNames {"pattern": "^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$"}
   */
  readonly nodeSelector?: NodeLabels;
  /**
   * Taints of these nodes, which applications tolerate.
   *
   * @maxItems 20
   * @default []
   */
  readonly tolerations?: readonly WrittenToleration[];
  /**
   * The priority classes that applications may name, such as `batch`. They are in the clusters already.
   *
   * @maxItems 50
   * @uniqueItems true
   * @default []
   */
  readonly priorityClasses?: readonly PriorityClassName[];
  readonly podMetadata?: WrittenPodMetadata;
  readonly quotas?: WrittenQuotas;
}

/**
 * The name of a priority class.
 *
 * @pattern ^(?!system-)[a-z0-9]([-a-z0-9.]*[a-z0-9])?$
 * @maxLength 253
 */
export type PriorityClassName = string;

/** Which labels and annotations applications may give their pods. */
export interface WrittenPodMetadata {
  /**
   * The labels that applications may set: names, or the start of names and `*`. The default is all but those that Golden Path and Kubernetes
   * set.
   *
   * @maxItems 100
   */
  readonly allowedLabels?: readonly MetadataName[];
  /**
   * The annotations that applications may set, in the same form. The default is all but those that Golden Path and Kubernetes set.
   *
   * @maxItems 100
   */
  readonly allowedAnnotations?: readonly MetadataName[];
}

/**
 * The name of a label or an annotation, or the start of names and `*`.
 *
 * @pattern ^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?|[-A-Za-z0-9_.]*\*)$
 * @maxLength 317
 */
export type MetadataName = string;

/** Labels of nodes. */
export interface NodeLabels {
  readonly [name: string]: LabelValue;
}

/** A taint of nodes that pods tolerate. */
export interface WrittenToleration {
  /**
   * The key of the taint.
   *
   * @pattern ^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$
   * @maxLength 317
   */
  readonly key: string;
  /** The value of the taint. The default is every value. */
  readonly value?: LabelValue;
  /** The effect of the taint. The default is every effect. */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** Where the secrets of applications come from. Their names and keys in the cluster are the same for every type. */
export interface WrittenSecretStore {
  /**
   * `aws-secrets-manager` and `vault`: the External Secrets Operator reads them from there. `sealed-secrets`: they are in Git as SealedSecrets,
   * which `goldenpath seal` writes.
   *
   * @default "aws-secrets-manager"
   */
  readonly type?: 'aws-secrets-manager' | 'vault' | 'sealed-secrets';
  /**
   * The name of the store in the clusters. The default is the type.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
   * @maxLength 253
   */
  readonly name?: string;
  /**
   * Whether the store is a ClusterSecretStore or a SecretStore.
   *
   * @default "ClusterSecretStore"
   */
  readonly kind?: 'ClusterSecretStore' | 'SecretStore';
  /**
   * How often the operator refreshes the secret.
   *
   * @pattern ^[1-9][0-9]*(s|m|h)$
   * @default "1h"
   */
  readonly refreshInterval?: string;
  readonly vault?: WrittenVault;
  readonly sealedSecrets?: WrittenSealedSecrets;
}

/** The Vault of `type: vault`. The operator logs in with the token of its own pod, by the auth method `kubernetes`. */
export interface WrittenVault {
  /**
   * The address of Vault.
   *
   * @pattern ^https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?$
   * @maxLength 300
   */
  readonly server: string;
  /**
   * The path of the KV secrets engine. A secret has the path in it that it has in AWS, such as `goldenpath/dev/orders/postgres`.
   *
   * @pattern ^[A-Za-z0-9{}]([A-Za-z0-9{}._/-]*[A-Za-z0-9{}_-])?$
   * @maxLength 200
   * @default "secret"
   */
  readonly path?: string;
  /**
   * The version of the KV secrets engine.
   *
   * @default "v2"
   */
  readonly version?: 'v1' | 'v2';
  /**
   * The path of the auth method `kubernetes`. It can contain `{environment}`: each cluster has its own.
   *
   * @pattern ^[A-Za-z0-9{}]([A-Za-z0-9{}._/-]*[A-Za-z0-9{}_-])?$
   * @maxLength 200
   * @default "kubernetes"
   */
  readonly mountPath?: string;
  /**
   * The role of the operator in Vault. It can contain `{environment}`.
   *
   * @pattern ^[A-Za-z0-9{}]([A-Za-z0-9{}._/-]*[A-Za-z0-9{}_-])?$
   * @maxLength 200
   * @default "external-secrets"
   */
  readonly role?: string;
  /**
   * The namespace in Vault Enterprise. The default is the root namespace.
   *
   * @pattern ^[A-Za-z0-9{}]([A-Za-z0-9{}._/-]*[A-Za-z0-9{}_-])?$
   * @maxLength 200
   */
  readonly namespace?: string;
  /**
   * The authorities that signed the certificate of Vault, as PEM in base64. The default is those of the operator's image.
   *
   * @pattern ^[A-Za-z0-9+/]+={0,2}$
   * @maxLength 30000
   */
  readonly caBundle?: string;
}

/** The SealedSecrets of `type: sealed-secrets`. */
export interface WrittenSealedSecrets {
  /**
   * The certificate that `goldenpath seal` encrypts with: a file, relative to the platform file, or an address. It can contain
   * `{environment}`: each cluster has its own key. Without it, `goldenpath seal` needs `--cert`.
   *
   * @pattern ^(https?://[A-Za-z0-9{}]([A-Za-z0-9{}.-]*[A-Za-z0-9{}])?(:[0-9]{1,5})?(/[A-Za-z0-9{}._~/-]*)?|\./[A-Za-z0-9{}._/-]*[A-Za-z0-9{}_-])$
   * @maxLength 300
   */
  readonly certificate?: string;
  /**
   * Where a sealed secret can be opened: `strict` only under its own name in its namespace, `namespace-wide` under every name in its
   * namespace, `cluster-wide` everywhere.
   *
   * @default "strict"
   */
  readonly scope?: 'strict' | 'namespace-wide' | 'cluster-wide';
}
