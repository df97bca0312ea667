import type { Data } from '../support/specs';

/** A spec that breaks a rule, and the nearest one that does not. */
export interface Case {
  readonly rule: string;
  /** A spec that breaks the rule, and the characters that the error marks. */
  readonly bad: string;
  readonly marks: string;
  /** The nearest spec that does not. */
  readonly good: string;
  readonly folder?: string;
  /** @default folder */
  readonly goodFolder?: string;
  readonly platform?: string;
  /** The files beside the spec: of the bad one, and of the good one. */
  readonly data?: Data;
  readonly goodData?: Data;
}
