import type { Path } from './diagnostic';
import type { SettingsIn } from './app-spec';
import type { PodPermission } from './pod-permission';
import type { Aws } from './platform';
import type { Problem } from './rule';

/** Something of an application that a spec refers to: an entry of a field of it, such as one of its topics, or a part as a whole. */
export interface PartReference {
  /** The application. It can be the one that refers to it. */
  readonly app: string;
  /** The part, whose settings are a map of entries by name where `name` is given. */
  readonly part: string;
  /** The name of the entry. @default the part as a whole */
  readonly name?: string;
  /** Where the spec says so. */
  readonly path: Path;
  /** What it is, such as `topic`. */
  readonly noun: string;
  /** Whether it gives access, so that the part must have a hook `shared`. @default false */
  readonly givesAccess?: boolean;
  /** Whether it must exist in AWS first: the stack of the application is applied before that of the one that refers to it. @default false */
  readonly isNeededFirst?: boolean;
  /**
   * Returns what the application that has the part lacks for this reference.
   *
   * @param everywhere - Its settings in each environment that it runs in.
   * @default nothing
   */
  readonly lacks?: (everywhere: readonly SettingsIn[]) => Pick<Problem, 'message' | 'remedy'> | undefined;
}

/** Where an application has what it shares. */
export interface SharingInput {
  readonly app: string;
  readonly environment: string;
  readonly aws: Aws;
}

/** What a granted access allows. */
export type Access = 'read' | 'write';

/** A resource that another application can be given access to. */
export interface SharedResource {
  /** The variable by which the pods of the application itself find the resource. Others get it with the name of the application before. */
  readonly variable: string;
  readonly value: string;
  /** What each access allows. `write` includes what `read` allows. */
  readonly access: Readonly<Record<Access, readonly PodPermission[]>>;
}
