import type { Problem } from '../wire/diagnostics';
import type { Values } from '../wire/values';

/** The simulated cloud says no. What it says reaches the person through Terraform. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly problem: Problem,
    /** What is there all the same, where the operation took effect before it failed. @default nothing */
    readonly partial?: Values,
  ) {
    super(problem.summary);
  }
}

/** A refusal with nothing but its words. */
export function refuse(summary: string, detail = ''): never {
  throw new Refusal({ summary, detail });
}
