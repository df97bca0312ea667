/** A range in one line of a file. Lines and columns count from 1; columns count UTF-16 code units, as editors do. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The whole line for display, cut after 200 characters. */
  readonly text: string;
  /** The length of the range, at least 1. */
  readonly length: number;
}

/** The path to a value in a document: keys and indexes. */
export type Path = readonly (string | number)[];

/** One error in a document. */
export interface Diagnostic {
  /** The broken rule in kebab-case: `unknown-field`, `database-name-taken`. */
  readonly rule: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** The expected value, or what to do. */
  readonly remedy: string;
  /** The position. Absent only when there is no file. */
  readonly location?: Location;
  /** The second position, for a rule across applications or fields. */
  readonly related?: { readonly message: string; readonly location: Location };
}
