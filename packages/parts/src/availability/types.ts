/** Topology spread and disruption budget of several pods. */
export interface AvailabilityPart {
  readonly maxUnavailable: number;
}
