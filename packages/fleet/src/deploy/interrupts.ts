/** Requests to stop a run: first that it ends well, then that it ends at once. */
export interface Interrupts {
  readonly interrupt: AbortSignal;
  readonly insist: AbortSignal;
}
