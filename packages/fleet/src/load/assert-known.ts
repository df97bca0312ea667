import { UserError } from '@goldenpath/errors';
import { suggestion } from '@goldenpath/extension';

/** @throws UserError for the first unknown name in `wanted`, with a suggestion. */
export function assertKnown(what: string, wanted: readonly string[], known: readonly string[]): void {
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new UserError(`There is no ${what} ${JSON.stringify(unknown)}.`, suggestion(unknown, known), {
      code: `unknown-${what}`,
    });
}

/** Names of applications and environments. An empty list selects all. */
export interface SelectionOptions {
  readonly apps?: readonly string[];
  readonly environments?: readonly string[];
}
