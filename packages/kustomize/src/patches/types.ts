/** A mistake in a patch. */
export interface PatchProblem {
  /** Where it is: in `merge`, `operations` or `target` of the patch. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly remedy: string;
  /** The name that does not exist, and those that do, for a suggestion in place of the remedy. @default none */
  readonly choice?: { readonly written: string; readonly candidates: readonly string[] };
}

/** Thrown at a mistake in a patch, within the package. */
export class PatchError extends Error {
  constructor(readonly problem: PatchProblem) {
    super(problem.message);
  }
}

/** @throws PatchError always. */
export function refuse(
  path: PatchProblem['path'],
  message: string,
  remedy: string,
  choice?: PatchProblem['choice'],
): never {
  throw new PatchError({ path, message, remedy, ...(choice !== undefined && { choice }) });
}
