import type { CheckAnswer, Question } from '@goldenpath/fleet';

/** Where questions go and answers come from, where that is not the terminal. */
export interface PromptStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Asks one question until the answer is right. Rejects with inquirer's `ExitPromptError` where the person gives up. */
export async function prompt(question: Question, validate: CheckAnswer, streams?: PromptStreams): Promise<unknown> {
  // Only who is asked something pays for loading what asks.
  const { checkbox, confirm, input, select } = await import('@inquirer/prompts');
  const context = { ...streams };
  const { message } = question;
  switch (question.type) {
    case 'text':
      return input(
        { message, validate, ...(question.default !== undefined && { default: question.default }) },
        context,
      );
    case 'yes-or-no':
      return confirm({ message, default: question.default }, context);
    case 'one':
      return select(
        {
          message,
          choices: named(question.choices),
          ...(question.default !== undefined && { default: question.default }),
        },
        context,
      );
    case 'some':
      return checkbox(
        {
          message,
          choices: named(question.choices).map((choice) => ({ ...choice, checked: question.isAll })),
          required: question.isAll,
          validate: (chosen) => validate(chosen.map(({ value }) => value)),
        },
        context,
      );
  }
}

/** Whether a person gave up: Ctrl-C, or the end of the input. */
export function isGivenUp(error: unknown): boolean {
  return error instanceof Error && error.name === 'ExitPromptError';
}

function named(choices: readonly { readonly value: string; readonly description?: string }[]) {
  return choices.map((choice) => ({ ...choice, name: choice.value }));
}
