/** A place in a file. Line and column count from 1; columns count UTF-16 code units, as editors do. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The whole line, for showing it; cut where it is longer than 200 characters. */
  readonly text: string;
  /** How many characters of the line are meant, at least 1. */
  readonly length: number;
}

/** Where in a document something is: the keys and indices that lead to it. */
export type Path = readonly (string | number)[];

/** One mistake in what a person wrote. */
export interface Diagnostic {
  /** The rule that is broken, in kebab-case: `unknown-field`, `database-name-taken`. */
  readonly rule: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What was expected or what to do about it. */
  readonly remedy: string;
  /** Where. Absent only where there is no file at all. */
  readonly location?: Location;
  /** The other place, for a rule across applications or fields. */
  readonly related?: { readonly message: string; readonly location: Location };
}
