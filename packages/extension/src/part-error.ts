/** A hook of a part threw an error, which is the `cause`. */
export class PartError extends Error {
  override readonly name = 'PartError';

  /**
   * @param part - The name of the part.
   * @param task - What failed, such as `make the objects of orders in prod`.
   */
  constructor(
    readonly part: string,
    readonly task: string,
    cause: unknown,
  ) {
    super(`The part ${part} cannot ${task}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/**
 * Runs a hook of a part.
 *
 * @throws PartError when the hook throws.
 */
export function runHook<Result>(part: string, task: string, hook: () => Result): Result {
  try {
    return hook();
  } catch (error) {
    throw error instanceof PartError ? error : new PartError(part, task, error);
  }
}
