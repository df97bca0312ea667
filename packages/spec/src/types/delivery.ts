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
  /**
   * What the approvers of an environment approve: the push of an image in the application's repository and its release in the platform's, or
   * the release alone. With `release`, release images only through the platform's workflow.
   *
   * @default "push-and-release"
   */
  readonly approval?: 'push-and-release' | 'release';
}

/** A language of applications: the template of its code, and how the delivery workflow tests it. */
export interface WrittenRuntime {
  /**
   * One line for editors and for `new`.
   *
   * @minLength 1
   * @maxLength 200
   */
  readonly description?: string;
  /**
   * The folder of the template, relative to this file. It has the folder `base`, and one for each feature that adds or replaces files:
   * `database`, `storage`, `queue`.
   *
   * @pattern ^\./[A-Za-z0-9._/-]*[A-Za-z0-9_-]$
   * @maxLength 200
   */
  readonly template: string;
  /**
   * The command that tests the code in the delivery workflow.
   *
   * @minLength 1
   * @maxLength 1000
   */
  readonly testCommand?: string;
  /**
   * Further inputs of the delivery workflow, such as `go_version`. `goldenpath workflows` declares them there, and the test command reads them as
   * variables, such as `$INPUT_GO_VERSION`.
   *
   * @default {}
   */
  readonly inputs?: { readonly [name: string]: string };
}
