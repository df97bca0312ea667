import type { PartChange, Scope } from './change';

/** How bad a finding is: a `danger` blocks the change until it is accepted. */
export type Severity = 'danger' | 'warning' | 'info';

/** What a rule reports. The engine adds whether it is accepted, and how to accept it. */
export interface RuleFinding extends Scope {
  readonly severity: Severity;
  /** What happens, in one sentence. */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly remedy: string;
}

/** Looks at a change and reports what it does, never what was already so. */
export type FindInChange<Facts, OnceFacts, SharedFacts> = (
  change: PartChange<Facts, OnceFacts, SharedFacts>,
) => readonly RuleFinding[];

/** What every rule of `goldenpath review` says about itself. */
export interface ReviewRuleInfo {
  /** In kebab-case: what a spec accepts it by. */
  readonly id: string;
  /** Its position among findings of the same severity and in the reference: smaller comes first. @default 1000 */
  readonly rank?: number;
  /** For the reference: the severity, in words where it depends. */
  readonly severity: string;
  /** For the reference: what it looks for, in sentences. */
  readonly firesOn: string;
  /** For the reference: what to do about it. */
  readonly advice: string;
  /** What is lost where it fires, for the verdict: `database` and `databases`. @default it reports no loss */
  readonly loses?: { readonly one: string; readonly many: string };
}

/** A rule of `goldenpath review`: it reports what a change does, never what was already so. */
export interface ReviewRule<Facts = unknown, OnceFacts = unknown, SharedFacts = unknown> extends ReviewRuleInfo {
  readonly find: FindInChange<Facts, OnceFacts, SharedFacts>;
}
