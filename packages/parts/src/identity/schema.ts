/**
 * An IAM action, such as `ses:SendEmail`. A `*` at the end stands for any end: `ses:Send*`.
 *
 * @pattern ^[a-z][a-z0-9-]*:[A-Za-z]+\*?$
 * @maxLength 128
 */
export type IamAction = string;

/**
 * The ARN of a resource. A `*` stands for any text and a `?` for any character, but not for the service, the account or the start of the resource.
 *
 * @pattern ^arn:aws(-[a-z]+)*:[a-z0-9-]+:[a-z0-9-]*:([0-9]{12}|aws)?:[^*?\s]\S*$
 * @maxLength 600
 */
export type IamResource = string;

/** Actions in AWS that the pods may do beyond those of their own resources. */
export interface WrittenPermission {
  /**
   * @minItems 1
   * @maxItems 50
   * @uniqueItems true
   */
  readonly actions: readonly IamAction[];
  /**
   * @minItems 1
   * @maxItems 50
   * @uniqueItems true
   */
  readonly resources: readonly IamResource[];
}

/** Access to a resource of another application. */
export interface WrittenGrant {
  /**
   * The application that has the resource.
   *
   * @pattern ^[a-z0-9]+(-[a-z0-9]+)*$
   */
  readonly app: string;
  /** The field of its spec that has the resource, such as `buckets`. */
  readonly part: string;
  /** The name of the resource there. */
  readonly name: string;
  /** `write` includes `read`. */
  readonly access: 'read' | 'write';
}

/** The fields of the identity. */
export interface IdentityFields {
  /**
   * What the pods may do in AWS beyond what their own resources need. A review shows each as a privilege that the application gains.
   *
   * @maxItems 20
   * @default []
   */
  readonly permissions?: readonly WrittenPermission[];
  /**
   * Access to resources of other applications. The variable of `reports` of the application `invoices` is `INVOICES_REPORTS_BUCKET`.
   *
   * @maxItems 20
   * @uniqueItems true
   * @default []
   */
  readonly grants?: readonly WrittenGrant[];
}

/** The fields that an environment may override. `permissions` replaces those of the spec. */
export type IdentityOverrides = Pick<IdentityFields, 'permissions'>;

declare module '@goldenpath/extension' {
  interface WrittenParts {
    identity: IdentityFields;
  }
  interface WrittenOverrides {
    identity: IdentityOverrides;
  }
}
