/** A range in one line of a file. Lines and columns count from 1; columns count UTF-16 code units, as editors do. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The whole line for display, cut after 200 characters. */
  readonly text: string;
  /** The length of the range in UTF-16 code units, at least 1. */
  readonly length: number;
}
