/** Requests to stop a run: the first one cleanly, the second one at once. */
export interface Interrupts {
  readonly interrupt: AbortSignal;
  readonly insist: AbortSignal;
}
