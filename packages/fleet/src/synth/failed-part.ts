import { UserError } from '@goldenpath/errors';
import { PartError } from '@goldenpath/extension';
import { builtInRegistry } from '@goldenpath/parts';

/**
 * Runs generators.
 *
 * @throws UserError when a part of an extension throws. An error of a built-in part is a bug and is rethrown unchanged.
 */
export async function explainFailedPart<Result>(generate: () => Promise<Result>): Promise<Result> {
  try {
    return await generate();
  } catch (error) {
    if (!(error instanceof PartError) || builtInRegistry.part(error.part) !== undefined) throw error;
    const remedy =
      'Correct the extension that the part comes from, or remove it from `extensions` of the platform file.';
    throw new UserError(error.message.replace(/[^.!?]$/, '$&.'), remedy, { cause: error });
  }
}
