import type { WrittenQuota } from './quotas';

/** The environments of pull requests. An application asks for them with `preview: true`. */
export interface WrittenPreviews {
  /** The environment that previews are made from: its cluster, its database instance, and the applications in `uses`. */
  readonly from: string;
  /**
   * The most previews at once, of all applications together.
   *
   * @asType integer
   * @minimum 1
   * @maximum 200
   * @default 10
   */
  readonly maxConcurrent?: number;
  /**
   * The most previews at once of the applications of one team. The default is `maxConcurrent`.
   *
   * @asType integer
   * @minimum 1
   * @maximum 200
   */
  readonly maxPerTeam?: number;
  /**
   * The days after which a preview is removed, even if its pull request is open. A later push makes it again.
   *
   * @asType integer
   * @minimum 1
   * @maximum 90
   * @default 7
   */
  readonly maxAgeDays?: number;
  /**
   * The label of pull requests that get a preview.
   *
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9 ._:/-]*[A-Za-z0-9])?$
   * @maxLength 50
   * @default "preview"
   */
  readonly label?: string;
  /** What one preview can use. The default is 10 pods, 2 cores, 4Gi of memory, and 5 volumes of together 20Gi. */
  readonly quota?: WrittenQuota;
}
