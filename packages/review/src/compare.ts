import { affectedWithReasons } from './affected/affected';
import { dependentsOf } from './affected/dependents';
import { affectedUnits } from './affected/units';
import { approvalsOf } from './approvals/approvals';
import type { Comparison } from './comparison';
import { costOf } from './cost/cost';
import { openChange } from './fleet/open-change';
import { objectChanges } from './manifests/object-changes';
import type { Registry } from '@goldenpath/extension';
import type { Review } from './review';
import { findAll } from './rules/find-all';
import { secretsOfFleet } from './secrets/find-secrets';
import { maskOf } from './secrets/mask';
import { maskedReview } from './secrets/mask-review';
import { plansOf, resourceCounts } from './stacks/resource-counts';
import { withStateNote } from './stacks/state-note';
import { verdictOf } from './verdict/verdict';

/**
 * Reviews a change of a fleet. Pure: the result depends only on base, head and plans. It contains no secret in plain text.
 *
 * @param registry - The parts and kinds of base and head.
 */
export function reviewChange(comparison: Comparison, registry: Registry): Review {
  const change = openChange(comparison, registry);
  const units = affectedUnits(change);
  const touched = new Set(units.map(({ app }) => app));
  const mask = maskOf(secretsOfFleet(change, ({ name }) => touched.has(name)));
  const { affected, platform } = affectedWithReasons(change, units, mask.value);
  const findings = findAll(change, affected);
  const plans = withStateNote(plansOf(change.plans, change.stacks), change.stacks);
  const review: Review = {
    version: 1,
    base: comparison.commits.base,
    head: comparison.commits.head,
    verdict: verdictOf(change, { affected, platform, findings }),
    platform,
    affected,
    dependents: dependentsOf(change, units),
    findings,
    plans,
    resources: resourceCounts(plans),
    manifests: objectChanges(change.objects, mask.value),
    approvals: approvalsOf(change, { units, platform, findings }),
    cost: costOf(change, units),
  };
  // Masks the whole review again, because Terraform's messages and the reasons of acceptances are also untrusted text.
  return maskedReview(review, mask);
}
