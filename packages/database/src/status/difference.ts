import type { Step, StepKind } from '../plan/step';

/** One difference between a server and the specs. */
export interface Difference {
  /** What differs: `owner`, `password`, `connection-limit`. */
  readonly kind: StepKind;
  /** `missing`: the server does not have it. `drifted`: the server has something else. */
  readonly state: 'missing' | 'drifted';
  /** The change that `goldenpath rds provision` makes: `alter role "orders_user": CONNECTION LIMIT 20`. */
  readonly repair: string;
}

/** What the server lacks; every other step changes what it has. */
const CREATING: readonly StepKind[] = ['role', 'database', 'grant', 'default-privileges', 'extension'];

/** What a step of a plan repairs. */
export function differenceOf({ kind, title }: Step): Difference {
  return { kind, state: CREATING.includes(kind) ? 'missing' : 'drifted', repair: title };
}
