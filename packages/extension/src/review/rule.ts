import type { PartChange, Scope } from './change';

/** The severity of a finding. A `danger` blocks the change until it is accepted. */
export type Severity = 'danger' | 'warning' | 'info';

/** The report of a rule. The engine adds whether it is accepted, and how to accept it. */
export interface RuleFinding extends Scope {
  readonly severity: Severity;
  /** The effect, in one sentence. */
  readonly message: string;
  /** The remedy, in one sentence. */
  readonly remedy: string;
}

/** Examines a change and reports its effects, never conditions that existed before. */
export type FindInChange<Facts, OnceFacts, SharedFacts> = (
  change: PartChange<Facts, OnceFacts, SharedFacts>,
) => readonly RuleFinding[];

/** The description of a review rule. */
export interface ReviewRuleInfo {
  /** In kebab-case. `accept` refers to it. */
  readonly id: string;
  /** Its position among findings of equal severity and in the reference, lowest first. @default 1000 */
  readonly rank?: number;
  /** The severity, for the reference. In words if it varies. */
  readonly severity: string;
  /** When the rule reports a finding, for the reference. */
  readonly firesOn: string;
  /** The advice for the reference. */
  readonly advice: string;
  /** What a finding loses, for the verdict: `database` and `databases`. @default nothing is lost */
  readonly loses?: { readonly one: string; readonly many: string };
}

/** A review rule. It reports the effects of a change, never conditions that existed before. */
export interface ReviewRule<Facts = unknown, OnceFacts = unknown, SharedFacts = unknown> extends ReviewRuleInfo {
  readonly find: FindInChange<Facts, OnceFacts, SharedFacts>;
}
