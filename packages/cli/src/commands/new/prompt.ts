import type { CheckAnswer, Question } from '@goldenpath/fleet';

/** Streams for questions and answers that replace the terminal. */
export interface PromptStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Asks one question until the answer is valid. Rejects with inquirer's `ExitPromptError` when the user cancels. */
export async function prompt(question: Question, validate: CheckAnswer, streams?: PromptStreams): Promise<unknown> {
  // Loaded only when there is a question: it is slow to load.
  const { checkbox, input, select } = await import('@inquirer/prompts');
  const context = { ...streams };
  const { message } = question;
  switch (question.type) {
    case 'text':
      return input(
        { message, validate, ...(question.default !== undefined && { default: question.default }) },
        context,
      );
    case 'yes-or-no':
      // `confirm` of inquirer takes whatever it cannot read, such as `3000`, for its default.
      return yesOrNo(
        await input({ message: `${message} (${question.default ? 'Y/n' : 'y/N'})`, validate: isYesOrNo }, context),
        question.default,
      );
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

/** Whether the user cancelled: Ctrl-C, or the end of the input. */
export function isGivenUp(error: unknown): boolean {
  return error instanceof Error && error.name === 'ExitPromptError';
}

function isYesOrNo(text: string): string | true {
  return /^\s*(y|yes|n|no)?\s*$/i.test(text) || `\`${text.trim()}\` is not an answer. Type \`y\` or \`n\`.`;
}

function yesOrNo(text: string, usual: boolean): boolean {
  const answer = text.trim().toLowerCase();
  return answer === '' ? usual : answer.startsWith('y');
}

function named(choices: readonly { readonly value: string; readonly description?: string }[]) {
  return choices.map((choice) => ({ ...choice, name: choice.value }));
}
