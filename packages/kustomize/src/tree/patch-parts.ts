import { jsonPointer } from './json-patch';
import type { Operation } from './json-patch';
import type { SchemaPath } from './merge-keys';
import type { Json } from './types';

/** What leads from a base to a target: first the merge, then the operations. */
export interface Difference {
  /** A strategic merge patch; `undefined` where it would say nothing. */
  readonly merge: Json | undefined;
  /** What a merge cannot say exactly. Their paths are those of the target. */
  readonly operations: readonly Operation[];
}

/** Where a value is: its schema path for the merge keys, and its path for operations. */
export interface Position {
  readonly schemaPath: SchemaPath;
  readonly path: readonly (string | number)[];
}

export const NO_DIFFERENCE: Difference = { merge: undefined, operations: [] };

/** A difference that only a JSON patch can say: this value whole. */
export function replaced(target: Json, { path }: Position): Difference {
  return { merge: undefined, operations: [{ op: 'replace', path: jsonPointer(path), value: target }] };
}
