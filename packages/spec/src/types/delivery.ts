/** How applications are built and delivered. */
export interface WrittenDelivery {
  /**
   * The reusable workflow that an application's `delivery.yml` calls: `owner/repository/path@ref`.
   *
   * @pattern ^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+/[A-Za-z0-9_./-]+\.ya?ml@[A-Za-z0-9_./-]+$
   * @maxLength 300
   */
  readonly workflow: string;
  /**
   * Whether the delivery workflow attests on GitHub where an image was built, and from what. GitHub offers this for private repositories
   * on Enterprise Cloud only.
   *
   * @default true
   */
  readonly provenance?: boolean;
}
