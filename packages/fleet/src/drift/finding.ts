import type { AttributeChange, ResourceChange, StackOutcome } from '@goldenpath/deploy';

/** A changed resource in the cloud, or a stack that could not be compared. */
export interface DriftFinding {
  readonly stack: string;
  /** `null` for the whole stack. */
  readonly resource: string | null;
  readonly kind: 'changed' | 'gone' | 'unknown';
  /** The attributes that were changed outside Terraform; empty when the resource was deleted. */
  readonly attributes: readonly AttributeChange[];
  /** The action of the next deployment; `null` for none. */
  readonly next: ResourceChange['action'] | null;
  /** Why the stack could not be compared. */
  readonly problems: readonly string[];
}

/** The result of planning the stacks of a fleet. */
export interface DriftReport {
  /** In order of stack and resource. */
  readonly findings: readonly DriftFinding[];
  /** The stacks that were compared with the cloud. Resources of these stacks without a finding are unchanged. */
  readonly compared: readonly string[];
  /** Stacks whose current definition is not deployed yet. Their own changes are not drift. */
  readonly undeployed: readonly string[];
}

/**
 * Finds changes in the cloud since the last deployment. Other planned changes are undeployed changes of the fleet, not drift.
 */
export function findDrift(outcomes: readonly StackOutcome[]): DriftReport {
  const byName = [...outcomes].sort((a, b) => (a.stack < b.stack ? -1 : a.stack > b.stack ? 1 : 0));
  const isCompared = ({ status }: StackOutcome) => status === 'planned' || status === 'unchanged';
  const compared = byName.filter(isCompared);
  return {
    findings: byName.flatMap((outcome) => {
      if (isCompared(outcome)) return driftOf(outcome);
      return outcome.status === 'waits' ? [] : [unknown(outcome)];
    }),
    compared: compared.map(({ stack }) => stack),
    undeployed: byName.filter(isUndeployed).map(({ stack }) => stack),
  };
}

function driftOf({ stack, plan }: StackOutcome): DriftFinding[] {
  const next = new Map(plan?.changes.map(({ address, action }) => [address, action]));
  const drifted = (plan?.drift ?? []).filter(({ action }) => action !== 'no-op' && action !== 'read');
  const sorted = [...drifted].sort((a, b) => (a.address < b.address ? -1 : 1));
  return sorted.map(({ address, action, attributes }) => ({
    stack,
    resource: address,
    kind: action === 'destroy' ? 'gone' : 'changed',
    attributes: action === 'destroy' ? [] : attributes,
    next: next.get(address) ?? null,
    problems: [],
  }));
}

function unknown({ stack, problems }: StackOutcome): DriftFinding {
  const errors = problems.filter(({ severity }) => severity === 'error');
  return {
    stack,
    resource: null,
    kind: 'unknown',
    attributes: [],
    next: null,
    problems: errors.map(({ summary, detail }) => (detail === '' ? summary : `${summary}\n${detail}`)),
  };
}

function isUndeployed({ status, plan }: StackOutcome): boolean {
  if (status === 'waits') return true;
  const drifted = new Set(plan?.drift.map(({ address }) => address));
  const own = plan?.changes.filter(
    ({ address, action }) => action !== 'read' && action !== 'no-op' && !drifted.has(address),
  );
  return status === 'planned' && (own?.length ?? 0) > 0;
}
