import type { AttributeChange, ResourceChange, StackOutcome } from '@goldenpath/deploy';

/** Something in the cloud that is not as it was left, or a stack of which that cannot be told. */
export interface DriftFinding {
  readonly stack: string;
  /** `null`: the whole stack. */
  readonly resource: string | null;
  readonly kind: 'changed' | 'gone' | 'unknown';
  /** What somebody changed; empty where the resource is gone. */
  readonly attributes: readonly AttributeChange[];
  /** What the next deployment would do to it; `null` where nothing. */
  readonly next: ResourceChange['action'] | null;
  /** What went wrong, where it cannot be told. */
  readonly problems: readonly string[];
}

/** What planning stacks of a fleet found. */
export interface DriftReport {
  /** In order of stack and resource. */
  readonly findings: readonly DriftFinding[];
  /** The stacks that could be compared with the cloud: of these, what is not among the findings is as it should be. */
  readonly compared: readonly string[];
  /** Stacks that nobody has deployed yet as the fleet says: their own changes are no drift. */
  readonly undeployed: readonly string[];
}

/**
 * What somebody has changed in the cloud since the last deployment. What a deployment would change besides is only not deployed yet,
 * and no finding.
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
