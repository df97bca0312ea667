import type { Json, JsonMap } from '@goldenpath/extension';
import type { ArgumentDifference } from '../differences';
import type { BlockSchema } from '../schema';

/** What an override breaks. */
export interface Breach {
  /** The name by which the platform file lifts the guard. */
  readonly guard: string;
  /** The position in the arguments of the resource. */
  readonly position: ArgumentDifference['position'];
  /** What the override does, as a sentence without its subject: `makes the bucket public`. */
  readonly what: string;
}

/** A resource before and after an override. */
export interface GuardedResource {
  readonly type: string;
  readonly schema: BlockSchema;
  readonly before: JsonMap;
  readonly after: JsonMap;
}

/** Arguments that a guard keeps as they are, or lets change in one direction. */
export interface GuardedArguments {
  readonly guard: string;
  /** The resource types. @default all */
  readonly types?: RegExp;
  /** The arguments, joined by dots: `rule.expiration.days`. @default all */
  readonly arguments?: RegExp;
  /** Returns whether a change weakens nothing. @default every change does */
  readonly allows?: (before: Json | undefined, after: Json | undefined) => boolean;
}
