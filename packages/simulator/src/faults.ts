import { Refusal } from './engine/refusal';
import { ConnectionCut } from './server/grpc-server';

/** What Terraform asks of a cloud. */
export type OperationKind = 'create' | 'update' | 'delete' | 'read' | 'data' | 'open';

/** What may go wrong. */
export type FaultKind =
  /** The name is taken by another owner. */
  | 'name-taken'
  /** The account has as many of them as it may have. */
  | 'quota'
  /** Too many requests; the provider asks again, ten times. */
  | 'throttle'
  /** What was made is not seen for some reads; the provider that made it asks again, ten times. */
  | 'invisible'
  /** The operation fails with an error. */
  | 'fail'
  /** The provider dies: Terraform gets no answer. */
  | 'die';

/** One thing that is to go wrong. */
export interface Fault {
  readonly kind: FaultKind;
  /** Only for this type. @default any */
  readonly type?: string;
  /** Only for these operations. @default create, update and delete */
  readonly operations?: readonly OperationKind[];
  /** At which of the operations that match, counted from 1. @default the first */
  readonly nth?: number;
  /** How many operations in a row; how many answers to throttle or hide. @default 1 */
  readonly times?: number;
  /** Whether the operation has taken effect before it fails or the provider dies. @default "before" */
  readonly when?: 'before' | 'after';
  /** Called when the provider dies, for example to end Terraform too. @default nothing */
  readonly onDeath?: () => void;
}

/** How often the providers ask again before they give up. */
const RETRIES = 10;

const CHANGES: readonly OperationKind[] = ['create', 'update', 'delete'];

/** Counts operations and says when something goes wrong. */
export class Faults {
  private readonly counts = new Map<Fault, number>();
  private readonly hidden = new Map<string, number>();

  /** How many operations that change something there have been. */
  changes = 0;

  constructor(private readonly faults: readonly Fault[] = []) {}

  /** The faults that strike an operation which is about to start. Throws what strikes before it takes effect. */
  strike(kind: OperationKind, type: string): readonly Fault[] {
    if (CHANGES.includes(kind)) this.changes += 1;
    const striking = this.faults.filter((fault) => this.strikes(fault, kind, type));
    for (const fault of striking) {
      if (fault.when !== 'after') this.act(fault, kind, type);
    }
    return striking;
  }

  /** Throws what strikes once the operation has taken effect. */
  strikeAfter(striking: readonly Fault[], kind: OperationKind, type: string): void {
    for (const fault of striking) {
      if (fault.when === 'after') this.act(fault, kind, type);
    }
  }

  /** Notes that something just made is not to be seen for a while. */
  hide(striking: readonly Fault[], type: string, id: string): void {
    const fault = striking.find(({ kind }) => kind === 'invisible');
    // The provider waits until it sees what it has made: that uses up some of the answers.
    if (fault !== undefined) this.hidden.set(`${type}/${id}`, Math.max((fault.times ?? 1) - RETRIES, 0));
  }

  /** Whether something is not to be seen this time. */
  isHidden(type: string, id: string): boolean {
    const left = this.hidden.get(`${type}/${id}`) ?? 0;
    if (left > 0) this.hidden.set(`${type}/${id}`, left - 1);
    return left > 0;
  }

  private strikes(fault: Fault, kind: OperationKind, type: string): boolean {
    if ((fault.type !== undefined && fault.type !== type) || !(fault.operations ?? CHANGES).includes(kind))
      return false;
    const count = (this.counts.get(fault) ?? 0) + 1;
    this.counts.set(fault, count);
    const first = fault.nth ?? 1;
    const span = fault.kind === 'throttle' || fault.kind === 'invisible' ? 1 : (fault.times ?? 1);
    return count >= first && count < first + span;
  }

  private act(fault: Fault, kind: OperationKind, type: string): void {
    switch (fault.kind) {
      case 'name-taken':
        throw refusal(
          `creating ${type}: AlreadyExists: the name is taken`,
          'Names are shared with others here: choose another.',
        );
      case 'quota':
        throw refusal(
          `creating ${type}: LimitExceeded: the quota for ${type} is used up`,
          'Ask for a higher quota, or delete what is not needed.',
        );
      case 'throttle':
        if ((fault.times ?? 1) <= RETRIES) return;
        throw refusal(
          `${kind} of ${type}: ThrottlingException: Rate exceeded`,
          `Given up after ${RETRIES} retries; run again later.`,
        );
      case 'fail':
        throw refusal(`${kind} of ${type}: InternalFailure: an injected fault`);
      case 'die':
        fault.onDeath?.();
        throw new ConnectionCut(`died at ${kind} of ${type}`);
      case 'invisible':
        return;
    }
  }
}

function refusal(summary: string, detail = ''): Refusal {
  return new Refusal({ summary, detail });
}
