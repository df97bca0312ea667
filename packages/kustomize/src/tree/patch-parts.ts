import { jsonPointer } from './json-patch';
import type { Operation } from './json-patch';
import type { SchemaPath } from './merge-keys';
import type { Json } from './types';

/** The patches from a base to a target: the merge is applied first, then the operations. */
export interface Difference {
  /** A strategic merge patch; `undefined` when it is empty. */
  readonly merge: Json | undefined;
  /** Changes that a merge cannot express exactly. Their paths are paths of the target. */
  readonly operations: readonly Operation[];
}

/** The position of a value: its schema path for merge keys, and its path for operations. */
export interface Position {
  readonly schemaPath: SchemaPath;
  readonly path: readonly (string | number)[];
}

export const NO_DIFFERENCE: Difference = { merge: undefined, operations: [] };

/** Returns the difference that replaces the whole value with a JSON patch. */
export function replaced(target: Json, { path }: Position): Difference {
  return { merge: undefined, operations: [{ op: 'replace', path: jsonPointer(path), value: target }] };
}
