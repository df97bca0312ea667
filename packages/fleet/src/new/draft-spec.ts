import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { builtInRegistry } from '@goldenpath/parts';
import { type FleetSource, type LoadedFleet, loadFleet } from '@goldenpath/spec';
import type { FleetContext } from '../context';
import { InvalidFleetError } from '../errors';
import { holdsCode } from '../load/holds-code';
import { type Ask, askForSpec } from './ask-for-spec';
import { candidateOfForm, type FormValues } from '../forms/candidate-of-form';
import type { Candidate } from './candidate';
import { candidateFile, problemsOf } from './check-candidate';
import { missingFlags, withEmptyGroups } from './fields';
import { candidateOf, type NewFlags } from './flags';
import { schemaReference } from './schema-reference';
import { specText } from './spec-text';
import { isTaken, takenError, writeSpec } from './write-spec';

export interface DraftOptions {
  /** A kind and the values of its form, in place of flags. @default the flags */
  readonly form?: { readonly kind: string; readonly values: FormValues };
  /** Asks the user for missing fields. @default a missing field is an error */
  readonly ask?: Ask;
}

/** A valid spec that is not written yet. */
export interface SpecDraft {
  readonly name: string;
  /** The file, relative to `cwd`. */
  readonly file: string;
  readonly text: string;
  /** Whether the user answered any question. */
  readonly isAsked: boolean;
}

/**
 * Creates the spec of a new application and validates it.
 *
 * @throws UserError when fields are missing, or the application exists.
 * @throws InvalidFleetError with all errors of the spec or the platform file.
 */
export async function draftSpec(
  context: FleetContext,
  fields: NewFlags,
  { ask, form }: DraftOptions = {},
): Promise<SpecDraft> {
  const { source } = context;
  const loaded = await loadPossiblyInvalid(context);
  const given =
    form === undefined
      ? candidateOf(fields, loaded.registry)
      : candidateOfForm(form.kind, form.values, loaded.registry);
  // The validation says what a form lacks, in the words of the spec.
  if (form !== undefined) return { ...checked(given, loaded, source), isAsked: false };
  const missing = missingFlags(given, loaded.registry);
  if (missing.length === 0) return { ...checked(given, loaded, source), isAsked: false };
  if (ask === undefined)
    throw new UserError(
      `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
      'Pass them, or run this on a terminal to be asked.',
    );
  return { ...checked(await askForSpec(given, { source, loaded }, ask), loaded, source), isAsked: true };
}

/**
 * Writes a draft, completely or not at all.
 *
 * @returns The path of the file.
 * @throws UserError when the application exists in the meantime.
 */
export function writeDraft({ source }: FleetContext, { name, text }: Pick<SpecDraft, 'name' | 'text'>): string {
  return writeSpec(source.appsFolder, name, text);
}

/** Loads the fleet. Without a valid platform file and extensions nothing can be added; other errors do not matter. */
export async function loadPossiblyInvalid({ source, runCode }: FleetContext): Promise<LoadedFleet> {
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
