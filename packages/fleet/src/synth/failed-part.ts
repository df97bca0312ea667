import { UserError } from '@goldenpath/errors';
import * as fs from 'node:fs';
import { PartError } from '@goldenpath/extension';
import { builtInRegistry } from '@goldenpath/parts';
import { TemplateError } from '@goldenpath/scaffold';

/**
 * Runs generators.
 *
 * @throws UserError with its line when a template cannot be filled.
 * @throws UserError when a part of an extension throws. An error of a built-in part is a bug and is rethrown unchanged.
 */
export async function explainFailedPart<Result>(generate: () => Promise<Result>): Promise<Result> {
  try {
    return await generate();
  } catch (error) {
    if (error instanceof TemplateError && error.source !== undefined) throw asUserError(error, error.source);
    if (!(error instanceof PartError) || builtInRegistry.part(error.part) !== undefined) throw error;
    const remedy =
      'Correct the extension that the part comes from, or remove it from `extensions` of the platform file.';
    throw new UserError(error.message.replace(/[^.!?]$/, '$&.'), remedy, { cause: error });
  }
}

function asUserError(error: TemplateError, file: string): UserError {
  const text = fs.readFileSync(file, 'utf8').split('\n')[error.at.line - 1] ?? '';
  return new UserError(`${file}:${error.at.line}: ${error.problem}`, error.remedy, {
    cause: error,
    location: { file, ...error.at, text: text.slice(0, 200) },
  });
}
