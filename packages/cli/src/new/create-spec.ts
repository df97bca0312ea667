import { builtInRegistry } from '@goldenpath/parts';
import * as path from 'node:path';
import {
  InvalidFleetError,
  UsageError,
  type Candidate,
  candidateFile,
  problemsOf,
  candidateOf,
  isTaken,
  missingFlags,
  type NewFlags,
  schemaReference,
  specText,
  takenError,
  writeSpec,
} from '@goldenpath/fleet';
import { type FleetSource, type LoadedFleet, loadFleet } from '@goldenpath/spec';
import type { CommandContext } from '../command';
import { askForSpec } from './ask-for-spec';
import { isGivenUp, prompt, type PromptStreams } from './prompt';
import { holdSignals } from './hold-signals';

/** How a spec is made. */
export interface CreateOptions {
  readonly flags: NewFlags;
  readonly source: FleetSource;
  /** Make the text and write nothing. */
  readonly dryRun: boolean;
  /** Where questions go, where that is not the terminal. */
  readonly streams?: PromptStreams;
}

/** A spec that was made. */
export interface CreatedSpec {
  readonly name: string;
  /** The file, relative to the folder that names in messages are. */
  readonly file: string;
  readonly text: string;
  readonly isWritten: boolean;
}

/**
 * Makes the spec of a new application from flags and, where a person is there, from answers; checks it as `validate` would
 * and only then writes it.
 *
 * @returns Undefined where the person gave up: nothing is written then.
 * @throws UsageError where flags are missing or something is in the way.
 * @throws InvalidFleetError with everything that is wrong with the spec, or with the platform file.
 */
export async function createSpec(options: CreateOptions, context: CommandContext): Promise<CreatedSpec | undefined> {
  const loaded = await loadForeign(options.source);
  const given = candidateOf(options.flags);
  const missing = missingFlags(given);
  if (missing.length > 0 && !context.isInteractive)
    throw new UsageError(
      `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
      'Give them, or run this in a terminal to be asked.',
    );
  try {
    const candidate =
      missing.length === 0 ? given : await askForSpec(given, { source: options.source, loaded }, options.streams);
    const created = checked(candidate, loaded, options);
    if (options.dryRun || (missing.length > 0 && !(await isConfirmed(created, options.streams, context))))
      return created;
    await holdSignals(() => writeSpec(options.source.appsFolder, created.name, created.text));
    return { ...created, isWritten: true };
  } catch (error) {
    if (isGivenUp(error)) return undefined;
    throw error;
  }
}

/** The fleet with whatever is wrong in it: only without its platform can nothing be added to it. */
async function loadForeign(source: FleetSource): Promise<LoadedFleet> {
  const { fleet, diagnostics } = await loadFleet(source, builtInRegistry);
  if (fleet !== undefined) return fleet;
  const platform = path.relative(source.relativeTo, source.platformFile);
  throw new InvalidFleetError(
    diagnostics.filter(({ location }) => location === undefined || location.file === platform),
  );
}

function checked(candidate: Candidate, loaded: LoadedFleet, { source }: CreateOptions): CreatedSpec {
  const name = String(candidate['name']);
  const text = specText(candidate, loaded.platform, schemaReference(source));
  const diagnostics = problemsOf(name, text, { source, loaded });
  if (diagnostics.length > 0) throw new InvalidFleetError(diagnostics);
  const file = candidateFile(name, source);
  if (isTaken(source.appsFolder, name)) throw takenError(path.dirname(file));
  return { name, file, text, isWritten: false };
}

async function isConfirmed(
  { file, text }: CreatedSpec,
  streams: PromptStreams | undefined,
  { stdout }: CommandContext,
): Promise<boolean> {
  stdout(`\n${text}\n`);
  return (
    (await prompt({ type: 'yes-or-no', message: `Write ${file}?`, default: true }, async () => true, streams)) === true
  );
}
