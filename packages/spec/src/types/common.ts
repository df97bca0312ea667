import type { Risk } from '@goldenpath/extension';
import type { WrittenAcceptance } from './acceptance';

/** What every spec says, whatever its kind. */
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
   * What it is for, on one line.
   *
   * @minLength 1
   * @maxLength 350
   */
  readonly description: string;
  /** The team that owns it: one of the platform file's teams. */
  readonly owner: string;
  /**
   * The environments it runs in. All of the platform's where this is not given.
   *
   * @minItems 1
   * @uniqueItems true
   */
  readonly environments?: readonly string[];
  /**
   * How bad the loss or the leak of this application's data would be. It decides backups, the image
   * registry's encryption and how many images it keeps, and who approves a change.
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
