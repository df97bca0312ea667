import type { ReviewRuleInfo, RuleFinding } from '@goldenpath/extension';
import type { FleetChange } from '../fleet/fleet-change';

/** A rule that looks at the objects, the stacks or the texts of all parts. */
export interface GeneralRule extends ReviewRuleInfo {
  readonly find: (change: FleetChange) => readonly RuleFinding[];
}
