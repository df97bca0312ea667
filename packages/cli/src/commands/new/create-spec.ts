import type { Ask, Fleet, NewFlags, SpecDraft } from '@goldenpath/fleet';
import type { CommandContext } from '../../command';
import { holdSignals } from '../../signals/hold-signals';
import { isGivenUp, prompt, type PromptStreams } from './prompt';

/** Options of `createSpec`. */
export interface CreateOptions {
  readonly fleet: Fleet;
  readonly flags: NewFlags;
  /** Return the text without writing the file. */
  readonly dryRun: boolean;
  /** Streams for questions and answers. @default the terminal */
  readonly streams?: PromptStreams;
}

/** A spec that was created. */
export interface CreatedSpec {
  readonly name: string;
  /** The file, relative to the working directory. */
  readonly file: string;
  readonly text: string;
  readonly isWritten: boolean;
}

/**
 * Creates the spec of a new application, from flags and, on a terminal, from answers. Answers are shown for confirmation before the file is
 * written.
 *
 * @returns Undefined when the user cancelled. Nothing is written in that case.
 */
export async function createSpec(options: CreateOptions, context: CommandContext): Promise<CreatedSpec | undefined> {
  const { fleet, flags, dryRun, streams } = options;
  const ask: Ask = (question, check) => prompt(question, check, streams);
  try {
    const { isAsked, ...draft } = await fleet.draftSpec(flags, context.isInteractive ? { ask } : {});
    if (dryRun || (isAsked && !(await isConfirmed(draft, streams, context)))) return { ...draft, isWritten: false };
    await holdSignals(() => fleet.writeSpec({ ...draft, isAsked }));
    return { ...draft, isWritten: true };
  } catch (error) {
    if (isGivenUp(error)) return undefined;
    throw error;
  }
}

async function isConfirmed(
  { file, text }: Pick<SpecDraft, 'file' | 'text'>,
  streams: PromptStreams | undefined,
  { stdout }: CommandContext,
): Promise<boolean> {
  stdout(`\n${text}\n`);
  return (
    (await prompt({ type: 'yes-or-no', message: `Write ${file}?`, default: true }, async () => true, streams)) === true
  );
}
