/** More than one pod: they are spread, and not taken away all at once. */
export interface AvailabilityPart {
  readonly maxUnavailable: number;
}
