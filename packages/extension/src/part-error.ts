/** A hook of a part that threw: its own error is the `cause`. */
export class PartError extends Error {
  override readonly name = 'PartError';

  /**
   * @param part - The name of the part.
   * @param task - What it could not do, such as `make the objects of orders in prod`.
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
 * @throws PartError where the hook throws, unless that is one already.
 */
export function runHook<Result>(part: string, task: string, hook: () => Result): Result {
  try {
    return hook();
  } catch (error) {
    throw error instanceof PartError ? error : new PartError(part, task, error);
  }
}
