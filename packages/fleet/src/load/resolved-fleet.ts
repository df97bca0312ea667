import type { Registry } from '@goldenpath/extension';
import type { FleetFacts } from '@goldenpath/model';

/** The facts of a fleet and its registry. */
export interface ResolvedFleet {
  readonly facts: FleetFacts;
  readonly registry: Registry;
}
