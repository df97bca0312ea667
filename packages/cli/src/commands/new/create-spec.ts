import type { Ask, Fleet, NewFlags, SpecDraft } from '@goldenpath/fleet';
import type { CommandContext } from '../../command';
import { holdSignals } from '../../signals/hold-signals';
import { isGivenUp, prompt, type PromptStreams } from './prompt';

/** How a spec is made. */
export interface CreateOptions {
  readonly fleet: Fleet;
  readonly flags: NewFlags;
  /** Make the text and write nothing. */
  readonly dryRun: boolean;
  /** Where questions go. @default the terminal */
  readonly streams?: PromptStreams;
}

/** A spec that was made. */
export interface CreatedSpec {
  readonly name: string;
  /** The file, relative to the folder that the command runs in. */
  readonly file: string;
  readonly text: string;
  readonly isWritten: boolean;
}

/**
 * Makes the spec of a new application from flags and, on a terminal, from answers. What was answered is shown, and written only when
 * the person agrees.
 *
 * @returns Undefined where the person gave up: nothing is written then.
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
