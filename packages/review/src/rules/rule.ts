import type { ReviewRuleInfo, RuleFinding } from '@goldenpath/extension';
import type { FleetChange } from '../fleet/fleet-change';

/** A rule about the objects, stacks or texts of all parts. */
export interface GeneralRule extends ReviewRuleInfo {
  readonly find: (change: FleetChange) => readonly RuleFinding[];
}
