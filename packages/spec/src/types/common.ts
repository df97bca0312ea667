import type { Risk } from '@goldenpath/extension';
import type { WrittenAcceptance } from './acceptance';

/** The fields of every spec. */
export interface WrittenCommon {
  /**
   * The application's name: of its folder, its repository, its objects in Kubernetes and its part of every host name. The
   * platform reserves some names: `applicationNames` in the platform file.
   *
   * @pattern ^[a-z0-9]+(-[a-z0-9]+)*$
   * @minLength 2
   * @maxLength 50
   */
  readonly name: string;
  /**
   * Its purpose, on one line.
   *
   * @minLength 1
   * @maxLength 350
   */
  readonly description: string;
  /** The team that owns it: one of the platform file's teams. */
  readonly owner: string;
  /**
   * The environments that it runs in. The default is all of the platform's environments.
   *
   * @minItems 1
   * @uniqueItems true
   */
  readonly environments?: readonly string[];
  /**
   * The impact of losing or leaking the application's data. It decides the backups, the encryption of the image registry,
   * the number of kept images, and the required approvals.
   *
   * @default "medium"
   */
  readonly risk?: Risk;
  /**
   * Findings of `goldenpath review` that are accepted here. A loss that is accepted is also no longer protected against. It holds
   * for the change that it comes with, for those after it, and for the removal of the application itself.
   *
   * @default []
   */
  readonly accept?: readonly WrittenAcceptance[];
}
