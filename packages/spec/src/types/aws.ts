import type { WrittenStateBucket } from './state';

/** The roles that Terraform assumes in an account. */
export interface WrittenAwsRoles {
  /**
   * The role of `goldenpath plan`, `review` and `drift`, which only reads: a name, which is in the account, or an ARN. With `deploy` alone, it is
   * the plan role that `goldenpath bootstrap` makes: `<organisation>-plan`, below `rolePath`.
   *
   * @pattern ^(arn:aws[a-z-]*:iam::[0-9]{12}:role/)?([A-Za-z0-9+=,.@_-]+/)*[A-Za-z0-9+=,.@_-]{1,64}$
   * @maxLength 640
   */
  readonly plan?: string;
  /**
   * The role of `goldenpath deploy` and `destroy`: a name, which is in the account, or an ARN.
   *
   * @pattern ^(arn:aws[a-z-]*:iam::[0-9]{12}:role/)?([A-Za-z0-9+=,.@_-]+/)*[A-Za-z0-9+=,.@_-]{1,64}$
   * @maxLength 640
   */
  readonly deploy?: string;
}

/**
 * Tags of every AWS resource. The tags of the platform, such as `owner`, cannot be among them.
 *
 * @propertyNames {"pattern": "^(?!aws:)[A-Za-z0-9][A-Za-z0-9 _.:/=+@-]*$", "maxLength": 128}
 * @maxProperties 40
 */
export interface WrittenDefaultTags {
  readonly [name: string]: TagValue;
}

/**
 * @pattern ^[A-Za-z0-9 _.:/=+@-]*$
 * @maxLength 256
 */
export type TagValue = string;

/** Settings of an AWS account. */
export interface WrittenAccountSettings {
  /** The AWS partition. The default is that of the region. */
  readonly partition?:
    | 'aws'
    | 'aws-cn'
    | 'aws-us-gov'
    | 'aws-iso'
    | 'aws-iso-b'
    | 'aws-iso-e'
    | 'aws-iso-f'
    | 'aws-eusc';
  /** Without roles, Terraform uses the credentials that it finds. */
  readonly roles?: WrittenAwsRoles;
  /** @default {} */
  readonly defaultTags?: WrittenDefaultTags;
  /**
   * The permissions boundary of every role: the name of a policy in the account, or an ARN.
   *
   * @pattern ^(arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/)?([A-Za-z0-9+=,.@_-]+/)*[A-Za-z0-9+=,.@_-]{1,128}$
   * @maxLength 640
   */
  readonly permissionsBoundary?: string;
  /**
   * The path of every role, such as `/platform/`. A role with another path is another role: Terraform replaces it.
   *
   * @pattern ^/([A-Za-z0-9+=,.@_-]+/)*$
   * @maxLength 400
   * @default "/"
   */
  readonly rolePath?: string;
}

/** The AWS account of the platform. */
export interface WrittenAws extends WrittenAccountSettings {
  /**
   * The account's number, in quotes: twelve digits.
   *
   * @pattern ^[0-9]{12}$
   */
  readonly accountId: string;
  /**
   * The region.
   *
   * @pattern ^[a-z]{2,4}(-[a-z]+)+-[0-9]$
   */
  readonly region: string;
  readonly registry?: WrittenRegistryAccount;
}

/**
 * The account of the image registries and of the roles that push to them. The other accounts may pull. The default is the account of the
 * platform.
 */
export interface WrittenRegistryAccount extends WrittenAccountSettings {
  /**
   * The account's number, in quotes: twelve digits.
   *
   * @pattern ^[0-9]{12}$
   */
  readonly accountId: string;
  /**
   * The region. The default is the region of the platform.
   *
   * @pattern ^[a-z]{2,4}(-[a-z]+)+-[0-9]$
   */
  readonly region?: string;
  /** Where the states of the stacks `app-<name>` are, if `state` is in S3. The default is `state`. */
  readonly state?: WrittenStateBucket;
}

/** The AWS account and region of one environment. What is not here is that of the platform's `aws`. */
export interface WrittenEnvironmentAws extends WrittenAccountSettings {
  /**
   * The account's number, in quotes: twelve digits.
   *
   * @pattern ^[0-9]{12}$
   */
  readonly accountId?: string;
  /**
   * The region.
   *
   * @pattern ^[a-z]{2,4}(-[a-z]+)+-[0-9]$
   */
  readonly region?: string;
  /** Where the states of the environment's stacks are, if `state` is in S3. The default is `state`. */
  readonly state?: WrittenStateBucket;
}

/** The Kubernetes cluster of one environment. */
export interface WrittenEnvironmentCluster {
  /**
   * The name of the cluster, as in EKS.
   *
   * @pattern ^[A-Za-z0-9][A-Za-z0-9_-]*$
   * @maxLength 100
   */
  readonly name: string;
  /**
   * The address of its API server, to which Argo CD deploys. The default is the cluster that Argo CD runs in if the platform has no other, and
   * otherwise the cluster that is registered in Argo CD under `name`.
   *
   * @pattern ^https://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?$
   * @maxLength 300
   */
  readonly server?: string;
  /**
   * The address of its OIDC issuer, for the identity of pods.
   *
   * @pattern ^https://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(/[A-Za-z0-9._/-]*[A-Za-z0-9])?$
   * @maxLength 300
   */
  readonly oidcIssuer?: string;
  /**
   * The id of an EFS file system that the nodes of the cluster can mount. The cluster then gets the storage class
   * `kubernetes.sharedStorageClass`, whose volumes are folders of this file system. Without it, the class is in the cluster already.
   *
   * @pattern ^fs-[0-9a-f]{8,40}$
   * @maxLength 43
   */
  readonly sharedFileSystem?: string;
  /**
   * `kind`: a cluster on this machine, in containers, which `goldenpath bootstrap --cluster` makes: a control plane, a node for the platform and
   * one for applications. The ports 8880 and 8843 of the machine lead to its ports 80 and 443.
   */
  readonly local?: 'kind';
}
