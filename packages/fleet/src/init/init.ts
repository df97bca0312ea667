import type { Ask } from '../new/ask-for-spec';
import { assertInitAnswers, checkInitAnswer, INIT_FIELDS, type InitAnswers, initQuestion } from './answers';
import { type InitFile, initFiles } from './files';

/** Options for drafting a new fleet. */
export interface InitOptions {
  /** The version of Golden Path that `package.json` pins. */
  readonly version: string;
  /** Asks the user for each missing value. @default missing values take their defaults */
  readonly ask?: Ask;
}

/** A new fleet that is not written yet. */
export interface FleetDraft {
  readonly answers: InitAnswers;
  readonly files: readonly InitFile[];
  /** The flags of values that are examples and must be replaced before a real deployment. */
  readonly examples: readonly string[];
}

/**
 * Creates the files of a new fleet in memory: platform file, first application, workflows, `.gitignore` and `package.json`.
 *
 * @throws UserError when a given value is invalid.
 */
export async function draftFleet(given: Partial<InitAnswers>, { version, ask }: InitOptions): Promise<FleetDraft> {
  assertInitAnswers(given);
  const values: { -readonly [name in keyof InitAnswers]?: string } = { ...given };
  for (const field of INIT_FIELDS) {
    if (values[field.name] !== undefined) continue;
    const answer = ask
      ? await ask(initQuestion(field, values), async (tried) => checkInitAnswer(field, String(tried)))
      : field.suggest(values);
    values[field.name] = String(answer);
  }
  const answers = values as InitAnswers;
  const examples = INIT_FIELDS.filter(
    ({ isExample, name, suggest }) => isExample && answers[name] === suggest(answers),
  );
  return { answers, files: initFiles(answers, version), examples: examples.map(({ name }) => name) };
}
