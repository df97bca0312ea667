import type { Problem } from '../wire/diagnostics';
import type { Values } from '../wire/values';

/** An error of the simulated cloud, which Terraform shows to the user. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly problem: Problem,
    /** The values of an object that exists although the operation failed. @default nothing */
    readonly partial?: Values,
  ) {
    super(problem.summary);
  }
}

/** Throws a refusal with a summary and a detail. */
export function refuse(summary: string, detail = ''): never {
  throw new Refusal({ summary, detail });
}
