import { Refusal } from './engine/refusal';
import { ConnectionCut } from './server/grpc-server';

/** The operations of a provider. */
export type OperationKind = 'create' | 'update' | 'delete' | 'read' | 'data' | 'open';

/** The kinds of injected faults. */
export type FaultKind =
  /** The name is taken by another owner. */
  | 'name-taken'
  /** The quota is exhausted. */
  | 'quota'
  /** Too many requests. The provider retries ten times. */
  | 'throttle'
  /** A new object is invisible for some reads. Its provider retries ten times. */
  | 'invisible'
  /** The operation fails with an error. */
  | 'fail'
  /** The provider dies, and Terraform gets no response. */
  | 'die';

/** A fault to inject. */
export interface Fault {
  readonly kind: FaultKind;
  /** Only for this type. @default any */
  readonly type?: string;
  /** Only for these operations. @default create, update and delete */
  readonly operations?: readonly OperationKind[];
  /** The number of the matching operation, from 1. @default the first */
  readonly nth?: number;
  /** The number of operations in a row; for throttle and invisible, the number of responses. @default 1 */
  readonly times?: number;
  /** Whether the fault happens before or after the operation takes effect. @default "before" */
  readonly when?: 'before' | 'after';
  /** Called when the provider dies, for example to stop Terraform too. @default nothing */
  readonly onDeath?: () => void;
}

/** Retries of the providers before they give up. */
const RETRIES = 10;

const CHANGES: readonly OperationKind[] = ['create', 'update', 'delete'];

/** Counts operations and injects faults. */
export class Faults {
  private readonly counts = new Map<Fault, number>();
  private readonly hidden = new Map<string, number>();

  /** The number of changing operations so far. */
  changes = 0;

  constructor(private readonly faults: readonly Fault[] = []) {}

  /** Returns the faults for an operation that is about to start. Throws those that happen before it takes effect. */
  strike(kind: OperationKind, type: string): readonly Fault[] {
    if (CHANGES.includes(kind)) this.changes += 1;
    const striking = this.faults.filter((fault) => this.strikes(fault, kind, type));
    for (const fault of striking) {
      if (fault.when !== 'after') this.act(fault, kind, type);
    }
    return striking;
  }

  /** Throws the faults that happen after the operation took effect. */
  strikeAfter(striking: readonly Fault[], kind: OperationKind, type: string): void {
    for (const fault of striking) {
      if (fault.when === 'after') this.act(fault, kind, type);
    }
  }

  /** Hides a new object for some reads. */
  hide(striking: readonly Fault[], type: string, id: string): void {
    const fault = striking.find(({ kind }) => kind === 'invisible');
    // The provider reads its new object until it sees it, which uses up some of the hidden reads.
    if (fault !== undefined) this.hidden.set(`${type}/${id}`, Math.max((fault.times ?? 1) - RETRIES, 0));
  }

  /** Returns whether an object is hidden for this read. */
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
