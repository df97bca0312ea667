import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { builtInRegistry } from '@goldenpath/parts';
import { type FleetSource, type LoadedFleet, loadFleet } from '@goldenpath/spec';
import type { FleetContext } from '../context';
import { InvalidFleetError } from '../errors';
import { holdsCode } from '../load/fleet-source';
import { type Ask, askForSpec } from './ask-for-spec';
import type { Candidate } from './candidate';
import { candidateFile, problemsOf } from './check-candidate';
import { missingFlags, withEmptyGroups } from './fields';
import { candidateOf, type NewFlags } from './flags';
import { schemaReference } from './schema-reference';
import { specText } from './spec-text';
import { isTaken, takenError, writeSpec } from './write-spec';

export interface DraftOptions {
  /** Asks a person for what the fields lack. @default nobody is asked, and a missing field is an error */
  readonly ask?: Ask;
}

/** A spec that is checked and not written. */
export interface SpecDraft {
  readonly name: string;
  /** The file, relative to `cwd`. */
  readonly file: string;
  readonly text: string;
  /** Whether a person was asked for some of it. */
  readonly isAsked: boolean;
}

/**
 * Makes the spec of a new application, and checks it as `validate` would.
 *
 * @throws UserError where fields are missing, or the application exists.
 * @throws InvalidFleetError with everything that is wrong with the spec, or with the platform file.
 */
export async function draftSpec(
  context: FleetContext,
  fields: NewFlags,
  { ask }: DraftOptions = {},
): Promise<SpecDraft> {
  const { source } = context;
  const loaded = await loadPossiblyInvalid(context);
  const given = candidateOf(fields, loaded.registry);
  const missing = missingFlags(given, loaded.registry);
  if (missing.length === 0) return { ...checked(given, loaded, source), isAsked: false };
  if (ask === undefined)
    throw new UserError(
      `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
      'Give them, or run this in a terminal to be asked.',
    );
  return { ...checked(await askForSpec(given, { source, loaded }, ask), loaded, source), isAsked: true };
}

/**
 * Writes a draft, all of it or nothing.
 *
 * @returns The path of the file.
 * @throws UserError where the application exists by now.
 */
export function writeDraft({ source }: FleetContext, { name, text }: Pick<SpecDraft, 'name' | 'text'>): string {
  return writeSpec(source.appsFolder, name, text);
}

/** Without its platform and its extensions nothing can be added to a fleet; other mistakes in it do not matter. */
async function loadPossiblyInvalid({ source, runCode }: FleetContext): Promise<LoadedFleet> {
  const load = () => loadFleet(source, builtInRegistry);
  const { fleet, diagnostics } = await (holdsCode(source) ? runCode(load) : load());
  const platform = path.relative(source.relativeTo, source.platformFile);
  const ofPlatform = diagnostics.filter(({ location }) => location?.file === platform);
  if (fleet !== undefined && ofPlatform.length === 0) return fleet;
  throw new InvalidFleetError(diagnostics.filter((each) => each.location === undefined || ofPlatform.includes(each)));
}

function checked(candidate: Candidate, loaded: LoadedFleet, source: FleetSource): Omit<SpecDraft, 'isAsked'> {
  const name = String(candidate['name']);
  const text = specText(withEmptyGroups(candidate, loaded.registry), loaded, schemaReference(source));
  const diagnostics = problemsOf(name, text, { source, loaded });
  if (diagnostics.length > 0) throw new InvalidFleetError(diagnostics);
  const file = candidateFile(name, source);
  if (isTaken(source.appsFolder, name)) throw takenError(path.dirname(file));
  return { name, file, text };
}
